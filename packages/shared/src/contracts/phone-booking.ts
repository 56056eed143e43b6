import { z } from 'zod';
import { patientLimits } from '../validation/patient-details.ts';
import { bookingStatus, dateOfBirth } from './bookings.ts';
import { accessNeeds, contactPerson, contactPersonShown } from './contact-person.ts';
import { instant, price, serviceId, timeZone, visitKind } from './primitives.ts';
import { email, phone, typedCode, typedName, typedText } from './typed.ts';

/** The ways in which staff take money on the phone. Others stay in words, 40 characters at most. */
export const phonePaymentMethods = [
  'credit_card_phone',
  'eftpos',
  'bank_transfer',
  'cash',
  'gift_card',
  'other',
] as const;

/**
 * How a phone booking is paid. `collected`: staff have the money. `link`: the patient pays on a page, and the time is
 * held until then. `later`: at the appointment, where `clinic.yaml` allows it. `none`: the visit is free.
 */
const phonePaymentModes = ['collected', 'link', 'later', 'none'] as const;

/** Who the visit is for, as the consultant typed it. What is left out comes from the triage session or the booking. */
const phonePatient = z.object({
  firstName: typedName(patientLimits.firstName),
  lastName: typedName(patientLimits.lastName),
  email,
  phone,
  dateOfBirth: dateOfBirth.optional(),
});

/**
 * `POST /api/bookings/phone`, names by seed 003. Of `triageSessionId`, `patient` and `patientOfBookingId` at least one
 * says who it is for; `patient` wins field by field.
 */
export const phoneBookingRequest = z.object({
  triageSessionId: z.uuid({ error: 'must be the id of a triage session' }).optional(),
  /** A booking of the same patient. Its name and contact are taken. */
  patientOfBookingId: z.uuid({ error: 'must be the id of a booking' }).optional(),
  patient: phonePatient.partial().optional(),
  /** Left out without a typed name: that of the patient's earlier booking, if it has one. */
  contactPerson: contactPerson.optional(),
  /** Left out: what the patient's earlier booking says. */
  accessNeeds: accessNeeds.optional(),
  practitionerId: z.string().min(1, 'must not be empty').max(64),
  /** Left out: what triage recommended, or the only service in which the practitioner gives the visit. */
  serviceType: serviceId.optional(),
  appointmentType: visitKind.default('initial'),
  scheduledTime: instant,
  timeZone: timeZone.optional(),
  paymentCollected: z.boolean('must be true or false').default(false),
  paymentMethod: typedCode().max(40, 'must be 40 characters at most').optional(),
  /** Dollars, with two decimals at most. Left out with `paymentCollected: true`: the price of the visit. */
  amountCollected: z
    .number('must be an amount in dollars, like 119.00')
    .min(0, 'must not be negative')
    .max(100_000, 'must be 100000 at most')
    .refine((dollars) => Math.abs(Math.round(dollars * 100) - dollars * 100) < 1e-6, {
      error: 'must have two decimals at most',
    })
    .optional(),
  /** The number of the receipt. Never a card number. */
  paymentReference: typedCode().max(80, 'must be 80 characters at most').optional(),
  /**
   * With `paymentCollected: false`: `link` or `later`. Left out: `later` where `clinic.yaml` allows it, else `link`.
   */
  payment: z.enum(['link', 'later'], { error: 'must be link or later' }).optional(),
  /** With `link`: until when the time is held. Left out: 24 hours, and never after the appointment begins. */
  holdUntil: instant.optional(),
  /** For staff only. */
  notes: typedText(2000).optional(),
});
export type PhoneBookingRequest = z.infer<typeof phoneBookingRequest>;

/** 200. Each `true` is so at the time of the answer. What follows later is seen at `GET /api/staff/bookings/{id}`. */
export const phoneBookingAnswer = z.object({
  bookingId: z.string(),
  confirmationNumber: z.string(),
  calendlyEventCreated: z.boolean(),
  medirecordsSynced: z.boolean(),
  /** The mail server has taken the email: the confirmation, or the one with the payment link. */
  patientNotified: z.boolean(),
  status: bookingStatus,
  payment: z.enum(phonePaymentModes),
  price: price.nullable(),
  practitionerId: z.string(),
  scheduledTime: instant,
  durationMinutes: z.number().int().positive(),
  /** With a payment link: until then the time is held. Else `null`. */
  holdExpiresAt: instant.nullable(),
  /** The page on which the patient pays, with the token in the fragment. `null` without a payment link. */
  paymentUrl: z.string().nullable(),
});
export type PhoneBookingAnswer = z.infer<typeof phoneBookingAnswer>;

/** `GET /api/staff/phone-booking`: what the form needs to know of the clinic's rules. */
export const phoneBookingSettings = z.object({
  payLater: z.boolean(),
  methods: z.array(z.string()),
  /** How long a payment link is held when the consultant names no time. */
  linkHours: z.number().int().positive(),
  visits: z.array(
    z.object({
      service: serviceId,
      serviceName: z.string(),
      visit: visitKind,
      visitName: z.string(),
      durationMinutes: z.number().int().positive(),
      price,
      practitionerIds: z.array(z.string()),
    }),
  ),
});
export type PhoneBookingSettings = z.infer<typeof phoneBookingSettings>;

/**
 * `POST /api/staff/patients/search`: a patient found while typing, in our bookings. Words of the name (the last one may
 * be unfinished), an email address, a phone number, a confirmation number or a date of birth. Empty: who was seen last.
 */
export const patientSearch = z.object({
  q: z.string().trim().max(120, 'must be 120 characters at most').default(''),
});

const foundPatient = z.object({
  name: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** Who booked for them; then email and phone are the contact person's. */
  contactPerson: contactPersonShown.nullable(),
  accessNeeds: z.string().nullable(),
  /** The newest booking of this person: `patientOfBookingId` of a phone booking. */
  bookingId: z.string(),
  lastStart: instant,
  bookings: z.number().int().positive(),
});
export const patientSearchAnswer = z.object({
  /** The person who was seen last comes first; eight at most. */
  patients: z.array(foundPatient),
});
export type PatientSearchAnswer = z.infer<typeof patientSearchAnswer>;

/**
 * `POST /api/staff/patients/records`: the same person in the practice's records, by the careful matching that files
 * bookings. Read only.
 */
export const recordsSearch = z.object({
  firstName: typedName(patientLimits.firstName),
  lastName: typedName(patientLimits.lastName),
  email,
  phone,
  dateOfBirth: dateOfBirth.optional(),
  /** Email and phone are a contact person's: they do not find the patient's record. */
  hasContactPerson: z.boolean().default(false),
});
const foundRecord = z.object({
  recordId: z.string(),
  name: z.string(),
  dateOfBirth: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Where staff open the record. */
  page: z.string(),
});
export const recordsSearchAnswer = z.object({
  /** The record that is certainly this person. */
  match: foundRecord.nullable(),
  /** Records that may be this person: a person decides. */
  resembling: z.array(foundRecord),
  /** False: the records could not be read now. */
  read: z.boolean(),
});
export type RecordsSearchAnswer = z.infer<typeof recordsSearchAnswer>;
