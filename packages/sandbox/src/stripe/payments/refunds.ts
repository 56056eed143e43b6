import { invalid, missing, StripeFailure } from '../http/failure.ts';
import type { Form } from '../http/form.ts';
import { Params } from '../http/params.ts';
import { chargeWire, refundWire } from '../http/wire.ts';
import type { Charge, Refund } from '../model.ts';
import { intentById, newId, type PaymentStore } from './payment-store.ts';

const known = ['payment_intent', 'charge', 'amount', 'reason', 'metadata', 'expand'];

/** What becomes of refunds: see the setting. */
type Fate = 'succeed' | 'wait' | 'fail';

/** `POST /v1/refunds` */
export function createRefund(store: PaymentStore, form: Form, fate: Fate): Refund {
  const params = new Params(form, known);
  const charge = chargeToRefund(store, params);
  // After a partial capture the rest of the authorisation already counts as refunded.
  const left = charge.amount - charge.amountRefunded;
  if (left === 0) {
    throw new StripeFailure(400, {
      type: 'invalid_request_error',
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
      charge: charge.id,
    });
  }
  const amount = params.integer('amount') ?? left;
  if (amount < 1)
    throw invalid('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  if (amount > left) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  }
  const refund: Refund = {
    id: newId('re_3'),
    intentId: charge.intentId,
    chargeId: charge.id,
    amount,
    currency: charge.currency,
    reason: params.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer']),
    metadata: params.metadata(),
    status: fate === 'succeed' ? 'succeeded' : 'pending',
    created: store.now(),
  };
  charge.amountRefunded += amount;
  store.model.refunds.set(refund.id, refund);
  store.emit('refund.created', refundWire(refund));
  store.emit('charge.refunded', chargeWire(store.model, charge));
  if (fate === 'fail') finishRefund(store, refund, fate);
  return refund;
}

/** What the bank makes of the refunds that wait. */
export function finishRefunds(store: PaymentStore, fate: Fate): void {
  if (fate === 'wait') return;
  for (const refund of store.model.refunds.values()) {
    if (refund.status === 'pending') finishRefund(store, refund, fate);
  }
}

function finishRefund(store: PaymentStore, refund: Refund, fate: 'succeed' | 'fail'): void {
  refund.status = fate === 'succeed' ? 'succeeded' : 'failed';
  if (fate === 'succeed') {
    store.emit('refund.updated', refundWire(refund));
    return;
  }
  // The money comes back to the clinic.
  const charge = store.model.charges.get(refund.chargeId);
  if (charge) charge.amountRefunded -= refund.amount;
  store.emit('refund.failed', refundWire(refund));
}

function chargeToRefund(store: PaymentStore, params: Params): Charge {
  const intentId = params.text('payment_intent');
  const chargeId = params.text('charge');
  if (intentId === null && chargeId === null) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const id = intentId === null ? chargeId : intentById(store, intentId).latestChargeId;
  const charge = store.model.charges.get(id ?? '');
  if (!charge && intentId === null) throw missing('charge', chargeId ?? '', 'charge');
  if (!charge?.captured) {
    throw invalid(
      `This PaymentIntent (${intentId ?? charge?.intentId}) does not have a successful charge to refund.`,
      {
        param: intentId === null ? 'charge' : 'payment_intent',
      },
    );
  }
  return charge;
}
