export { closeStaffTask } from './close-task.ts';
export { staffTasksFeature } from './feature.ts';
export { hadTask, hasRecentTask, openTasksAbout } from './find-tasks.ts';
export { contactFacts, openStaffTask, type TaskFacts, type TaskKind } from './open-task.ts';
export { eraseTasksAbout } from './retention.ts';
