import { z } from 'zod';
import { practitionerLocations, practitionerTypes } from './catalogue.ts';
import { day, instant, serviceId, timeZone, visitKind } from './primitives.ts';

/** Query of `GET /api/calendars/combined`. `from` and `to` are days in `timeZone`, both included. */
const combinedCalendarQuery = z.object({
  service: serviceId,
  visit: visitKind,
  from: day,
  to: day,
  timeZone,
  practitioner: z.string().max(64).optional(),
});
export type CombinedCalendarQuery = z.infer<typeof combinedCalendarQuery>;

/**
 * The same question from a person who was invited from a waitlist. `entry` is their entry on it, and its manage token
 * is sent as `Authorization: Bearer`: while the entry is invited, the answer also has the times of a service that is
 * not open. A service that is open needs neither.
 */
export const invitedCalendarQuery = combinedCalendarQuery.extend({
  entry: z.uuid({ error: 'must be the id of a place on a waitlist' }).optional(),
});

/** The most days one question may span. */
export const maxCalendarDays = 62;

/**
 * How far a practitioner's times can be believed:
 * `live` read within the fresh limit; `stale` read earlier, shown with `asOf`, being read again;
 * `fallback` taken from a second source; `unavailable` could not be read: no times, says so.
 */
const calendarStatus = z.enum(['live', 'stale', 'fallback', 'unavailable']);
export type CalendarStatus = z.infer<typeof calendarStatus>;

const calendarPractitioner = z.object({
  id: z.string(),
  name: z.string(),
  status: calendarStatus,
  /** When these times were read from the calendar; `null` when they never were. */
  asOf: instant.nullable(),
  /** First free start in the range; `null` when there is none. */
  nextAvailable: instant.nullable(),
});
export type CalendarPractitioner = z.infer<typeof calendarPractitioner>;

const calendarSlot = z.object({
  start: instant,
  durationMinutes: z.number().int().positive(),
  /** Who is free then, in the order of the catalogue. */
  practitionerIds: z.array(z.string()).min(1),
});
export type CalendarSlot = z.infer<typeof calendarSlot>;

const calendarDay = z.object({ date: day, slots: z.array(calendarSlot).min(1) });
export type CalendarDay = z.infer<typeof calendarDay>;

/** Days and slots in order; days without a slot are left out. */
export const combinedCalendar = z.object({
  service: serviceId,
  visit: visitKind,
  timeZone: z.string(),
  from: day,
  to: day,
  practitioners: z.array(calendarPractitioner),
  days: z.array(calendarDay),
});
export type CombinedCalendar = z.infer<typeof combinedCalendar>;

/** Query of `GET /api/practitioners/availability`; `date` is a day in the clinic's zone. */
export const practitionerAvailabilityQuery = z.object({
  service: serviceId,
  date: day,
  visit: visitKind.optional(),
});

export const practitionerAvailability = z.object({
  practitioners: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.enum(practitionerTypes),
      location: z.enum(practitionerLocations),
      nextAvailable: instant.nullable(),
      availableSlots: z.array(z.object({ time: instant, duration: z.number().int().positive() })),
    }),
  ),
});
export type PractitionerAvailability = z.infer<typeof practitionerAvailability>;
