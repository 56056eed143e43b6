import { z } from 'zod';
import { formIds } from '../ids/ids.ts';
import { otherLanguages } from '../ids/languages.ts';
import { consultationLimits } from '../validation/consultation-details.ts';
import { earliestDateOfBirth, isDay, patientLimits } from '../validation/patient-details.ts';
import { attribution } from './attribution.ts';
import { accessNeeds, contactPerson } from './contact-person.ts';
import { instant, price, serviceId, timeZone, visitKind } from './primitives.ts';
import { appointmentTime, rescheduling } from './rescheduling.ts';
import { email, filledText, phone, typedCode, typedName } from './typed.ts';

/**
 * What a place on a waitlist gives its person: while `status` is `invited`, they book its service although it is not
 * open; with `offerId`, the very time that is kept for them. One that does not hold is refused: `unauthorized` for a
 * wrong token, `service_not_open` for an invitation that is over, `slot_unavailable` for an offer that is, and
 * `invalid_request` naming `invitation.entryId` or `invitation.offerId` when it is for something else.
 */
const invitation = z.object({
  entryId: z.string().min(1, 'must not be empty').max(64),
  /** The entry's manage token. */
  token: z.string().min(1, 'must not be empty').max(100),
  offerId: z.string().min(1, 'must not be empty').max(64).optional(),
});
export type Invitation = z.infer<typeof invitation>;

/** A day that exists, not before 1900. That it is not in the future, the server checks with its clock. */
export const dateOfBirth = typedCode()
  .refine(isDay, { error: 'must be a day, like 1980-02-29', abort: true })
  .refine((value) => value >= earliestDateOfBirth, { error: 'must not be before 1900' });

/** The language of the page; left out: English. Emails about the booking begin in it. */
const language = z.enum(otherLanguages);

/** `POST /api/consultations/book`: a free consultation at the first preferred time that is still free. */
export const consultationRequest = z.object({
  patientName: typedName(consultationLimits.patientName),
  email,
  phone,
  preferredTimes: z
    .array(instant)
    .min(1, 'must name at least one time')
    .max(10, 'must name ten times at most'),
  primaryConcern: filledText(consultationLimits.primaryConcern),
  timezone: timeZone,
  service: serviceId.optional(),
  /** The patient's. Needed with a contact person: it finds the patient's own record, and the age limits are checked by it. */
  dateOfBirth: dateOfBirth.optional(),
  contactPerson: contactPerson.optional(),
  accessNeeds: accessNeeds.optional(),
  /** The triage that led here (`submissionReceived.triageSessionId`): the consultant sees it with the call. */
  triageSessionId: z.uuid({ error: 'must be the id of a triage session' }).optional(),
  /** From the waitlist. */
  invitation: invitation.optional(),
  attribution: attribution.optional(),
  language: language.optional(),
});
export type ConsultationRequest = z.infer<typeof consultationRequest>;

/** 201: the time is the patient's. */
export const consultationBooked = z.object({
  consultationId: z.string(),
  scheduledTime: instant,
  consultantName: z.string(),
  /** `null` until Calendly has made the meeting; the email carries it as soon as it exists. */
  zoomLink: z.string().nullable(),
  /** True once the email is safely queued in the store, in the same transaction as the booking. */
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

/** `POST /api/bookings`: holds one time of one practitioner, to be paid on the page. */
export const paidBookingRequest = z.object({
  service: serviceId,
  visit: visitKind,
  practitionerId: z.string().min(1, 'must not be empty').max(64),
  start: instant,
  timeZone,
  patient: z.object({
    firstName: typedName(patientLimits.firstName),
    lastName: typedName(patientLimits.lastName),
    email,
    phone,
    dateOfBirth,
  }),
  contactPerson: contactPerson.optional(),
  accessNeeds: accessNeeds.optional(),
  /** As the patient typed it. A code that gives no discount is refused under `promotionCode` before a time is held. */
  promotionCode: typedCode().max(40).optional(),
  /** The triage that led here (`submissionReceived.triageSessionId`): the consultant sees it with the call. */
  triageSessionId: z.uuid({ error: 'must be the id of a triage session' }).optional(),
  /** From the waitlist. */
  invitation: invitation.optional(),
  attribution: attribution.optional(),
  language: language.optional(),
});
export type PaidBookingRequest = z.infer<typeof paidBookingRequest>;

/**
 * `GET /api/bookings/sent` with the `Idempotency-Key` of `POST /api/consultations/book` or `POST /api/bookings`: the
 * booking of a request whose answer the page has lost, because it was reloaded.
 */
export const sentBooking = z.object({
  bookingId: z.string(),
  manageToken: z.string(),
  manageUrl: z.string(),
});
export type SentBooking = z.infer<typeof sentBooking>;

/** What the page needs to take the card with Stripe's own script. */
const paymentSetup = z.object({
  provider: z.literal('stripe'),
  publishableKey: z.string(),
  clientSecret: z.string(),
  /** The address that Stripe's script is loaded from. */
  scriptUrl: z.string(),
});
export type PaymentSetup = z.infer<typeof paymentSetup>;

/** 201 to `POST /api/bookings`. The same request with the same key is answered the same. */
export const paidBookingHeld = z.object({
  bookingId: z.string(),
  confirmationNumber: z.string(),
  /** `awaiting_payment`; a repeated request may find a later status. */
  status: bookingStatus,
  /** Until then the time is the patient's. */
  holdExpiresAt: instant,
  /** Whether `POST …/hold/extend` would give more time: once per booking. */
  holdExtendable: z.boolean(),
  /** What will be charged. */
  price,
  /** What a promotion took off; `price` is what is left. */
  discountCents: z.number().int().nonnegative(),
  payment: paymentSetup,
  manageToken: z.string(),
  /** Leads to the page where the booking can be seen and changed; the token is in the fragment. */
  manageUrl: z.string(),
});
export type PaidBookingHeld = z.infer<typeof paidBookingHeld>;

/** Where the money is. `null` in a view: this booking costs nothing. */
const paymentStatus = z.enum([
  /** Waits for the patient's card, or for the second step that their bank asks for. */
  'due',
  /** With the bank. */
  'processing',
  /** Kept back on the card; nothing has been charged. */
  'authorised',
  'paid',
  /** Nothing was charged, and nothing will be: what was kept back is let go. */
  'released',
  /** A refund is on its way to the card. */
  'refunding',
  'refunded',
  /** The refund did not go through, and staff know. The money is still with the clinic. */
  'refund_failed',
]);
export type PaymentStatus = z.infer<typeof paymentStatus>;

/** Why the last card was not taken. */
export const declineReason = z.enum([
  'declined',
  'insufficient_funds',
  'limit_exceeded',
  'expired_card',
  'incorrect_number',
  'incorrect_cvc',
  'card_not_supported',
  'second_step_failed',
  'try_again',
]);
export type DeclineReason = z.infer<typeof declineReason>;

/** Why a booking ended without an appointment. In each case nothing was charged. */
const bookingFailure = z.enum([
  /** Another person has the time; `alternatives` names other times. */
  'slot_lost',
  /** It was not paid in time. */
  'hold_expired',
  /** The patient left, or cancelled before it was confirmed. */
  'left',
  /** The calendar could not be reached, or would not say, for too long. */
  'calendar_unavailable',
  /** The bank released the authorised money, because too much time passed. */
  'payment_lapsed',
]);
export type BookingFailure = z.infer<typeof bookingFailure>;

/**
 * `GET /api/bookings/{bookingId}` with `Authorization: Bearer {manageToken}`. The same answer comes from
 * `POST …/confirm`, `POST …/release` and `POST …/cancel`, and from `POST …/hold/extend`.
 */
export const bookingView = z.object({
  bookingId: z.string(),
  confirmationNumber: z.string(),
  status: bookingStatus,
  service: serviceId,
  visit: visitKind,
  practitionerId: z.string(),
  start: instant,
  durationMinutes: z.number().int().positive(),
  /** The patient's zone when they booked: emails say times in it. */
  timeZone: z.string(),
  /** Who it is for, where a contact person booked it; `null`: the reader is the patient. */
  bookedFor: z.object({ name: z.string() }).nullable(),
  /** When it was confirmed: the grace period for a full refund begins then. `null` until it is. */
  bookedAt: instant.nullable(),
  price: price.nullable(),
  forms: z.array(z.object({ formId: z.enum(formIds), status: z.enum(['due', 'submitted']) })),
  /** The meeting's link once it exists. */
  zoomLink: z.string().nullable(),
  /** While `awaiting_payment`: until when the time is the patient's (it may have passed). Else `null`. */
  holdExpiresAt: instant.nullable(),
  /** Whether `POST …/hold/extend` would give more time. */
  holdExtendable: z.boolean(),
  payment: z
    .object({
      status: paymentStatus,
      paidCents: z.number().int().nonnegative(),
      /** What is given back, or being given back. */
      refundCents: z.number().int().nonnegative(),
      /** Why the last card was not taken; `null` when none was refused since. */
      lastDecline: declineReason.nullable(),
      /** While `awaiting_payment`: what the page needs to go on after a reload. Else `null`. */
      setup: paymentSetup.nullable(),
    })
    .nullable(),
  /** What cancelling now would do; `null` when it cannot be cancelled (any more). */
  cancellation: z
    .object({
      /** The appointment's start. */
      possibleUntil: instant,
      /** What is given back when it is cancelled now. */
      refundCents: z.number().int().nonnegative(),
      /** Until then everything is given back; `null` for a booking that cost nothing. */
      fullRefundUntil: instant.nullable(),
    })
    .nullable(),
  /** Whether the patient may move the appointment to another time, and until when. */
  rescheduling,
  /** A move that the calendar has not answered for certain yet; `start` is still the old time. `null` otherwise. */
  moving: appointmentTime.nullable(),
  /** The time from which the appointment was moved last, here or in the calendar; `null`: it never moved. */
  movedFrom: appointmentTime.nullable(),
  /** When it was noted that the patient did not come to the appointment; `null` otherwise. `status` stays `confirmed`. */
  noShowAt: instant.nullable(),
  /** Why it ended without an appointment; `null` otherwise. */
  failure: bookingFailure.nullable(),
  /** With `failure: slot_lost` or `hold_expired`: the nearest times that are still free. */
  alternatives: z.array(instant),
});
export type BookingView = z.infer<typeof bookingView>;
