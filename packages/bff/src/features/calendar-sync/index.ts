export type { CalendarSyncDeps } from './deps.ts';
export { calendarSyncFeature } from './feature.ts';
