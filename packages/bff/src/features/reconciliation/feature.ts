import type { Feature } from '../../platform/feature.ts';
import { differenceKinds } from './comparing/difference.ts';
import type { ReconciliationDeps } from './deps.ts';
import { differenceData } from './retention.ts';
import { reconciliationRoutes } from './routes.ts';
import { reconcile } from './runs/reconcile.ts';
import { lastRun, longestRunMs } from './runs/run-store.ts';
import { openDifferences } from './settling/difference-store.ts';

/** Compares our bookings with calendar, mailboxes and the practice's records, and settles what differs. */
export function reconciliationFeature(deps: ReconciliationDeps): Feature {
  return {
    name: 'reconciliation',
    routes: reconciliationRoutes(deps),
    schedules: [
      {
        name: 'reconcile-calendars',
        everySeconds: 3600,
        firstAfterSeconds: 300,
        expireSeconds: longestRunMs / 1000,
        run: async ({ signal }) => void (await reconcile(deps, { startedBy: 'schedule', signal })),
      },
    ],
    retention: [differenceData],
    gauges: () => countDifferences(deps),
  };
}

async function countDifferences({ store, metrics }: ReconciliationDeps): Promise<void> {
  const [open, run] = await Promise.all([openDifferences(store.db), lastRun(store.db)]);
  for (const kind of differenceKinds) {
    metrics.calendarDifferences.set({ kind }, open.filter((one) => one.kind === kind).length);
  }
  metrics.reconciledAt.set((run?.finishedAt?.getTime() ?? 0) / 1000);
  metrics.reconcileUnread.set(run?.unread.length ?? 0);
}
