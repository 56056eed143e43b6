export type { CalendarSyncDeps } from './deps.ts';
export { registerCalendarSync, startCalendarSync } from './register.ts';
export { calendarSyncRoutes } from './routes.ts';
