export { followSession } from './acts/follow-session.ts';
export type { TaskActs, TaskEnds } from './acts/task-actions.ts';
export { staffTasksFeature } from './feature.ts';
export { type TaskKind, urgentKinds } from './kinds/task-kinds.ts';
export { closeStaffTask } from './opening/close-task.ts';
export { openTaskInBurst } from './opening/open-in-burst.ts';
export { contactFacts, openStaffTask, restateStaffTask, type TaskFacts } from './opening/open-task.ts';
export {
  countOpenTasks,
  firstOpenTasks,
  hadTask,
  hasRecentTask,
  openKindsOf,
  openTasksAbout,
  openTasksOf,
  type TaskAbout,
  tasksAbout,
} from './reading/find-tasks.ts';
export { viewOfTask } from './reading/task-view.ts';
export { tasksFor } from './reading/tasks-for.ts';
export { eraseTasksAbout } from './retention.ts';
export type { OwnTasks } from './tasks.ts';
