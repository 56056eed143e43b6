import { Hono } from 'hono';
import { finishSecondStep } from './authorisation.ts';
import { browserHeaders, exchange, type Incoming } from './exchange.ts';
import { failureOf, missing, StripeFailure } from './failure.ts';
import { cancelIntent, captureIntent, confirmIntent, createIntent, updateIntent } from './intents.ts';
import { secretKeyNeeded } from './keys.ts';
import { intentById } from './ledger.ts';
import { page, searchIntents } from './lists.ts';
import { refundsOf } from './model.ts';
import { Params } from './params.ts';
import { createPaymentMethod, methodByName } from './payment-methods.ts';
import { createRefund } from './refunds.ts';
import {
  chargeWire,
  eventWire,
  intentForBrowser,
  intentWire,
  listWire,
  methodWire,
  refundWire,
} from './wire.ts';
import type { World } from './world.ts';

/** Stripe's API v1, as far as a clinic's payments need it. */
export function apiOf(world: World): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (c.req.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: {
          ...browserHeaders,
          'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE',
          'access-control-allow-headers': c.req.header('access-control-request-headers') ?? '*',
          'access-control-max-age': '300',
        },
      });
    }
    await next();
    for (const [name, value] of Object.entries(browserHeaders)) c.res.headers.set(name, value);
    return undefined;
  });
  intentRoutes(app, world);
  otherRoutes(app, world);
  resendRoute(app, world);
  app.all('/v1/*', (c) =>
    exchange(world, c, () => {
      throw new StripeFailure(404, {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${c.req.method}: ${c.req.path}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      });
    }),
  );
  app.onError((error) => {
    console.error(error);
    return Response.json({ error: failureOf(500) }, { status: 500 });
  });
  return app;
}

function intentRoutes(app: Hono, world: World): void {
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

function otherRoutes(app: Hono, world: World): void {
  app.post('/v1/refunds', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      return refundWire(createRefund(world, incoming.form, world.settings.refunds));
    }),
  );
  app.get('/v1/refunds', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const of = incoming.form.payment_intent;
      const all = typeof of === 'string' ? refundsOf(world.model, of) : world.model.refunds.values();
      const { data, hasMore } = page(all, incoming.form, ['payment_intent', 'charge']);
      return listWire('/v1/refunds', data.map(refundWire), hasMore);
    }),
  );
  app.get('/v1/refunds/:id', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const refund = world.model.refunds.get(c.req.param('id'));
      if (!refund) throw missing('refund', c.req.param('id'), 'id');
      return refundWire(refund);
    }),
  );
  app.get('/v1/charges/:id', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const charge = world.model.charges.get(c.req.param('id'));
      if (!charge) throw missing('charge', c.req.param('id'), 'id');
      return chargeWire(world.model, charge);
    }),
  );
  app.post('/v1/payment_methods', (c) =>
    exchange(world, c, ({ form }) => methodWire(createPaymentMethod(world, form))),
  );
  app.get('/v1/payment_methods/:id', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      return methodWire(methodByName(world, c.req.param('id')));
    }),
  );
  app.get('/v1/events', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const wanted = incoming.form.type;
      const all = world.model.events.filter(({ type }) => typeof wanted !== 'string' || type === wanted);
      const { data, hasMore } = page(all, incoming.form, ['type', 'types', 'delivery_success']);
      return listWire(
        '/v1/events',
        data.map((event) => eventWire(event, 0)),
        hasMore,
      );
    }),
  );
  app.get('/v1/events/:id', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const event = world.model.events.find(({ id }) => id === c.req.param('id'));
      if (!event) throw missing('event', c.req.param('id'), 'id');
      return eventWire(event, 0);
    }),
  );
}

/** Sends an event once more, as Stripe's dashboard and command line do. */
function resendRoute(app: Hono, world: World): void {
  app.post('/v1/events/:id/retry', (c) =>
    exchange(world, c, (incoming) => {
      serverOnly(incoming);
      const event = world.model.events.find(({ id }) => id === c.req.param('id'));
      if (!event) throw missing('event', c.req.param('id'), 'id');
      world.webhooks.again(event);
      return eventWire(event, 1);
    }),
  );
}

function serverOnly({ caller }: Incoming): void {
  if (caller !== 'server') throw secretKeyNeeded();
}

/** `client_secret` names the intent, and is all that a page may prove. */
function holderOfSecret(world: World, { form }: Incoming, id: string): void {
  if (form.client_secret !== intentById(world, id).clientSecret) {
    throw new StripeFailure(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_invalid_parameter',
      message:
        'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
      param: 'client_secret',
    });
  }
}

function shown(world: World, incoming: Incoming, id: string): unknown {
  const intent = intentById(world, id);
  if (incoming.caller === 'server') return intentWire(world.model, intent, expanded(incoming));
  holderOfSecret(world, incoming, id);
  return intentForBrowser(world.model, intent);
}

/** A page's error holds the intent as a page may see it, without the clinic's metadata. */
function forBrowser(world: World, { caller }: Incoming, id: string, error: unknown): unknown {
  if (caller === 'server' || !(error instanceof StripeFailure) || !error.body.payment_intent) return error;
  return new StripeFailure(error.status, {
    ...error.body,
    payment_intent: intentForBrowser(world.model, intentById(world, id)),
  });
}

function expanded({ form }: Incoming): string[] {
  return new Params(form, Object.keys(form)).expand();
}
