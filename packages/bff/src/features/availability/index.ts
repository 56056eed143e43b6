export { Availability } from './availability.ts';
export { availabilityFeature } from './feature.ts';
export { calendarVersionsInMemory, storedCalendarVersions } from './reading/calendar-versions.ts';
