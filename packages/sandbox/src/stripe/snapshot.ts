import { chargeWire, intentWire, refundWire } from './http/wire.ts';
import type { StripeState } from './vendor-state.ts';

/** All that the stand-in holds, newest last, in Stripe's shapes. */
export function stripeSnapshot(state: StripeState): unknown {
  const { model } = state;
  return {
    paymentIntents: [...model.intents.values()].map((intent) => intentWire(model, intent, ['latest_charge'])),
    charges: [...model.charges.values()].map((charge) => chargeWire(model, charge)),
    refunds: [...model.refunds.values()].map(refundWire),
    events: model.events.map(({ id, type, created, deliveries, requestId, object }) => ({
      id,
      type,
      created: created.toISOString(),
      requestId,
      objectId: idOf(object),
      deliveries: deliveries.map(({ attempt, at, status }) => ({ attempt, at: at.toISOString(), status })),
    })),
    idempotencyKeys: state.idempotency.list(),
    requests: state.requests,
  };
}

function idOf(object: unknown): string | null {
  return typeof object === 'object' && object !== null && 'id' in object && typeof object.id === 'string'
    ? object.id
    : null;
}
