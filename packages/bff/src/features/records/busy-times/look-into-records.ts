import type { Log } from '../../../platform/observability/log.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { BusyLook } from '../../../ports/busy-look.ts';
import type { BusySource } from '../../../ports/calendar.ts';

interface LookDeps {
  recorded: BusySource;
  log: Pick<Log, 'warn'>;
  /** The records are different from what pages show. */
  recordsChanged(practitionerId: string): Promise<void>;
  /** How long a booking waits for the records. */
  patienceMs?: number;
}

/**
 * A booking looks into the practice's records, so that a time for which reception has typed an appointment cannot be
 * booked. Records that cannot be read stop no booking.
 */
export function lookIntoRecords({ recorded, log, recordsChanged, patienceMs = 1500 }: LookDeps): BusyLook {
  return {
    async look({ practitionerId, start: from, end: to }, signal) {
      if (!recorded.has(practitionerId)) return null;
      const deadline = AbortSignal.timeout(patienceMs);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      try {
        const busy = await recorded.busyBetween({ practitionerId, from, to, signal: either });
        return {
          busy,
          note: async (taken) => {
            if (taken) await recordsChanged(practitionerId);
          },
        };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        log.warn('A booking goes on although the records cannot be read', { practitionerId, error });
        return null;
      }
    },
  };
}
