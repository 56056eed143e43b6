export type { Difference } from './deps.ts';
export { calendarStatusFeature } from './feature.ts';
