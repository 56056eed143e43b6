import type { Refund } from '../../ports/payments/outcomes.ts';
import type { DeclineReason, Payment, PaymentState } from '../../ports/payments/payment.ts';
import type { PaymentWebhookEvent } from '../../ports/payments/webhooks.ts';
import type { EventWire, PaymentIntentWire, RefundWire } from './wire.ts';

/** The name of our booking id in a payment's metadata. */
export const bookingKey = 'booking_id';

const states: Readonly<Record<string, PaymentState>> = {
  requires_payment_method: 'awaiting_card',
  requires_confirmation: 'awaiting_card',
  requires_action: 'awaiting_confirmation',
  processing: 'processing',
  requires_capture: 'authorised',
  succeeded: 'captured',
  canceled: 'cancelled',
};

/** The reasons that Stripe itself gives. We gave every other reason. */
const cancelledByStripe = ['automatic', 'expired', 'failed_invoice', 'void_invoice'];

export function paymentFrom(intent: PaymentIntentWire): Payment {
  const state = states[intent.status] ?? 'unknown';
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const before = charge?.payment_method_details?.card?.capture_before;
  return {
    id: intent.id,
    bookingId: intent.metadata?.[bookingKey] ?? null,
    state,
    amountCents: intent.amount,
    currency: intent.currency.toUpperCase(),
    capturedCents: intent.amount_received ?? 0,
    refundedCents: state === 'captured' && charge ? refundedOf(charge) : 0,
    clientToken: intent.client_secret ?? null,
    captureBefore: state === 'authorised' && before ? new Date(before * 1000) : null,
    lastDecline: intent.last_payment_error ? declineReason(intent.last_payment_error) : null,
    cancelledBecause: state === 'cancelled' ? cancelledBecause(intent) : null,
    createdAt: new Date(intent.created * 1000),
  };
}

/** Stripe counts the rest of a partial capture as refunded, although the patient never paid it: we subtract it. */
function refundedOf(charge: { amount: number; amount_captured: number; amount_refunded: number }): number {
  return Math.max(0, charge.amount_refunded - (charge.amount - charge.amount_captured));
}

function cancelledBecause(intent: PaymentIntentWire): 'by_us' | 'expired' {
  return cancelledByStripe.includes(intent.cancellation_reason ?? '') ? 'expired' : 'by_us';
}

const reasons: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  card_velocity_exceeded: 'limit_exceeded',
  card_decline_rate_limit_exceeded: 'limit_exceeded',
  expired_card: 'expired_card',
  invalid_expiry_month: 'expired_card',
  invalid_expiry_year: 'expired_card',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
  service_not_allowed: 'card_not_supported',
  transaction_not_allowed: 'card_not_supported',
  payment_intent_authentication_failure: 'second_step_failed',
  authentication_required: 'second_step_failed',
  authentication_not_handled: 'second_step_failed',
  processing_error: 'try_again',
  issuer_not_available: 'try_again',
  reenter_transaction: 'try_again',
  try_again_later: 'try_again',
  approve_with_id: 'try_again',
};

/**
 * The bank's code goes before Stripe's. Codes that say too much (lost, stolen, suspected fraud) and codes that we do
 * not know are a plain "declined".
 */
export function declineReason(error: {
  code?: string | null | undefined;
  decline_code?: string | null | undefined;
}): DeclineReason {
  return reasons[error.decline_code ?? ''] ?? reasons[error.code ?? ''] ?? 'declined';
}

export function refundFrom(refund: RefundWire): Refund {
  const states: Readonly<Record<string, Refund['state']>> = {
    succeeded: 'done',
    failed: 'failed',
    canceled: 'failed',
  };
  return {
    id: refund.id,
    amountCents: refund.amount,
    // `pending`, `requires_action` and new states: not done, and not known to have failed.
    state: states[refund.status ?? ''] ?? 'pending',
  };
}

const kinds: Readonly<Record<string, PaymentWebhookEvent['kind']>> = {
  'payment_intent.amount_capturable_updated': 'authorised',
  'payment_intent.succeeded': 'captured',
  'payment_intent.payment_failed': 'declined',
  'payment_intent.canceled': 'cancelled',
  'payment_intent.requires_action': 'awaiting_confirmation',
  'payment_intent.processing': 'processing',
  'refund.created': 'refund_changed',
  'refund.updated': 'refund_changed',
  'refund.failed': 'refund_changed',
  'charge.refunded': 'refund_changed',
  'charge.refund.updated': 'refund_changed',
  'charge.dispute.created': 'disputed',
  'charge.dispute.updated': 'disputed',
  'charge.dispute.closed': 'disputed',
};

export function webhookEventFrom(event: EventWire): PaymentWebhookEvent {
  const { object } = event.data;
  const named = typeof object.payment_intent === 'object' ? object.payment_intent?.id : object.payment_intent;
  return {
    key: event.id,
    kind: kinds[event.type] ?? 'other',
    paymentId: (object.object === 'payment_intent' ? object.id : named) ?? null,
    bookingId: object.metadata?.[bookingKey] ?? null,
    at: new Date(event.created * 1000),
  };
}
