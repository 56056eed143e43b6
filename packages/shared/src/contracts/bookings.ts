import { z } from 'zod';
import { formIds } from '../ids/ids.ts';
import { consultationLimits } from '../validation/consultation-details.ts';
import { emailPattern, isPhone } from '../validation/contact.ts';
import { attribution, instant, price, serviceId, timeZone, visitKind } from './primitives.ts';

/** See `isPhone`. */
export const phone = z
  .string()
  .trim()
  .max(consultationLimits.phone)
  .refine(isPhone, { error: 'must be a phone number, like 0412 345 678' });

/** See `isEmail`. */
export const email = z
  .email({ pattern: emailPattern, error: 'must be an e-mail address, like alex@example.com' })
  .max(consultationLimits.email);

/** `POST /api/consultations/book`: a free consultation at the first preferred time that is still free. */
export const consultationRequest = z.object({
  patientName: z.string().trim().min(1, 'must not be empty').max(consultationLimits.patientName),
  email,
  phone,
  preferredTimes: z
    .array(instant)
    .min(1, 'must name at least one time')
    .max(10, 'must name ten times at most'),
  primaryConcern: z.string().trim().min(1, 'must not be empty').max(consultationLimits.primaryConcern),
  timezone: timeZone,
  service: serviceId.optional(),
  attribution: attribution.optional(),
});
export type ConsultationRequest = z.infer<typeof consultationRequest>;

/** 201: the time is the patient's. */
export const consultationBooked = z.object({
  consultationId: z.string(),
  scheduledTime: instant,
  consultantName: z.string(),
  /** `null` until Calendly has made the meeting; the e-mail carries it as soon as it exists. */
  zoomLink: z.string().nullable(),
  /** True once the e-mail is safely queued in the store, in the same transaction as the booking. */
  preparationEmailSent: z.boolean(),
  /** Leads to the page where the booking can be seen and changed; the token is in the fragment. */
  manageUrl: z.string(),
  bookingId: z.string(),
  confirmationNumber: z.string(),
  manageToken: z.string(),
  durationMinutes: z.number().int().positive(),
  /** `confirming` (with 202): the calendar has not answered for certain yet; poll the booking. */
  status: z.enum(['confirmed', 'confirming']),
});
export type ConsultationBooked = z.infer<typeof consultationBooked>;

export const bookingStatus = z.enum([
  'awaiting_payment',
  'confirming',
  'confirmed',
  'cancelled',
  'expired',
  'failed',
]);
export type BookingStatus = z.infer<typeof bookingStatus>;

/** `GET /api/bookings/{bookingId}` with `Authorization: Bearer {manageToken}`. */
export const bookingView = z.object({
  bookingId: z.string(),
  confirmationNumber: z.string(),
  status: bookingStatus,
  service: serviceId,
  visit: visitKind,
  practitionerId: z.string(),
  start: instant,
  durationMinutes: z.number().int().positive(),
  price: price.nullable(),
  forms: z.array(z.object({ formId: z.enum(formIds), status: z.enum(['due', 'submitted']) })),
  /** The meeting's link once it exists. */
  zoomLink: z.string().nullable(),
});
export type BookingView = z.infer<typeof bookingView>;
