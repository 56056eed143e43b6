export { Availability, type FreeTime } from './availability.ts';
export { calendarVersionsInMemory, storedCalendarVersions } from './calendar-versions.ts';
export type { CalendarVersions } from './ports.ts';
export { availabilityRoutes } from './routes.ts';
export type { AvailabilityParts } from './shown-times.ts';
