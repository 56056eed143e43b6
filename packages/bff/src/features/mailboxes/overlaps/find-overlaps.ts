import type { MailboxEvent } from '../../../ports/mailboxes.ts';

interface Span {
  start: Date;
  end: Date;
}

/** A confirmed appointment, with all times at which its copy can be. */
export interface WatchedAppointment extends Span {
  bookingId: string;
  /** Its time, and times that it has left a moment ago: a copy follows a move after a while. */
  times: readonly Span[];
}

/** An event of the mailbox that takes time of a confirmed appointment. */
export interface Overlap extends Span {
  bookingId: string;
  eventId: string;
  /** It has exactly a time of the appointment, so it may be the copy that the calendar wrote. */
  mayBeCopy: boolean;
}

/**
 * The events that take time of an appointment. Events that we wrote ourselves are not among them: our own holds keep our
 * appointments apart.
 */
export function findOverlaps(
  appointments: readonly WatchedAppointment[],
  events: readonly MailboxEvent[],
): Overlap[] {
  const foreign = events.filter(({ busy, bookingId }) => busy && bookingId === null);
  return appointments.flatMap((appointment) =>
    foreign
      .filter(({ start, end }) => start < appointment.end && end > appointment.start)
      .map(({ eventId, start, end }) => ({
        bookingId: appointment.bookingId,
        eventId,
        start,
        end,
        mayBeCopy: appointment.times.some((time) => isSame(time, { start, end })),
      })),
  );
}

function isSame(a: Span, b: Span): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}
