export { closeStaffTask } from './close-task.ts';
export { staffTasksFeature } from './feature.ts';
export {
  countOpenTasks,
  firstOpenTasks,
  hadTask,
  hasRecentTask,
  openKindsOf,
  openTasksAbout,
  openTasksOf,
} from './find-tasks.ts';
export { openTaskInBurst } from './open-in-burst.ts';
export { contactFacts, openStaffTask, restateStaffTask, type TaskFacts } from './open-task.ts';
export { eraseTasksAbout } from './retention.ts';
export type { TaskActs } from './task-actions.ts';
export type { TaskKind } from './task-kinds.ts';
export { viewOfTask } from './task-view.ts';
