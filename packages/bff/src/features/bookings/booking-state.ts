import type { BookingStatus } from '@botaniqal/shared/contracts/bookings.ts';

/** What can happen to a booking. */
export type BookingEvent =
  | 'payment_authorised'
  | 'hold_expired'
  /** The patient left before paying. */
  | 'abandoned'
  /** The practitioner's calendar has it. */
  | 'booked'
  /** The time is gone, or the calendar could not be reached for too long. */
  | 'failed'
  | 'cancelled_by_patient'
  | 'cancelled_by_staff'
  /** The practitioner or the clinic cancelled it in the practitioner's own calendar. */
  | 'cancelled_in_calendar';

/**
 * State × event. An event that a state does not name cannot happen in it. `confirming` cannot be cancelled: an answer
 * of the calendar may still be on its way, and would make an appointment that we had cancelled.
 */
const table: Readonly<Record<BookingStatus, Partial<Record<BookingEvent, BookingStatus>>>> = {
  awaiting_payment: {
    payment_authorised: 'confirming',
    hold_expired: 'expired',
    abandoned: 'cancelled',
    failed: 'failed',
  },
  confirming: { booked: 'confirmed', failed: 'failed' },
  confirmed: {
    cancelled_by_patient: 'cancelled',
    cancelled_by_staff: 'cancelled',
    cancelled_in_calendar: 'cancelled',
  },
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

/** Whether no event can happen in this state. */
export function isEnded(status: BookingStatus): boolean {
  return Object.keys(table[status]).length === 0;
}

export const endedStatuses: readonly BookingStatus[] = (Object.keys(table) as BookingStatus[]).filter(
  isEnded,
);
