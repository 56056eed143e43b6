import { plural } from '../plural.ts';

/** A payment link holds a time for days. */
const lasting = (minutes: number) =>
  minutes < 120 ? plural(minutes, 'minute') : plural(Math.floor(minutes / 60), 'hour');

/** The words of the payment step. They are ours, not a vendor's. */
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
    body: 'Check your connection or ad blocker, and try again. Nothing was charged, and your time is still held.',
  },
  noAnswer: {
    heading: 'We did not get an answer about your payment',
    body: 'Your time is still held. Check your connection and pay again: you will not be charged twice.',
  },
  hold: {
    /** Has no time of day: two clock times side by side would be mistaken for each other. */
    held: (minutes: number) => `Your time is held for ${lasting(minutes)}.`,
    longer: 'Keep it longer',
    kept: (minutes: number) => `Done. Your time is held for ${plural(minutes, 'minute')}.`,
    notKept: 'We could not hold it longer just now.',
  },
} as const;
