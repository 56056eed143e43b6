import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import type { AskedTime, BusyLook, Looked, Span } from '../../../ports/busy-look.ts';
import type { OfferedStarts, PractitionerVisit, Scheduler } from '../../../ports/calendar.ts';
import { visitOf } from '../../catalogue/index.ts';

/** The calendar, as bookings ask it. */
export interface AskedCalendar {
  offeredStarts: OfferedStarts;
  scheduler: Scheduler;
}

/**
 * The same calendar, asked together with the other systems that may say that a practitioner is busy. This is the one
 * place where a booking looks into them: for a free visit, before a payment is taken, when an appointment moves, and
 * before a time is offered to a person on the waitlist. All of them are asked at the same moment, and a reading of the
 * calendar runs beside them. Only the call that books waits for them, because it cannot be taken back silently.
 */
export function askTogether(
  { offeredStarts, scheduler }: AskedCalendar,
  looks: readonly BusyLook[],
  clinic: Clinic,
): AskedCalendar {
  const endOf = (visit: PractitionerVisit, start: Date): Date =>
    new Date(start.getTime() + (visitOf(clinic, visit)?.durationMinutes ?? 0) * minuteMs);
  const lookAll = async (asked: AskedTime, signal: AbortSignal | undefined): Promise<Looked[]> => {
    const looked = await Promise.all(looks.map((one) => one.look(asked, signal)));
    return looked.filter((one) => one !== null);
  };
  const { sourceOf } = offeredStarts;
  return {
    offeredStarts: {
      maxWindowDays: offeredStarts.maxWindowDays,
      ...(sourceOf ? { sourceOf: (visit: PractitionerVisit) => offeredStarts.sourceOf?.(visit) ?? '' } : {}),
      async offeredStarts(query) {
        const starts = offeredStarts.offeredStarts(query);
        if (!query.forBooking) return starts;
        const { practitionerId, from, to, signal } = query;
        const asked = { practitionerId, start: from, end: endOf(query, to) };
        const [offered, looked] = await Promise.all([starts, lookAll(asked, signal)]);
        const spans = offered.map((start) => ({ start, end: endOf(query, start) }));
        await Promise.all(looked.map((one) => one.note(spans.some((span) => isTaken(span, one)))));
        return spans.flatMap((span) => (looked.some((one) => isTaken(span, one)) ? [] : [span.start]));
      },
    },
    scheduler: {
      displayName: scheduler.displayName,
      async book(request) {
        const { bookingId, practitionerId, start, signal } = request;
        const asked = { bookingId, practitionerId, start, end: endOf(request, start) };
        const looked = await lookAll(asked, signal);
        await Promise.all(looked.map((one) => one.note(isTaken(asked, one))));
        return looked.some((one) => isTaken(asked, one)) ? { kind: 'slot_taken' } : scheduler.book(request);
      },
      find: (query) => scheduler.find(query),
      read: (query) => scheduler.read(query),
      trace: (query) => scheduler.trace(query),
      cancel: (query) => scheduler.cancel(query),
    },
  };
}

function isTaken(asked: Span, { busy }: Looked): boolean {
  return busy.some(({ start, end }) => start < asked.end && end > asked.start);
}
