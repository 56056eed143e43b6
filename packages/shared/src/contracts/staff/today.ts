import { z } from 'zod';
import { bookingStatus } from '../bookings.ts';
import { contactPersonShown } from '../contact-person.ts';
import { formId } from '../forms.ts';
import { day, instant, price, serviceId, visitKind } from '../primitives.ts';

/** `GET /api/staff/today`. Days are days in the clinic's time zone, both included. */
export const staffTodayQuery = z.object({
  from: day.optional().describe('Left out: today'),
  to: day.optional().describe('Left out: `from`; 6 days after it at most'),
});
export type StaffTodayQuery = z.infer<typeof staffTodayQuery>;

const timeSpan = z.object({ start: instant, end: instant });

/** One practitioner's column. */
const todayPractitioner = z.object({
  id: z.string(),
  name: z.string(),
  /** Times of these days that can still be booked; `null`: not known, as a calendar cannot be read. */
  freeTimes: z.number().int().nonnegative().nullable(),
  /** Busy in the mailbox. When, and no more: no subject is read. */
  busy: z.array(timeSpan),
  /** Sources that cannot be read: the service's name, and since when. */
  unread: z.array(z.object({ service: z.string(), since: instant })),
});

const todayAppointment = z.object({
  bookingId: z.string(),
  confirmationNumber: z.string(),
  /** `cancelled` stands here only for an appointment that was confirmed before. */
  status: bookingStatus,
  channel: z.enum(['online', 'phone', 'waitlist_offer']),
  service: serviceId,
  visit: visitKind,
  practitionerId: z.string(),
  start: instant,
  durationMinutes: z.number().int().positive(),
  patientName: z.string(),
  /** Who booked for the patient; `null`: the patient booked. */
  contactPerson: contactPersonShown.nullable(),
  /** An interpreter, or help to take part. */
  accessNeeds: z.string().nullable(),
  price: price.nullable(),
  /** `free`: no price. `due`: waits for payment. `trouble`: a person must look at it. */
  payment: z.enum(['free', 'due', 'paid', 'being_taken', 'refunded', 'partly_refunded', 'trouble']),
  /** While it waits for payment: until when the time is held. */
  holdExpiresAt: instant.nullable(),
  forms: z.array(z.object({ formId, status: z.enum(['due', 'submitted']) })),
  /** Where the appointment is in the practice's records. */
  filing: z.enum(['filed', 'waiting', 'needs_person', 'none']),
  noShowAt: instant.nullable(),
  /** Where it was before its latest move. */
  movedFrom: z.object({ start: instant, practitionerId: z.string() }).nullable(),
  /** The practitioner's side asked the patient to choose another time. */
  awaitsNewTime: z.boolean(),
  /** The patient answered a reminder: they come at this time. */
  saidComing: z.boolean(),
  zoomLink: z.string().nullable(),
  triageSessionId: z.string().nullable(),
  openTasks: z.number().int().nonnegative(),
});
export type TodayAppointment = z.infer<typeof todayAppointment>;

/** What needs a person now: the most urgent first. */
const needsPerson = z.object({
  /** `urgent`: a red flag or a call back. `task`: another open task. `calendar`: it cannot be read. */
  kind: z.enum(['urgent', 'task', 'calendar']),
  /** Since when it waits. */
  since: instant,
  /** A sentence. */
  text: z.string(),
  /** Of a task: the routes of tasks act on it. */
  task: z
    .object({
      id: z.string(),
      kind: z.string(),
      version: z.number().int().nonnegative(),
      claimed: z.object({ by: z.string(), at: instant }).nullable(),
    })
    .nullable(),
  patientName: z.string().nullable(),
  patientPhone: z.string().nullable(),
  bookingId: z.string().nullable(),
  /** The triage session to read, when one led to it. */
  triageSessionId: z.string().nullable(),
  practitionerId: z.string().nullable(),
});
export type NeedsPerson = z.infer<typeof needsPerson>;

/** `GET /api/staff/today`: everybody's appointments side by side. A practitioner gets the own column only. */
export const staffToday = z.object({
  from: day,
  to: day,
  timeZone: z.string(),
  asOf: instant,
  practitioners: z.array(todayPractitioner),
  /** In order of time; 1,000 at most. Times that only strangers hold are left out. */
  appointments: z.array(todayAppointment),
  /** Whether there are more than the answer holds. */
  more: z.boolean(),
  /** Twenty at most; `[]` for a practitioner. */
  needsPerson: z.array(needsPerson),
});
export type StaffToday = z.infer<typeof staffToday>;

/** `GET /api/staff/counts`: the numbers in the navigation. `null`: the person may not see what is counted. */
export const staffCounts = z.object({
  /** Appointments of today that stand. */
  today: z.number().int().nullable(),
  tasks: z.number().int().nullable(),
  /** Of them the red flags and call backs. */
  urgentTasks: z.number().int().nullable(),
  /** Forms that are not filed. */
  forms: z.number().int().nullable(),
  /** People who wait on all lists. */
  waitlist: z.number().int().nullable(),
  /** Messages that were not sent. */
  messages: z.number().int().nullable(),
  /** Practitioners with a calendar or mailbox that cannot be read. */
  calendars: z.number().int().nullable(),
});
export type StaffCounts = z.infer<typeof staffCounts>;
