import { invalid, missing, StripeFailure } from './failure.ts';
import type { Form } from './form.ts';
import { intentById, type Ledger, newId } from './ledger.ts';
import type { Charge, Refund } from './model.ts';
import { Params } from './params.ts';
import { chargeWire, refundWire } from './wire.ts';

const known = ['payment_intent', 'charge', 'amount', 'reason', 'metadata', 'expand'];

/** `POST /v1/refunds`. @param pending as when the clinic's balance is too small: it is paid out later */
export function createRefund(ledger: Ledger, form: Form, pending: boolean): Refund {
  const params = new Params(form, known);
  const charge = chargeToRefund(ledger, params);
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
    status: pending ? 'pending' : 'succeeded',
    created: ledger.now(),
  };
  charge.amountRefunded += amount;
  ledger.model.refunds.set(refund.id, refund);
  ledger.emit('refund.created', refundWire(refund));
  ledger.emit('charge.refunded', chargeWire(ledger.model, charge));
  return refund;
}

/** What the bank makes of a refund that waited: for tests, and for people who look. */
export function settleRefund(ledger: Ledger, id: string, status: 'succeeded' | 'failed'): Refund {
  const refund = ledger.model.refunds.get(id);
  if (!refund) throw missing('refund', id, 'id');
  refund.status = status;
  if (status === 'failed') {
    const charge = ledger.model.charges.get(refund.chargeId);
    if (charge) charge.amountRefunded -= refund.amount;
    ledger.emit('refund.failed', refundWire(refund));
  } else ledger.emit('refund.updated', refundWire(refund));
  return refund;
}

function chargeToRefund(ledger: Ledger, params: Params): Charge {
  const intentId = params.text('payment_intent');
  const chargeId = params.text('charge');
  if (intentId === null && chargeId === null) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const id = intentId === null ? chargeId : intentById(ledger, intentId).latestChargeId;
  const charge = ledger.model.charges.get(id ?? '');
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
