import { z } from 'zod';
import { instant } from '../primitives.ts';

/** What we know of one source of a practitioner's times. */
const source = z.object({
  /** How staff know the service. */
  service: z.string(),
  /** `not_read`: no page has asked yet. `failing`: the last reading failed. */
  status: z.enum(['ok', 'failing', 'not_read']),
  lastReadAt: instant.nullable(),
  /** Since when no reading has succeeded; `null` while they succeed. */
  failingSince: instant.nullable(),
});

const practitionerCalendars = z.object({
  id: z.string(),
  name: z.string(),
  calendar: source,
  /** `null`: `clinic.yaml` names no mailbox, or mailboxes are off. */
  mailbox: source
    .extend({
      /** `null`: changes are seen only when the mailbox is read again. */
      subscription: z.object({ endsAt: instant }).nullable(),
    })
    .nullable(),
  /** Where the sources do not agree with our bookings, and what became of it. */
  differences: z.array(
    z.object({
      kind: z.string(),
      bookingId: z.string().nullable(),
      foundAt: instant,
      /** For staff to read. */
      summary: z.string(),
    }),
  ),
});

/** `GET /api/staff/calendars`: each practitioner's calendars, in the order of `clinic.yaml`. */
export const staffCalendars = z.object({ practitioners: z.array(practitionerCalendars) });
export type StaffCalendars = z.infer<typeof staffCalendars>;

/** `GET /api/staff/calendars/report` and `POST /api/staff/calendars/reconcile`: the last comparison with our bookings. */
export const calendarReport = z.object({
  /** `null`: nothing was compared yet. */
  finishedAt: instant.nullable(),
  /** How many bookings were compared. */
  compared: z.number().int(),
  /** By the day of the appointment in the clinic's zone, and by kind. */
  found: z.array(
    z.object({
      day: z.string(),
      kind: z.string(),
      /** `known`: staff have a task about it already. */
      outcome: z.enum(['mended', 'task', 'known']),
      count: z.number().int(),
    }),
  ),
  /** What could not be read: nothing is said about it. */
  unread: z.array(
    z.object({ practitionerId: z.string(), source: z.enum(['calendar', 'mailbox', 'records']) }),
  ),
});
export type CalendarReport = z.infer<typeof calendarReport>;
