import type { Hono } from 'hono';
import { missing } from '../http/failure.ts';
import { exchange } from '../http/http-exchange.ts';
import { page } from '../http/lists.ts';
import { chargeWire, listWire, methodWire, refundWire } from '../http/wire.ts';
import { refundsOf } from '../model.ts';
import { createPaymentMethod, methodByName } from '../payments/payment-methods.ts';
import { createRefund } from '../payments/refunds.ts';
import type { World } from '../vendor-state.ts';
import { serverOnly } from './callers.ts';

/** Refunds, charges and payment methods. */
export function moneyAndCardRoutes(app: Hono, world: World): void {
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
}
