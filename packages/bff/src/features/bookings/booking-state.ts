import type { BookingStatus } from '@botaniqal/shared/contracts/bookings.ts';

/** What can happen to a booking. */
export type BookingEvent =
  | 'payment_authorised'
  | 'hold_expired'
  /** The patient left the payment, or gave it up. */
  | 'left_unpaid'
  /** The practitioner's calendar has it. */
  | 'booked'
  /** The time is gone, or the calendar could not be reached for too long. */
  | 'given_up'
  | 'cancelled_by_patient'
  /** By whomever, in the practitioner's own calendar. */
  | 'cancelled_in_calendar';

/**
 * State × event. What is not named cannot happen. `confirming` cannot be cancelled: an answer that is still on
 * its way may make it real, and then nobody would know of the appointment.
 */
const table: Readonly<Record<BookingStatus, Partial<Record<BookingEvent, BookingStatus>>>> = {
  awaiting_payment: {
    payment_authorised: 'confirming',
    hold_expired: 'expired',
    left_unpaid: 'cancelled',
    given_up: 'failed',
  },
  confirming: { booked: 'confirmed', given_up: 'failed' },
  confirmed: { cancelled_by_patient: 'cancelled', cancelled_in_calendar: 'cancelled' },
  cancelled: {},
  expired: {},
  failed: {},
};

/** The state after an event, or `null` when the event cannot happen in this state. */
export function nextStatus(status: BookingStatus, event: BookingEvent): BookingStatus | null {
  return table[status][event] ?? null;
}

/** The states in which an event can happen. */
export function statusesBefore(event: BookingEvent): BookingStatus[] {
  return (Object.keys(table) as BookingStatus[]).filter((status) => nextStatus(status, event) !== null);
}

/** Whether nothing can happen to it any more. */
export function isEnded(status: BookingStatus): boolean {
  return Object.keys(table[status]).length === 0;
}
