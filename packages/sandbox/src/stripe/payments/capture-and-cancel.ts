import { invalid } from '../http/failure.ts';
import type { Form } from '../http/form.ts';
import { Params } from '../http/params.ts';
import { chargeWire, intentWire } from '../http/wire.ts';
import type { Intent } from '../model.ts';
import { intentById, latestCharge, type PaymentStore } from './payment-store.ts';
import { unexpected } from './unexpected-state.ts';

/** How an authorisation ends: it is captured, cancelled, or expires. */

export function captureIntent(store: PaymentStore, id: string, form: Form): Intent {
  const params = new Params(form, [
    'amount_to_capture',
    'final_capture',
    'metadata',
    'statement_descriptor_suffix',
    'expand',
  ]);
  const intent = intentById(store, id);
  const charge = latestCharge(store, intent);
  if (intent.status !== 'requires_capture' || !charge) {
    throw unexpected(
      store,
      intent,
      intent.status === 'succeeded'
        ? 'This PaymentIntent could not be captured because it has already been captured.'
        : `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    );
  }
  const amount = params.integer('amount_to_capture') ?? intent.amountCapturable;
  if (amount < 1 || amount > intent.amountCapturable) {
    throw invalid(
      `Amount to capture must be at least 1 and at most the authorised amount of ${intent.amountCapturable}.`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    );
  }
  intent.metadata = params.metadata(intent.metadata);
  charge.captured = true;
  charge.amountCaptured = amount;
  // What is not captured goes back to the cardholder, as a refund of the rest of the authorisation.
  charge.amountRefunded = charge.amount - amount;
  charge.captureBefore = null;
  Object.assign(intent, { status: 'succeeded', amountReceived: amount, amountCapturable: 0 });
  store.emit('charge.captured', chargeWire(store.model, charge));
  store.emit('payment_intent.succeeded', intentWire(store.model, intent));
  return intent;
}

export function cancelIntent(store: PaymentStore, id: string, form: Form): Intent {
  const params = new Params(form, ['cancellation_reason', 'expand']);
  const reason = params.oneOf('cancellation_reason', [
    'duplicate',
    'fraudulent',
    'requested_by_customer',
    'abandoned',
  ]);
  const intent = intentById(store, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing') {
    throw unexpected(
      store,
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
    );
  }
  endIntent(store, intent, reason);
  return intent;
}

/** Cancels payments that were not captured in time: within seven days for a card that was used online. */
export function cancelExpired(store: PaymentStore): void {
  for (const intent of store.model.intents.values()) {
    const before = latestCharge(store, intent)?.captureBefore;
    if (intent.status === 'requires_capture' && before && before <= store.now()) {
      endIntent(store, intent, 'automatic');
    }
  }
}

function endIntent(store: PaymentStore, intent: Intent, reason: string | null): void {
  const charge = latestCharge(store, intent);
  const released = intent.status === 'requires_capture' && charge;
  Object.assign(intent, {
    status: 'canceled',
    amountCapturable: 0,
    nextAction: null,
    canceledAt: store.now(),
    cancellationReason: reason,
  });
  if (released) {
    charge.amountRefunded = charge.amount;
    charge.captureBefore = null;
    store.emit(
      reason === 'automatic' ? 'charge.expired' : 'charge.refunded',
      chargeWire(store.model, charge),
    );
  }
  store.emit('payment_intent.canceled', intentWire(store.model, intent));
}
