import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { AskedTime, BusyLook, Span } from '../../ports/busy-look.ts';
import type { MailboxEvent, Mailboxes } from '../../ports/mailboxes.ts';

interface LookDeps {
  mailboxes: Mailboxes;
  log: Pick<Log, 'warn'>;
  metrics: Pick<Metrics, 'mailboxChecks'>;
  /** The times that a booking holds: of the appointment that it has, and of the one that it asks for. */
  timesHeldBy(bookingId: string): Promise<readonly Span[]>;
  /** The mailbox is different from what pages show. */
  mailboxChanged(practitionerId: string): Promise<void>;
  /** How long a booking waits for a mailbox. */
  patienceMs?: number;
}

/**
 * A booking looks into the practitioner's mailbox. A mailbox that cannot be read does not stop a booking; that is counted
 * and logged, and the comparison of mailboxes with appointments finds a conflict later (`overlaps/`).
 */
export function lookIntoMailboxes(deps: LookDeps): BusyLook {
  const { mailboxes, metrics, log } = deps;
  return {
    async look(asked, signal) {
      const { practitionerId, bookingId } = asked;
      if (!mailboxes.has(practitionerId)) return null;
      try {
        const busy = await busyEvents(deps, asked, signal);
        return {
          busy,
          async note(taken) {
            metrics.mailboxChecks.inc({ outcome: taken ? 'busy' : 'free' });
            // Pages have shown this time, so what they know of the mailbox is old.
            if (taken) await deps.mailboxChanged(practitionerId);
          },
        };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        metrics.mailboxChecks.inc({ outcome: 'unreadable' });
        const ids = bookingId === undefined ? { practitionerId } : { practitionerId, bookingId };
        log.warn('A booking goes on although the mailbox cannot be read', { ...ids, error });
        return null;
      }
    },
  };
}

/** @throws UpstreamError */
async function busyEvents(
  deps: LookDeps,
  asked: AskedTime,
  signal: AbortSignal | undefined,
): Promise<MailboxEvent[]> {
  const { bookingId } = asked;
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
}

async function readInTime(
  { mailboxes, patienceMs = 2000 }: LookDeps,
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

function isSame(a: Span, b: Span): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}
