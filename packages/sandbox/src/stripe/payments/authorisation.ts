import { StripeFailure } from '../http/failure.ts';
import { chargeWire, intentWire, methodWire } from '../http/wire.ts';
import type { Charge, Intent, PaymentMethod } from '../model.ts';
import { newId, type PaymentStore } from './payment-store.ts';
import type { Decline } from './test-cards.ts';

/** How long a bank reserves the money for a card that was used online. */
const holdMilliseconds = 7 * 24 * 3_600_000;

/** The bank agrees: it reserves the money (manual capture), or pays it. */
export function authoriseAndTell(
  store: PaymentStore,
  intent: Intent,
  method: PaymentMethod,
  { secondStepDone }: { secondStepDone: boolean },
): void {
  const manual = intent.captureMethod === 'manual';
  const charge = newCharge(store, intent, method, { secondStepDone });
  charge.captured = !manual;
  charge.amountCaptured = manual ? 0 : intent.amount;
  charge.captureBefore = manual ? new Date(store.now().getTime() + holdMilliseconds) : null;
  Object.assign(intent, {
    status: manual ? 'requires_capture' : 'succeeded',
    amountCapturable: manual ? intent.amount : 0,
    amountReceived: manual ? 0 : intent.amount,
    nextAction: null,
    lastError: null,
  });
  store.emit('charge.succeeded', chargeWire(store.model, charge));
  store.emit(
    manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded',
    intentWire(store.model, intent),
  );
}

export function startSecondStep(store: PaymentStore, intent: Intent, nextAction: Intent['nextAction']): void {
  intent.status = 'requires_action';
  intent.nextAction = nextAction;
  store.emit('payment_intent.requires_action', intentWire(store.model, intent));
}

/** The cardholder did what the bank asked, or gave up. Returns the decline that followed, if one did. */
export function finishSecondStep(store: PaymentStore, intent: Intent, passed: boolean): StripeFailure | null {
  const method = store.model.paymentMethods.get(intent.paymentMethodId ?? '');
  if (intent.status !== 'requires_action' || !method) return null;
  if (!passed) {
    const message =
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.';
    backToCard(store, intent, method, {
      code: 'payment_intent_authentication_failure',
      declineCode: null,
      message,
      chargeId: null,
    });
    return new StripeFailure(402, {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message,
      payment_intent: intentWire(store.model, intent),
    });
  }
  if (method.card.decline) return decline(store, intent, method, method.card.decline, true);
  authoriseAndTell(store, intent, method, { secondStepDone: true });
  return null;
}

/** The bank says no: a failed charge, the intent back at the start, and the error to answer with. */
export function decline(
  store: PaymentStore,
  intent: Intent,
  method: PaymentMethod,
  reason: Decline,
  secondStepDone = false,
): StripeFailure {
  const charge = newCharge(store, intent, method, { secondStepDone });
  charge.status = 'failed';
  charge.failure = reason;
  store.emit('charge.failed', chargeWire(store.model, charge));
  backToCard(store, intent, method, {
    code: reason.code,
    declineCode: reason.declineCode,
    message: reason.message,
    chargeId: charge.id,
  });
  return new StripeFailure(402, {
    type: 'card_error',
    code: reason.code,
    ...(reason.declineCode === null ? {} : { decline_code: reason.declineCode }),
    message: reason.message,
    charge: charge.id,
    payment_intent: intentWire(store.model, intent),
    payment_method: methodWire(method),
  });
}

function backToCard(
  store: PaymentStore,
  intent: Intent,
  method: PaymentMethod,
  error: Omit<NonNullable<Intent['lastError']>, 'paymentMethodId'>,
): void {
  Object.assign(intent, {
    status: 'requires_payment_method',
    paymentMethodId: null,
    nextAction: null,
    lastError: { ...error, paymentMethodId: method.id },
  });
  store.emit('payment_intent.payment_failed', intentWire(store.model, intent));
}

function newCharge(
  store: PaymentStore,
  intent: Intent,
  method: PaymentMethod,
  { secondStepDone }: { secondStepDone: boolean },
): Charge {
  const charge: Charge = {
    id: newId('ch_3'),
    intentId: intent.id,
    paymentMethodId: method.id,
    amount: intent.amount,
    amountCaptured: 0,
    amountRefunded: 0,
    currency: intent.currency,
    captured: false,
    status: 'succeeded',
    failure: null,
    secondStepDone,
    captureBefore: null,
    created: store.now(),
  };
  store.model.charges.set(charge.id, charge);
  intent.latestChargeId = charge.id;
  return charge;
}
