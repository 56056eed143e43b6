import type { Hono } from 'hono';
import { exchange } from '../http/http-exchange.ts';
import { page, searchIntents } from '../http/lists.ts';
import { Params } from '../http/params.ts';
import { intentForBrowser, intentWire, listWire } from '../http/wire.ts';
import { finishSecondStep } from '../payments/authorisation.ts';
import { cancelIntent, captureIntent } from '../payments/capture-and-cancel.ts';
import { confirmIntent, createIntent, updateIntent } from '../payments/intents.ts';
import { intentById } from '../payments/payment-store.ts';
import type { World } from '../vendor-state.ts';
import { expanded, forBrowser, holderOfSecret, serverOnly, shown } from './callers.ts';

export function intentRoutes(app: Hono, world: World): void {
  const root = '/v1/payment_intents';

  app.post(root, (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      return intentWire(world.model, createIntent(world, incoming.form), expanded(incoming));
    }),
  );
  app.get(root, (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const { data, hasMore } = page(world.model.intents.values(), incoming.form, ['customer']);
      const expand = expanded(incoming);
      return listWire(
        root,
        data.map((intent) => intentWire(world.model, intent, expand)),
        hasMore,
      );
    }),
  );
  app.get(`${root}/search`, (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const before = new Date(world.now().getTime() - world.settings.searchLagSeconds * 1000);
      const { data, hasMore } = searchIntents(world.model, incoming.form, before);
      const expand = expanded(incoming);
      return {
        object: 'search_result',
        data: data.map((intent) => intentWire(world.model, intent, expand)),
        has_more: hasMore,
        next_page: hasMore ? `page_${data.length}` : null,
        url: `${root}/search`,
      };
    }),
  );
  app.get(`${root}/:id`, (c) =>
    exchange(world, c, (incoming) => {
      const intent = intentById(world, c.req.param('id'));
      return shown(world, incoming, intent.id);
    }),
  );
  app.post(`${root}/:id`, (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const intent = updateIntent(world, c.req.param('id'), incoming.form);
      return intentWire(world.model, intent, expanded(incoming));
    }),
  );
  app.post(`${root}/:id/confirm`, (c) =>
    exchange(world, c, (incoming) => {
      const id = c.req.param('id');
      if (incoming.caller === 'browser') holderOfSecret(world, incoming, id);
      try {
        confirmIntent(world, id, incoming.form);
      } catch (error) {
        throw forBrowser(world, incoming, id, error);
      }
      return shown(world, incoming, id);
    }),
  );
  app.post(`${root}/:id/capture`, (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const intent = captureIntent(world, c.req.param('id'), incoming.form);
      return intentWire(world.model, intent, expanded(incoming));
    }),
  );
  app.post(`${root}/:id/cancel`, (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const intent = cancelIntent(world, c.req.param('id'), incoming.form);
      return intentWire(world.model, intent, expanded(incoming));
    }),
  );
  // What Stripe.js calls once the bank has seen the cardholder; `outcome` stands for what the cardholder did.
  app.post('/v1/3ds2/authenticate', (c) =>
    exchange(world, c, (incoming) => {
      const params = new Params(incoming.form, ['source', 'client_secret', 'key', 'outcome', 'browser']);
      const id = params.required('source');
      holderOfSecret(world, incoming, id);
      const passed = params.oneOf('outcome', ['succeeded', 'failed']) === 'succeeded';
      const refused = finishSecondStep(world, intentById(world, id), passed);
      if (refused) throw forBrowser(world, incoming, id, refused);
      return intentForBrowser(world.model, intentById(world, id));
    }),
  );
}
