import { Hono } from 'hono';
import { failureOf, StripeFailure } from '../http/failure.ts';
import { browserHeaders, httpExchange } from '../http/http-exchange.ts';
import type { StripeState } from '../vendor-state.ts';
import { eventRoutes } from './events.ts';
import { moneyAndCardRoutes } from './money-and-cards.ts';
import { intentRoutes } from './payment-intents.ts';

/** Stripe's API v1, as far as a clinic's payments need it. */
export function apiOf(state: StripeState): Hono {
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
  intentRoutes(app, state);
  moneyAndCardRoutes(app, state);
  eventRoutes(app, state);
  app.all('/v1/*', (c) =>
    httpExchange(state, c, () => {
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
