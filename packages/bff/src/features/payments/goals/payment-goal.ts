import type { PaymentState } from '../../../ports/payments/payment.ts';

/** The goal that a booking has for its payment. */
export type Goal =
  /** No goal yet: the patient is paying, or the time is being booked. */
  | 'none'
  /** The appointment is booked: the clinic takes the money. */
  | 'capture'
  /** There is no appointment: the patient pays nothing. */
  | 'release'
  /** The appointment was cancelled: `refundCents` are refunded, and the clinic keeps the rest. */
  | 'refund';

/** The next act towards a goal. */
export type PaymentAct =
  /** The goal is reached. */
  | 'done'
  | 'capture'
  | 'cancel'
  | 'refund'
  /** The state will change by itself: read again later. */
  | 'wait'
  /** Only a person can. */
  | 'staff';

/** The parts of a payment that decide. Cents. */
export interface PaymentFacts {
  state: PaymentState;
  amountCents: number;
  refundedCents: number;
  /** How much is to be refunded. */
  refundCents: number;
  /** Whether the provider accepted a refund of ours before. */
  refundAsked: boolean;
}

/**
 * Goal × state → act. For `refund` the row depends on the amount: a full refund of a payment that was never captured
 * is a release, and a part of it needs the capture first.
 */
const acts: Readonly<Record<Exclude<Goal, 'refund'>, Readonly<Record<PaymentState, PaymentAct>>>> = {
  none: {
    awaiting_card: 'done',
    awaiting_confirmation: 'done',
    processing: 'done',
    authorised: 'done',
    captured: 'done',
    cancelled: 'done',
    unknown: 'done',
  },
  capture: {
    awaiting_card: 'staff',
    awaiting_confirmation: 'staff',
    processing: 'wait',
    authorised: 'capture',
    captured: 'done',
    cancelled: 'staff',
    unknown: 'wait',
  },
  release: {
    awaiting_card: 'cancel',
    awaiting_confirmation: 'cancel',
    processing: 'cancel',
    authorised: 'cancel',
    captured: 'refund',
    cancelled: 'done',
    unknown: 'wait',
  },
};

/** The next act. Do it, read the payment and ask again: this ends in `done` or `staff`, or waits for the provider. */
export function nextAct(goal: Goal, payment: PaymentFacts): PaymentAct {
  const act = goal === 'refund' ? actOfRefund(payment) : acts[goal][payment.state];
  if (act !== 'refund') return act;
  if (payment.refundedCents >= dueBack(goal, payment)) return 'done';
  // The provider accepted our refund, and the bank sent the money back.
  return payment.refundAsked ? 'staff' : 'refund';
}

/** How many cents are refunded in the end. */
export function dueBack(goal: Goal, payment: Pick<PaymentFacts, 'amountCents' | 'refundCents'>): number {
  if (goal === 'release') return payment.amountCents;
  return goal === 'refund' ? payment.refundCents : 0;
}

function actOfRefund(payment: PaymentFacts): PaymentAct {
  if (payment.state === 'captured') return 'refund';
  if (payment.refundCents >= payment.amountCents) return acts.release[payment.state];
  return acts.capture[payment.state];
}

/** Which goals may follow which. A release is final, and captured money can only be refunded. */
const after: Readonly<Record<Goal, readonly Goal[]>> = {
  none: ['capture', 'release'],
  capture: ['refund'],
  release: [],
  refund: [],
};

/** The goals from which this one may follow. */
export function goalsBefore(goal: Goal): Goal[] {
  return (Object.keys(after) as Goal[]).filter((one) => after[one].includes(goal));
}
