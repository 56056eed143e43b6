import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import type { Log } from '../../../platform/observability/log.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type {
  BusySource,
  BusyTime,
  OfferedStarts,
  PractitionerVisit,
  Scheduler,
} from '../../../ports/calendar.ts';
import { visitOf } from '../../catalogue/index.ts';

interface AskDeps {
  recorded: BusySource;
  clinic: Clinic;
  log: Pick<Log, 'warn'>;
  /** The records are different from what pages show. */
  recordsChanged(practitionerId: string): Promise<void>;
  /** How long a booking waits for the records. */
  patienceMs?: number;
}

/**
 * The same calendar, asked together with the practice's records, so that a time for which reception has typed an
 * appointment cannot be booked. Records that cannot be read stop no booking.
 */
export function alsoAskRecords(
  { offeredStarts, scheduler }: { offeredStarts: OfferedStarts; scheduler: Scheduler },
  deps: AskDeps,
): { offeredStarts: OfferedStarts; scheduler: Scheduler } {
  const endOf = (visit: PractitionerVisit, start: Date) =>
    new Date(start.getTime() + (visitOf(deps.clinic, visit)?.durationMinutes ?? 0) * minuteMs);
  return {
    offeredStarts: {
      ...offeredStarts,
      async offeredStarts(query) {
        const starts = offeredStarts.offeredStarts(query);
        if (!query.forBooking) return starts;
        const [offered, busy] = await Promise.all([
          starts,
          busyThen(deps, { ...query, to: endOf(query, query.to) }),
        ]);
        const free = offered.filter((start) => !isTaken(start, endOf(query, start), busy));
        if (free.length < offered.length) await deps.recordsChanged(query.practitionerId);
        return free;
      },
    },
    scheduler: {
      displayName: scheduler.displayName,
      async book(request) {
        const { start, practitionerId } = request;
        const end = endOf(request, start);
        const busy = await busyThen(deps, { ...request, from: start, to: end });
        if (!isTaken(start, end, busy)) return scheduler.book(request);
        await deps.recordsChanged(practitionerId);
        return { kind: 'slot_taken' };
      },
      find: (query) => scheduler.find(query),
      read: (query) => scheduler.read(query),
      trace: (query) => scheduler.trace(query),
      cancel: (query) => scheduler.cancel(query),
    },
  };
}

async function busyThen(
  { recorded, log, patienceMs = 1500 }: AskDeps,
  {
    practitionerId,
    from,
    to,
    signal,
  }: { practitionerId: string; from: Date; to: Date; signal?: AbortSignal },
): Promise<readonly BusyTime[]> {
  if (!recorded.has(practitionerId)) return [];
  const deadline = AbortSignal.timeout(patienceMs);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    return await recorded.busyBetween({ practitionerId, from, to, signal: either });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn('A booking goes on although the records cannot be read', { practitionerId, error });
    return [];
  }
}

function isTaken(start: Date, end: Date, busy: readonly BusyTime[]): boolean {
  return busy.some((one) => one.start < end && one.end > start);
}
