import type { Hono } from 'hono';
import { httpExchange } from '../http/http-exchange.ts';
import { page, searchIntents } from '../http/lists.ts';
import { Params } from '../http/params.ts';
import { intentForBrowser, intentWire, listWire } from '../http/wire.ts';
import { finishSecondStep } from '../payments/authorisation.ts';
import { cancelIntent, captureIntent } from '../payments/capture-and-cancel.ts';
import { confirmIntent, createIntent, updateIntent } from '../payments/intents.ts';
import { intentById } from '../payments/payment-store.ts';
import type { StripeState } from '../vendor-state.ts';
import { expanded, forBrowser, holderOfSecret, serverOnly, shown } from './callers.ts';

export function intentRoutes(app: Hono, state: StripeState): void {
  const root = '/v1/payment_intents';

  app.post(root, (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      return intentWire(state.model, createIntent(state, incoming.form), expanded(incoming));
    }),
  );
  app.get(root, (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const { data, hasMore } = page(state.model.intents.values(), incoming.form, ['customer']);
      const expand = expanded(incoming);
      return listWire(
        root,
        data.map((intent) => intentWire(state.model, intent, expand)),
        hasMore,
      );
    }),
  );
  app.get(`${root}/search`, (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const before = new Date(state.now().getTime() - state.settings.searchLagSeconds * 1000);
      const { data, hasMore } = searchIntents(state.model, incoming.form, before);
      const expand = expanded(incoming);
      return {
        object: 'search_result',
        data: data.map((intent) => intentWire(state.model, intent, expand)),
        has_more: hasMore,
        next_page: hasMore ? `page_${data.length}` : null,
        url: `${root}/search`,
      };
    }),
  );
  app.get(`${root}/:id`, (c) =>
    httpExchange(state, c, (incoming) => {
      const intent = intentById(state, c.req.param('id'));
      return shown(state, incoming, intent.id);
    }),
  );
  app.post(`${root}/:id`, (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const intent = updateIntent(state, c.req.param('id'), incoming.form);
      return intentWire(state.model, intent, expanded(incoming));
    }),
  );
  app.post(`${root}/:id/confirm`, (c) =>
    httpExchange(state, c, (incoming) => {
      const id = c.req.param('id');
      if (incoming.caller === 'browser') holderOfSecret(state, incoming, id);
      try {
        confirmIntent(state, id, incoming.form);
      } catch (error) {
        throw forBrowser(state, incoming, id, error);
      }
      return shown(state, incoming, id);
    }),
  );
  app.post(`${root}/:id/capture`, (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const intent = captureIntent(state, c.req.param('id'), incoming.form);
      return intentWire(state.model, intent, expanded(incoming));
    }),
  );
  app.post(`${root}/:id/cancel`, (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const intent = cancelIntent(state, c.req.param('id'), incoming.form);
      return intentWire(state.model, intent, expanded(incoming));
    }),
  );
  // What Stripe.js calls once the bank has seen the cardholder; `outcome` stands for what the cardholder did.
  app.post('/v1/3ds2/authenticate', (c) =>
    httpExchange(state, c, (incoming) => {
      const params = new Params(incoming.form, ['source', 'client_secret', 'key', 'outcome', 'browser']);
      const id = params.required('source');
      holderOfSecret(state, incoming, id);
      const passed = params.oneOf('outcome', ['succeeded', 'failed']) === 'succeeded';
      const refused = finishSecondStep(state, intentById(state, id), passed);
      if (refused) throw forBrowser(state, incoming, id, refused);
      return intentForBrowser(state.model, intentById(state, id));
    }),
  );
}
