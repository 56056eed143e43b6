import type { Feature } from '../../platform/feature.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Availability } from './availability.ts';
import type { FailOver } from './fail-over/fail-over.ts';
import { gaugeFailOver, type WatchDeps, watchOutages } from './fail-over/watch-outages.ts';
import { availabilityRoutes, type InvitedCheck } from './routes.ts';

/** What watches calendars that are away. `failOver` is `null` where no practitioner has a mailbox. */
export interface OutageDeps extends WatchDeps {
  failOver: FailOver | null;
  metrics: Pick<Metrics, 'failOver'>;
}

/** Free times of all practitioners, and what replaces a calendar that is away. */
export function availabilityFeature(
  availability: Availability,
  isInvited: InvitedCheck,
  outages?: OutageDeps,
): Feature {
  return {
    name: 'availability',
    routes: availabilityRoutes(availability, isInvited),
    ...(outages && watchingOutages(outages)),
  };
}

function watchingOutages(deps: OutageDeps): Pick<Feature, 'schedules' | 'gauges'> {
  const { failOver, clinic, metrics } = deps;
  return {
    schedules: [
      {
        name: 'watch-outages',
        everySeconds: 30,
        expireSeconds: 120,
        run: ({ signal }) => watchOutages(deps, signal),
      },
    ],
    ...(failOver && { gauges: () => gaugeFailOver(failOver, clinic, metrics) }),
  };
}
