import type { DeclineReason } from '@botaniqal/shared/contracts/bookings.ts';
import type { StripeError } from './stripe-js.ts';

/** Why a press of "Pay" did not pay: what the bank says, or `no_answer` when Stripe could not be asked. */
export type PaymentTrouble = DeclineReason | 'no_answer';

/** Stripe's codes, https://docs.stripe.com/declines/codes; what is not named here is `declined`. */
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

/** What pressing "Pay" came to. */
export type PayOutcome =
  /** The bank keeps the money back, or has said so before: the server knows how it goes on. */
  | { readonly kind: 'authorised' }
  /** The card fields say what is missing; nothing was sent. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly trouble: PaymentTrouble };

/** What Stripe's answer to a press means. */
export function payOutcome(error: StripeError | undefined): PayOutcome {
  if (!error) return { kind: 'authorised' };
  const { type, code = '', decline_code: detail = '' } = error;
  if (type === 'validation_error') return { kind: 'incomplete' };
  // Paid already, in another tab or by a press whose answer was lost; or no longer payable. The server knows which.
  if (code === 'payment_intent_unexpected_state') return { kind: 'authorised' };
  const reason = reasons[detail] ?? reasons[code];
  if (reason) return { kind: 'refused', trouble: reason };
  return { kind: 'refused', trouble: type === 'card_error' ? 'declined' : 'no_answer' };
}
