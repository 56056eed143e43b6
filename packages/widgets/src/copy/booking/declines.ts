import type { DeclineReason } from '@botaniqal/shared/contracts/bookings.ts';

const another = 'Use another card, or ask your bank.';

/** The sentences for a card that the bank has declined: what happened, and what to do. A code without one does not compile. */
const declines: Record<DeclineReason, readonly [heading: string, advice: string]> = {
  declined: ['Your bank declined this card', another],
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
  try_again: ['Your bank could not process this just now', 'Pay again in a moment, or use another card.'],
};

/** The reason why the bank did not take the card, and the way forward. */
export function declineWords(reason: DeclineReason): { heading: string; body: string } {
  const [heading, advice] = declines[reason];
  return { heading, body: `Nothing was charged, and your time is still held. ${advice}` };
}
