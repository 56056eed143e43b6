import type { Feature } from '../../platform/feature.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { doneTasks } from './retention.ts';
import { staffTaskRoutes } from './routes.ts';
import { taskSealedColumns } from './sealed-columns.ts';
import { gaugeOpenTasks, type StaffTaskDeps } from './tasks.ts';

/** What only a person can mend. */
export function staffTasksFeature(deps: StaffTaskDeps & { staff: StaffAuth }): Feature {
  return {
    name: 'staff-tasks',
    routes: staffTaskRoutes(deps),
    sealedColumns: taskSealedColumns,
    retention: [doneTasks],
    gauges: () => gaugeOpenTasks(deps),
  };
}
