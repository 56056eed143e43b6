export { Availability } from './availability.ts';
export { FailOver } from './fail-over/fail-over.ts';
export { noteOutages, storedOutages } from './fail-over/outages.ts';
export { availabilityFeature } from './feature.ts';
export { type OpenCalendars, openCalendars } from './open-calendars.ts';
export type { CalendarRead, CalendarReads } from './reading/calendar-reads.ts';
export { calendarVersionsInMemory, storedCalendarVersions } from './reading/calendar-versions.ts';
