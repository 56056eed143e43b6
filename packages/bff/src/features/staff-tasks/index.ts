export { closeStaffTask } from './close-task.ts';
export { hadTask, hasRecentTask, openTasksAbout } from './find-tasks.ts';
export { openStaffTask, type TaskFacts, type TaskKind, taskKinds } from './open-task.ts';
export { doneTasks, eraseTasksAbout } from './retention.ts';
export { staffTaskRoutes } from './routes.ts';
export { taskSealedColumns } from './sealed-columns.ts';
export { gaugeOpenTasks, type StaffTaskDeps } from './tasks.ts';
