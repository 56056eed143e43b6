import type { Hono } from 'hono';
import { missing } from '../http/failure.ts';
import { exchange } from '../http/http-exchange.ts';
import { page } from '../http/lists.ts';
import { eventWire, listWire } from '../http/wire.ts';
import type { World } from '../vendor-state.ts';
import { serverOnly } from './callers.ts';

export function eventRoutes(app: Hono, world: World): void {
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
  // As Stripe's dashboard and command line do: the event is sent once more.
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
