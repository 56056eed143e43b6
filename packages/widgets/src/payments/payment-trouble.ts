import type { DeclineReason } from '@botaniqal/shared/contracts/bookings.ts';
import type { StripeError } from './stripe-js.ts';

export { declineWords } from '../copy/booking/declines.ts';

/** The reason why a press of "Pay" did not pay: the bank's reason, or `no_answer` when Stripe did not answer. */
export type PaymentTrouble = DeclineReason | 'no_answer';

/** Stripe's codes, https://docs.stripe.com/declines/codes; other codes become `declined`. */
const reasons: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: 'insufficient_funds',
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  expired_card: 'expired_card',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
  payment_intent_authentication_failure: 'second_step_failed',
  authentication_required: 'second_step_failed',
  processing_error: 'try_again',
  try_again_later: 'try_again',
  issuer_not_available: 'try_again',
};

/** The result of pressing "Pay". */
export type PayOutcome =
  /** The bank has authorised the card, now or before. The server knows the next step. */
  | { readonly kind: 'authorised' }
  /** The card fields show what is missing, and nothing was sent. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly trouble: PaymentTrouble };

/** Converts Stripe's answer to our result. */
export function payOutcome(error: StripeError): PayOutcome {
  const { type, code = '', decline_code: detail = '' } = error;
  if (type === 'validation_error') return { kind: 'incomplete' };
  // The payment was made in another tab or by a press whose answer was lost, or it cannot be paid any more. The server
  // knows which.
  if (code === 'payment_intent_unexpected_state') return { kind: 'authorised' };
  const reason = reasons[detail] ?? reasons[code];
  if (reason) return { kind: 'refused', trouble: reason };
  return { kind: 'refused', trouble: type === 'card_error' ? 'declined' : 'no_answer' };
}
