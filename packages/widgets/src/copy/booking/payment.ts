import type { PaymentTrouble } from '../../payments/payment-trouble.ts';
import { plural } from '../plural.ts';

/** The words of the payment step. They are ours, not a vendor's. A code without a sentence does not compile. */
export const paymentCopy = {
  heading: 'Payment',
  loading: 'Loading the card fields',
  card: 'Card',
  pay: (amount: string) => `Pay ${amount}`,
  paying: 'Paying…',
  confirming: 'Confirming…',
  secure: 'Your card details go straight to Stripe. We never see them.',
  tryAgain: 'Try again',
  unreachable: {
    heading: 'The card fields could not be loaded',
    body: 'Check your connection, or what blocks scripts here, and try again. Nothing was charged, and your time is still held.',
  },
  hold: {
    /** Has no time of day: two clock times side by side would be mistaken for each other. */
    held: (minutes: number) => `Your time is held for ${plural(minutes, 'minute')}.`,
    longer: 'Keep it longer',
    kept: (minutes: number) => `Done. Your time is held for ${plural(minutes, 'minute')}.`,
    notKept: 'We could not hold it longer just now.',
  },
} as const;

const another = 'Use another card, or ask your bank.';

/**
 * The sentences for a failed payment: what happened, and what to do. In all cases but the last, the bank has declined.
 */
const refused: Record<PaymentTrouble, readonly [heading: string, advice: string]> = {
  declined: ['Your bank did not take this card', another],
  insufficient_funds: ['There is not enough money on this card', 'Use another card.'],
  limit_exceeded: ['This card has reached its limit', another],
  expired_card: ['This card is out of date', 'Check the expiry date, or use another card.'],
  incorrect_number: ['The card number is not right', 'Check the number and pay again.'],
  incorrect_cvc: ['The security code is not right', 'Check the short code on the card and pay again.'],
  card_not_supported: ['This kind of card does not work here', 'Use another card.'],
  second_step_failed: [
    'Your bank could not confirm that it was you',
    'Pay again and follow your bank’s steps, or use another card.',
  ],
  try_again: ['Your bank could not work on it just now', 'Pay again in a moment, or use another card.'],
  no_answer: [
    'We got no answer about your payment',
    'Check your connection and pay again: you will not be charged twice.',
  ],
};

/** The reason why a press of "Pay" did not pay, and the way forward. */
export function refusedWords(trouble: PaymentTrouble): { heading: string; body: string } {
  const [heading, advice] = refused[trouble];
  const held = `${trouble === 'no_answer' ? 'Your' : 'Nothing was charged, and your'} time is still held.`;
  return { heading, body: `${held} ${advice}` };
}
