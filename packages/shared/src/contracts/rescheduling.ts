import { z } from 'zod';
import { contactPersonShown } from './contact-person.ts';
import { instant } from './primitives.ts';

/**
 * `POST /api/bookings/{bookingId}/reschedule`: moves a confirmed appointment to another time, perhaps with another
 * practitioner. The booking and its payment stay. 200: moved, answered as `GET` shows it. 202: the calendar has not
 * answered for certain yet (`moving` says what is asked for), and the old appointment stands until it does. After each
 * refusal the old appointment stands too.
 */
export const rescheduleRequest = z.object({
  start: instant,
  /** Left out: the practitioner stays. */
  practitionerId: z.string().min(1, 'must not be empty').max(64).optional(),
});
export type RescheduleRequest = z.infer<typeof rescheduleRequest>;

/** Why an appointment cannot be moved on the page. In each case staff can help by phone. */
const reschedulingRefusal = z.enum([
  /** It starts too soon, or has started. */
  'too_late',
  /** It was moved as often as a patient may move it. */
  'limit_reached',
  /** The visit has another price now. */
  'price_differs',
  /** Paid for by phone, or a visit that is not booked online any more. */
  'not_online',
  /** A move is under way: `moving` says to where. */
  'being_moved',
  /** It is not confirmed yet, has ended, or the patient did not come. */
  'not_confirmed',
]);
export type ReschedulingRefusal = z.infer<typeof reschedulingRefusal>;

/** Whether the patient may move the appointment now, and until when. */
export const rescheduling = z.object({
  allowed: z.boolean(),
  /** The last moment at which the patient may move it. `null`: there is no appointment that could move. */
  until: instant.nullable(),
  /** How often the patient may still move it. */
  timesLeft: z.number().int().nonnegative(),
  /** Why not; `null` when it is allowed. */
  reason: reschedulingRefusal.nullable(),
});
export type Rescheduling = z.infer<typeof rescheduling>;

/** When an appointment is, was or will be, and with whom. */
export const appointmentTime = z.object({ start: instant, practitionerId: z.string() });
export type AppointmentTime = z.infer<typeof appointmentTime>;

/**
 * `GET /api/bookings/{bookingId}/details` with the manage token: what the patient typed, to book again without typing
 * it once more. Only for a booking that was confirmed once; `not_found` otherwise. Never cached, and each reading is in
 * the audit trail.
 */
export const bookingDetails = z.object({
  name: z.string(),
  /** `null`: only the whole name was asked. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string(),
  phone: z.string(),
  /** `YYYY-MM-DD`; `null`: not asked. */
  dateOfBirth: z.string().nullable(),
  /** Who booked for the patient; then email and phone are the contact person's. `null`: the patient booked. */
  contactPerson: contactPersonShown.nullable(),
  accessNeeds: z.string().nullable(),
});
export type BookingDetails = z.infer<typeof bookingDetails>;
