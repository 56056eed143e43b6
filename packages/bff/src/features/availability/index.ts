export { Availability, type FreeTime } from './availability.ts';
export { calendarVersionsInMemory, storedCalendarVersions } from './calendar-versions.ts';
export { availabilityFeature } from './feature.ts';
export type { CalendarVersions } from './ports.ts';
export type { AvailabilityParts } from './shown-times.ts';
