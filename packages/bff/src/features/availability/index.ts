export { Availability } from './availability.ts';
export { calendarVersionsInMemory, storedCalendarVersions } from './calendar-versions.ts';
export { availabilityFeature } from './feature.ts';
