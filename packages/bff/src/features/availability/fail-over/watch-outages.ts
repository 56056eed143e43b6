import { dayMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/observability/log.ts';
import type { Metrics } from '../../../platform/observability/metrics.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { OfferedStarts, PractitionerVisit } from '../../../ports/calendar.ts';
import type { ClinicCalendar } from '../showing/clinic-calendar.ts';
import type { FailOver } from './fail-over.ts';
import type { CalendarOutages } from './outages.ts';

export interface WatchDeps {
  clinic: Pick<ClinicCalendar, 'services' | 'practitioners'>;
  outages: CalendarOutages;
  /** Its readings begin and end outages: `noteOutages`. */
  calendar: OfferedStarts;
  clock: Clock;
  log: Pick<Log, 'warn' | 'info'>;
}

/**
 * Reads each calendar that is away once more. In this way an outage ends, and stays proven, while no patient looks at a
 * page.
 */
export async function watchOutages(deps: WatchDeps, signal: AbortSignal): Promise<void> {
  const away = [...(await deps.outages.current()).keys()];
  await Promise.all(
    away.map(async (practitionerId) => {
      const visit = someVisitOf(deps.clinic, practitionerId);
      // A practitioner who has left the clinic has no calendar that could be read again.
      if (!visit) return deps.outages.ended(practitionerId);
      const from = deps.clock.now();
      const to = new Date(from.getTime() + dayMs);
      try {
        await deps.calendar.offeredStarts({ ...visit, from, to, signal });
        deps.log.info('A calendar can be read again', { practitionerId });
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        deps.log.warn('A calendar still cannot be read', { practitionerId, error });
      }
    }),
  );
}

function someVisitOf({ services }: WatchDeps['clinic'], practitionerId: string): PractitionerVisit | null {
  for (const service of services) {
    const visit = service.visits.find(({ eventTypes }) => practitionerId in eventTypes);
    if (visit) return { practitionerId, service: service.id, visit: visit.kind };
  }
  return null;
}

/** Shows for each practitioner whether fail-over is on. */
export async function gaugeFailOver(
  failOver: FailOver,
  { practitioners }: WatchDeps['clinic'],
  metrics: Pick<Metrics, 'failOver'>,
): Promise<void> {
  const active = new Set(await failOver.active());
  for (const { id } of practitioners) metrics.failOver.set({ practitioner: id }, active.has(id) ? 1 : 0);
}
