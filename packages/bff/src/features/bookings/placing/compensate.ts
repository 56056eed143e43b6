import type { Transaction } from '../../../platform/store/database.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import type { BookingDeps } from '../deps.ts';
import { withdrawAppointment } from '../jobs.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

/** One step of a paid booking. The words are what `docs/booking-saga.md` says of it; a test compares the two. */
export interface SagaStep {
  step: 'hold' | 'authorise' | 'book' | 'capture' | 'confirm';
  /** What is done, and by which file. */
  does: string;
  /** Where the result lies before the next step begins. */
  stored: string;
  /** How a step that failed is tried again. */
  retry: string;
  /** What takes it back, as long as the booking may end without an appointment. */
  undo: string;
  /** Part of the transaction that ends the booking. `null`: it cannot be taken back. */
  undoIn: ((tx: Transaction, deps: BookingDeps, ended: Ended) => Promise<void>) | null;
  /** From here on we only go forward, and a person is told when we cannot. */
  pointOfNoReturn: boolean;
}

export interface Ended {
  bookingId: string;
  /** Nobody knows yet whether it is in the calendar: the time stays taken until it is certainly not. */
  uncertain: boolean;
  now: Date;
}

/** A paid booking, step by step. A free one is the same without `authorise` and `capture`. */
export const paidSaga: readonly SagaStep[] = [
  {
    step: 'hold',
    does: 'The time is taken in our store for `holdMinutes`; overlapping times of the practitioner are closed (`book-paid.ts`)',
    stored: '`bookings` (`awaiting_payment`), `slot_holds`, a `watch-hold` job',
    retry: 'None: whoever comes second is told at once, with the nearest times, before any payment exists',
    undo: 'The time is given back',
    undoIn: async (tx, _deps, { bookingId, uncertain, now }) => {
      if (!uncertain) await releaseSlot(tx, bookingId, now);
    },
    pointOfNoReturn: false,
  },
  {
    step: 'authorise',
    does: "The payment is made with Stripe; the patient's bank keeps the money back (`payments/prepare-payment.ts`, the page, then `proceed.ts`)",
    stored: '`booking_payments`; `confirming` once the vendor itself says that it is authorised',
    retry:
      'The patient, with any card, while the hold lasts. Whoever notices first goes on: page, webhook, sweeper',
    undo: 'The authorisation is cancelled, by a job that does not rest until Stripe says so',
    undoIn: (tx, deps, { bookingId, now }) => setPaymentGoal(tx, deps, bookingId, { goal: 'release', now }),
    pointOfNoReturn: false,
  },
  {
    step: 'book',
    does: "The invitee is made in the practitioner's calendar (`advance.ts`)",
    stored: "`booking_steps` before and after the call; then the calendar's ids in `bookings`",
    retry:
      'Never blindly: after a lost answer it is looked for first. Limited or away: by job, for four hours at most',
    undo: 'If it may have landed unseen, a job looks for it and takes it out before its time is free again',
    undoIn: async (tx, deps, { bookingId, uncertain }) => {
      if (uncertain) await deps.jobs.enqueue(tx, withdrawAppointment, { bookingId });
    },
    pointOfNoReturn: true,
  },
  {
    step: 'capture',
    does: 'The money is taken (`payments/settle-payment.ts`)',
    stored: '`booking_payments`: `goal`, `state`, `settled_at`',
    retry: 'Once while the patient waits, then by job for a day; after that a task for staff',
    undo: 'Only a refund, when the appointment is cancelled',
    undoIn: null,
    pointOfNoReturn: false,
  },
  {
    step: 'confirm',
    does: 'The booking stands; mails, calendar file, MediRecords patient and appointment follow by jobs (`confirm.ts`)',
    stored: '`bookings` (`confirmed`) and the jobs, in one transaction',
    retry: 'Each job by itself for a day; after that a task for staff',
    undo: 'Only a cancellation',
    undoIn: null,
    pointOfNoReturn: false,
  },
];

/** Takes every step back that can be, the last one first, in the transaction that ends the booking. */
export async function undoSteps(tx: Transaction, deps: BookingDeps, ended: Ended): Promise<void> {
  for (const { undoIn } of paidSaga.toReversed()) await undoIn?.(tx, deps, ended);
}
