export { calendarSyncFeature } from './feature.ts';
