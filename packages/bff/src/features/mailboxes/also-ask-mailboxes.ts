import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { OfferedStarts, PractitionerVisit, Scheduler } from '../../ports/calendar.ts';
import type { MailboxEvent, Mailboxes } from '../../ports/mailboxes.ts';
import { visitOf } from '../catalogue/index.ts';

/** The calendar, as bookings ask it. */
export interface AskedCalendar {
  offeredStarts: OfferedStarts;
  scheduler: Scheduler;
}

export interface AskDeps {
  mailboxes: Mailboxes;
  clinic: Clinic;
  log: Pick<Log, 'warn'>;
  metrics: Pick<Metrics, 'mailboxChecks'>;
  /** The times that a booking holds: of the appointment that it has, and of the one that it asks for. */
  timesHeldBy(bookingId: string): Promise<readonly Span[]>;
  /** The mailbox is different from what pages show. */
  mailboxChanged(practitionerId: string): Promise<void>;
  /** How long a booking waits for a mailbox. */
  patienceMs?: number;
}

interface Span {
  start: Date;
  end: Date;
}

/** A time that a booking asks for; without `bookingId` it is not stored yet. */
interface AskedTime extends Span {
  practitionerId: string;
  bookingId?: string;
}

/**
 * The same calendar, asked together with the practitioner's mailbox. This is the one place where a booking looks into a
 * mailbox: for a free visit, before a payment is taken, when an appointment moves, and before a time is offered to a
 * person on the waitlist. A mailbox that cannot be read does not stop a booking; that is counted and logged, and the
 * comparison of mailboxes with appointments finds a conflict later (`overlaps/`).
 */
export function alsoAskMailboxes({ offeredStarts, scheduler }: AskedCalendar, deps: AskDeps): AskedCalendar {
  const endOf = (visit: PractitionerVisit, start: Date): Date =>
    new Date(start.getTime() + (visitOf(deps.clinic, visit)?.durationMinutes ?? 0) * minuteMs);
  const { sourceOf } = offeredStarts;
  return {
    offeredStarts: {
      maxWindowDays: offeredStarts.maxWindowDays,
      ...(sourceOf ? { sourceOf: (visit: PractitionerVisit) => offeredStarts.sourceOf?.(visit) ?? '' } : {}),
      async offeredStarts(query) {
        const starts = offeredStarts.offeredStarts(query);
        if (!query.forBooking) return starts;
        const { practitionerId, from, signal } = query;
        const asked = { practitionerId, start: from, end: endOf(query, query.to) };
        const [offered, events] = await Promise.all([starts, busyEvents(deps, asked, signal)]);
        const free = offered.filter((start) => !isTaken({ start, end: endOf(query, start) }, events));
        await noteOutcome(deps, practitionerId, events, free.length < offered.length);
        return free;
      },
    },
    scheduler: {
      displayName: scheduler.displayName,
      async book(request) {
        const { bookingId, practitionerId, start, signal } = request;
        const asked = { bookingId, practitionerId, start, end: endOf(request, start) };
        const events = await busyEvents(deps, asked, signal);
        const taken = isTaken(asked, events);
        await noteOutcome(deps, practitionerId, events, taken, bookingId);
        return taken ? { kind: 'slot_taken' } : scheduler.book(request);
      },
      find: (query) => scheduler.find(query),
      read: (query) => scheduler.read(query),
      trace: (query) => scheduler.trace(query),
      cancel: (query) => scheduler.cancel(query),
    },
  };
}

/** What makes a practitioner busy; `null`: no mailbox; an error: it could not be read. */
type Busy = readonly MailboxEvent[] | null | UpstreamError;

async function busyEvents(deps: AskDeps, asked: AskedTime, signal: AbortSignal | undefined): Promise<Busy> {
  const { practitionerId, bookingId } = asked;
  if (!deps.mailboxes.has(practitionerId)) return null;
  try {
    const [events, held] = await Promise.all([
      readInTime(deps, asked, signal),
      bookingId === undefined ? [] : deps.timesHeldBy(bookingId),
    ]);
    // The appointment that a booking has is no reason against its new time: neither our own event of it, nor the copy
    // that the calendar wrote, which has exactly its times.
    const before = held.filter((time) => !isSame(time, asked));
    return events.filter(
      (event) =>
        event.busy &&
        (bookingId === undefined || event.bookingId !== bookingId) &&
        !before.some((time) => isSame(time, event)),
    );
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}

async function readInTime(
  { mailboxes, patienceMs = 2000 }: AskDeps,
  { practitionerId, start, end }: AskedTime,
  signal: AbortSignal | undefined,
): Promise<readonly MailboxEvent[]> {
  const deadline = AbortSignal.timeout(patienceMs);
  const { promise: late, reject } = Promise.withResolvers<never>();
  // Signing in is shared by all calls, so the signal does not end it.
  deadline.addEventListener('abort', () => reject(new UpstreamError('mailbox', 'timeout')), { once: true });
  late.catch(() => undefined);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const events = mailboxes.eventsBetween({ practitionerId, from: start, to: end, signal: either });
  return Promise.race([events, late]);
}

function isTaken(asked: Span, events: Busy): boolean {
  if (events === null || events instanceof UpstreamError) return false;
  return events.some(({ start, end }) => start < asked.end && end > asked.start);
}

function isSame(a: Span, b: Span): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}

async function noteOutcome(
  { log, metrics, mailboxChanged }: AskDeps,
  practitionerId: string,
  events: Busy,
  taken: boolean,
  bookingId?: string,
): Promise<void> {
  if (events === null) return;
  if (events instanceof UpstreamError) {
    metrics.mailboxChecks.inc({ outcome: 'unreadable' });
    const ids = bookingId === undefined ? { practitionerId } : { practitionerId, bookingId };
    log.warn('A booking goes on although the mailbox cannot be read', { ...ids, error: events });
    return;
  }
  metrics.mailboxChecks.inc({ outcome: taken ? 'busy' : 'free' });
  // Pages have shown this time, so what they know of the mailbox is old.
  if (taken) await mailboxChanged(practitionerId);
}
