export { Availability } from './availability.ts';
export { FailOver } from './fail-over/fail-over.ts';
export { type CalendarOutages, noteOutages, outagesInMemory, storedOutages } from './fail-over/outages.ts';
export { availabilityFeature } from './feature.ts';
export {
  type CalendarRead,
  type CalendarReads,
  noteCalendarReads,
  noteMailboxReads,
  storedCalendarReads,
} from './reading/calendar-reads.ts';
export { calendarVersionsInMemory, storedCalendarVersions } from './reading/calendar-versions.ts';
