import type { Hono } from 'hono';
import { missing } from '../http/failure.ts';
import { httpExchange } from '../http/http-exchange.ts';
import { page } from '../http/lists.ts';
import { chargeWire, listWire, methodWire, refundWire } from '../http/wire.ts';
import { refundsOf } from '../model.ts';
import { createPaymentMethod, methodByName } from '../payments/payment-methods.ts';
import { createRefund } from '../payments/refunds.ts';
import type { StripeState } from '../vendor-state.ts';
import { serverOnly } from './callers.ts';

/** Refunds, charges and payment methods. */
export function moneyAndCardRoutes(app: Hono, state: StripeState): void {
  app.post('/v1/refunds', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      return refundWire(createRefund(state, incoming.form, state.settings.refunds));
    }),
  );
  app.get('/v1/refunds', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const of = incoming.form.payment_intent;
      const all = typeof of === 'string' ? refundsOf(state.model, of) : state.model.refunds.values();
      const { data, hasMore } = page(all, incoming.form, ['payment_intent', 'charge']);
      return listWire('/v1/refunds', data.map(refundWire), hasMore);
    }),
  );
  app.get('/v1/refunds/:id', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const refund = state.model.refunds.get(c.req.param('id'));
      if (!refund) throw missing('refund', c.req.param('id'), 'id');
      return refundWire(refund);
    }),
  );
  app.get('/v1/charges/:id', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      const charge = state.model.charges.get(c.req.param('id'));
      if (!charge) throw missing('charge', c.req.param('id'), 'id');
      return chargeWire(state.model, charge);
    }),
  );
  app.post('/v1/payment_methods', (c) =>
    httpExchange(state, c, ({ form }) => methodWire(createPaymentMethod(state, form))),
  );
  app.get('/v1/payment_methods/:id', (c) =>
    httpExchange(state, c, (incoming) => {
      serverOnly(incoming);
      return methodWire(methodByName(state, c.req.param('id')));
    }),
  );
}
