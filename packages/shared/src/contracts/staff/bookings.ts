import { z } from 'zod';
import { bookingStatus, bookingView } from '../bookings.ts';
import { contactPersonShown } from '../contact-person.ts';
import { day, instant, price, serviceId, visitKind } from '../primitives.ts';
import { rescheduleRequest } from '../rescheduling.ts';

/** `GET /api/staff/bookings`. Days are days in the clinic's time zone, both included. */
export const staffBookingsQuery = z.object({
  from: day.optional().describe('Left out: today'),
  to: day.optional().describe('Left out: 31 days after `from`; 92 days after it at most'),
  q: z
    .string()
    .trim()
    .max(120, 'must be 120 characters at most')
    .optional()
    .describe(
      'A confirmation number, the beginnings of names, an email address or a phone number. Searches all days, unless `from` or `to` is given',
    ),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type StaffBookingsQuery = z.infer<typeof staffBookingsQuery>;

/** One line of the desk's list. */
const staffBookingLine = z.object({
  bookingId: z.string(),
  confirmationNumber: z.string(),
  status: bookingStatus,
  channel: z.enum(['online', 'phone', 'waitlist_offer']),
  service: serviceId,
  visit: visitKind,
  practitionerId: z.string(),
  start: instant,
  durationMinutes: z.number().int().positive(),
  price: price.nullable(),
  patientName: z.string(),
  /** Who booked for the patient; `null`: the patient booked. */
  contactPerson: contactPersonShown.nullable(),
  noShowAt: instant.nullable(),
  /** How often it was moved. */
  moves: z.number().int().nonnegative(),
});
export type StaffBookingLine = z.infer<typeof staffBookingLine>;

/** The bookings of these days in order of time; with `q` the best matches, the newest first. */
export const staffBookingList = z.object({
  bookings: z.array(staffBookingLine),
  /** Whether there are more than `limit`. */
  more: z.boolean(),
});
export type StaffBookingList = z.infer<typeof staffBookingList>;

/** `GET /api/staff/bookings/{id}` and the answer of every act on it: the booking and its story. */
export const staffBooking = staffBookingLine.extend({
  patient: z.object({
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    dateOfBirth: z.string().nullable(),
    timeZone: z.string(),
    primaryConcern: z.string().nullable(),
    /** An interpreter, or help to take part. */
    accessNeeds: z.string().nullable(),
  }),
  zoomLink: z.string().nullable(),
  bookedAt: instant.nullable(),
  payment: bookingView.shape.payment
    .unwrap()
    .omit({ setup: true, lastDecline: true })
    .extend({
      /** What was to be paid, and what has gone back so far, in cents. */
      amountCents: z.number().int().nonnegative(),
      refundedCents: z.number().int().nonnegative(),
      /** How staff took it, for example `eftpos`; `null` when the patient paid at a provider. */
      method: z.string().nullable(),
      /** The number of the receipt, as staff typed it. */
      reference: z.string().nullable(),
      /** Who of staff took it, as the audit trail names them. */
      takenBy: z.string().nullable(),
    })
    .nullable(),
  /** How a booking by phone is paid; `null` for other channels, and for free visits. */
  phonePayment: z.enum(['collected', 'link', 'later']).nullable(),
  /** Who of staff booked it, as the audit trail names them; `null`: the patient did. */
  bookedBy: z.string().nullable(),
  /** What a cancellation now gives back by the policy; `null` when it cannot be cancelled. */
  cancellation: z.object({ refundCents: z.number().int().nonnegative() }).nullable(),
  moving: bookingView.shape.moving,
  failure: bookingView.shape.failure,
  forms: bookingView.shape.forms,
  /** The triage that led here. */
  triageSessionId: z.string().nullable(),
  /** Sent with each act: 409 `changed_meanwhile` when a person has changed the booking since. */
  version: z.number().int().nonnegative(),
  /** Where the appointment is in the practice's records. */
  filing: z.enum(['filed', 'waiting', 'needs_person', 'none']),
  refunds: z.array(
    z.object({ at: instant, amountCents: z.number().int(), reason: z.string(), by: z.string() }),
  ),
  /**
   * What happened, oldest first: who did what. `actor`: `patient`, `system`, `staff:` with an address or a
   * token's subject, or `vendor:` with a noun. `action`: `booking.booked`, `appointment.filed`, `mail.sent`,
   * `form.submitted`, `payment.refunded`, `task.opened` and so on. `detail`: the rest of the sentence, for people; `null`
   * where the action says everything.
   */
  story: z.array(
    z.object({ at: instant, actor: z.string(), action: z.string(), detail: z.string().nullable() }),
  ),
  /** What staff wrote about it, oldest first. The patient does not see it. */
  notes: z.array(z.object({ at: instant, by: z.string(), text: z.string() })),
  emails: z.array(
    z.object({
      kind: z.string(),
      queuedAt: instant,
      sentAt: instant.nullable(),
      /** When it was given up, and staff were told. */
      failedAt: instant.nullable(),
    }),
  ),
  openTasks: z.array(z.object({ id: z.string(), kind: z.string(), openedAt: instant })),
});
export type StaffBooking = z.infer<typeof staffBooking>;

/** In the body of each act. Left out: what others did since is not compared. */
const seenVersion = {
  version: z.number().int('must be a whole number').nonnegative('must not be negative').optional(),
};

/** `POST /api/staff/bookings/{id}/reschedule` */
export const staffReschedule = rescheduleRequest.extend(seenVersion);

/** `POST /api/staff/bookings/{id}/cancel` */
export const staffCancellation = z.object({
  ...seenVersion,
  /** `policy`: what the patient would get now. `full`: everything. `none`: nothing. */
  refund: z.enum(['policy', 'full', 'none'], { error: 'must be policy, full or none' }).default('policy'),
});
export type StaffCancellation = z.infer<typeof staffCancellation>;

/** `POST /api/staff/bookings/{id}/no-show`. `noShow: false` takes the note back. */
export const staffNoShow = z.object({
  ...seenVersion,
  noShow: z.boolean('must be true or false').default(true),
});

/** `POST /api/staff/bookings/{id}/refund`: gives a part of the payment back, on top of what was given back before. */
export const staffRefund = z.object({
  ...seenVersion,
  amountCents: z.number().int('must be whole cents').min(1, 'must be 1 cent at least'),
  reason: z.string().trim().min(1, 'must not be empty').max(500, 'must be 500 characters at most'),
});
export type StaffRefund = z.infer<typeof staffRefund>;

/** `POST /api/staff/bookings/{id}/notes`: one more note for the team. */
export const staffNote = z.object({
  text: z.string().trim().min(1, 'must not be empty').max(2_000, 'must be 2,000 characters at most'),
});
export type StaffNote = z.infer<typeof staffNote>;
