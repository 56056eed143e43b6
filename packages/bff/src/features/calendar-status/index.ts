export { calendarStatusFeature } from './feature.ts';
