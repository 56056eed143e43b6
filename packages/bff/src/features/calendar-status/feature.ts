import type { Feature } from '../../platform/feature.ts';
import type { CalendarStatusDeps } from './deps.ts';
import { calendarStatusRoutes } from './routes.ts';

/** What staff see of the practitioners' calendars. */
export function calendarStatusFeature(deps: CalendarStatusDeps): Feature {
  return {
    name: 'calendar-status',
    routes: calendarStatusRoutes(deps),
    async gauges() {
      const failing = (await deps.reads.all()).filter(
        ({ source, failingSince }) => source === 'mailbox' && failingSince !== null,
      );
      deps.metrics.mailboxesUnreadable.set(failing.length);
    },
  };
}
