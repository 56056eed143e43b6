import type { Hono } from 'hono';
import { missing } from '../http/failure.ts';
import { httpExchange } from '../http/http-exchange.ts';
import { page } from '../http/lists.ts';
import { eventWire, listWire } from '../http/wire.ts';
import type { StripeState } from '../vendor-state.ts';
import { serverOnly } from './callers.ts';

export function eventRoutes(app: Hono, state: StripeState): void {
  app.get('/v1/events', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const wanted = incoming.form.type;
      const all = state.model.events.filter(({ type }) => typeof wanted !== 'string' || type === wanted);
      const { data, hasMore } = page(all, incoming.form, ['type', 'types', 'delivery_success']);
      return listWire(
        '/v1/events',
        data.map((event) => eventWire(event, 0)),
        hasMore,
      );
    }),
  );
  app.get('/v1/events/:id', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const event = state.model.events.find(({ id }) => id === c.req.param('id'));
      if (!event) throw missing('event', c.req.param('id'), 'id');
      return eventWire(event, 0);
    }),
  );
  // As Stripe's dashboard and command line do: the event is sent once more.
  app.post('/v1/events/:id/retry', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const event = state.model.events.find(({ id }) => id === c.req.param('id'));
      if (!event) throw missing('event', c.req.param('id'), 'id');
      state.webhooks.again(event);
      return eventWire(event, 1);
    }),
  );
}
