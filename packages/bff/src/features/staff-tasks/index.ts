export { openStaffTask, type TaskFacts, type TaskKind, taskKinds } from './open-task.ts';
export { staffTaskRoutes } from './routes.ts';
export { gaugeOpenTasks, type StaffTaskDeps } from './tasks.ts';
