import type { PaymentState } from '../../ports/payments.ts';

/** What a booking wants of its payment. */
export type Goal =
  /** Nothing yet: the patient is paying, or the time is being booked. */
  | 'keep'
  /** The appointment stands: the money is the clinic's. */
  | 'capture'
  /** There is no appointment: nothing may be charged. */
  | 'release'
  /** The appointment was cancelled: `refundCents` go back, the rest is the clinic's. */
  | 'refund';

/** What brings a payment nearer to its goal. */
export type PaymentAct =
  /** It is there. */
  | 'done'
  | 'capture'
  | 'cancel'
  | 'refund'
  /** It will become another state by itself: look again later. */
  | 'wait'
  /** Only a person can. */
  | 'staff';

/** The parts of a payment that decide. Cents. */
export interface PaymentFacts {
  state: PaymentState;
  amountCents: number;
  refundedCents: number;
  /** What is to be given back. */
  refundCents: number;
  /** Whether a refund of ours was taken by the vendor before. */
  refundAsked: boolean;
}

/**
 * Goal × state → act. In `refund`, the column depends on how much goes back: everything of a payment that was never
 * captured is let go, and a part of it needs the capture first.
 */
const acts: Readonly<Record<Exclude<Goal, 'refund'>, Readonly<Record<PaymentState, PaymentAct>>>> = {
  keep: {
    awaiting_card: 'done',
    awaiting_second_step: 'done',
    processing: 'done',
    authorised: 'done',
    captured: 'done',
    cancelled: 'done',
    unknown: 'done',
  },
  capture: {
    awaiting_card: 'staff',
    awaiting_second_step: 'staff',
    processing: 'wait',
    authorised: 'capture',
    captured: 'done',
    cancelled: 'staff',
    unknown: 'wait',
  },
  release: {
    awaiting_card: 'cancel',
    awaiting_second_step: 'cancel',
    processing: 'cancel',
    authorised: 'cancel',
    captured: 'refund',
    cancelled: 'done',
    unknown: 'wait',
  },
};

/** The next act; doing it, reading again and asking again ends in `done`, `staff`, or waits for the vendor. */
export function nextAct(goal: Goal, payment: PaymentFacts): PaymentAct {
  const act = goal === 'refund' ? actOfRefund(payment) : acts[goal][payment.state];
  if (act !== 'refund') return act;
  if (payment.refundedCents >= dueBack(goal, payment)) return 'done';
  // The vendor took a refund of ours, and it does not count any more: the bank sent it back.
  return payment.refundAsked ? 'staff' : 'refund';
}

/** How many cents go back in the end. */
export function dueBack(goal: Goal, payment: Pick<PaymentFacts, 'amountCents' | 'refundCents'>): number {
  if (goal === 'release') return payment.amountCents;
  return goal === 'refund' ? payment.refundCents : 0;
}

function actOfRefund(payment: PaymentFacts): PaymentAct {
  if (payment.state === 'captured') return 'refund';
  if (payment.refundCents >= payment.amountCents) return acts.release[payment.state];
  return acts.capture[payment.state];
}

/** Which goals may follow which. What was let go stays so; what is captured can only be given back. */
const after: Readonly<Record<Goal, readonly Goal[]>> = {
  keep: ['capture', 'release'],
  capture: ['refund'],
  release: [],
  refund: [],
};

/** The goals from which this one may follow. */
export function goalsBefore(goal: Goal): Goal[] {
  return (Object.keys(after) as Goal[]).filter((one) => after[one].includes(goal));
}
