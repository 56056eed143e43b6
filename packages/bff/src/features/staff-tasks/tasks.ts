import { count, isNull, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Queryable } from '../../platform/store/database.ts';
import type { Store } from '../../platform/store/store.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import type { TaskActs, TaskEnds } from './acts/task-actions.ts';
import { staffTasks } from './tables.ts';

/** @param subject the column with the id that a task is about; an email's key begins with it */
export type OwnTasks = (db: Queryable, subject: SQLWrapper, practitionerId: string) => SQL | undefined;

export interface StaffTaskDeps {
  store: Pick<Store, 'db'>;
  sealing: Sealing;
  clock: Clock;
  metrics: Metrics;
  /** The tasks tell staff in which service to look. */
  names: ServiceNames;
  /** `staff` of `clinic.yaml`: what colleagues are called. */
  staffList?: readonly { address: string; name: string }[];
  /** Limits tasks to those about a practitioner's own bookings and their forms. Left out: a practitioner sees none. */
  ownTasks?: OwnTasks;
  /** What the buttons of tasks do. Left out: tasks have no buttons. */
  acts?: TaskActs;
  /** What follows when a person says that a task is done. Left out: nothing. */
  ends?: TaskEnds;
}

/** Sets the gauge of open tasks. Call it before the metrics are read: it counts in the store, for all servers. */
export async function gaugeOpenTasks(deps: Pick<StaffTaskDeps, 'store' | 'metrics'>): Promise<void> {
  const rows = await deps.store.db
    .select({ kind: staffTasks.kind, open: count() })
    .from(staffTasks)
    .where(isNull(staffTasks.doneAt))
    .groupBy(staffTasks.kind);
  deps.metrics.openTasks.reset();
  for (const { kind, open } of rows) deps.metrics.openTasks.set({ kind }, Number(open));
}
