import { z } from 'zod';

/** What MediRecords sends, as far as we read it. Unknown fields pass; unknown codes are kept as numbers. */

const text = z.string().nullish();

/** `exist` answers with a bare array, everything listed with a page (contract 1.1). */
export const ids = z.array(z.object({ id: z.string() }));

export const patient = z.object({
  id: z.string(),
  firstName: text,
  lastName: text,
  dob: text,
  email: text,
  mobilePhone: text,
});
export type Patient = z.infer<typeof patient>;

/** A record as it was sent, for sending it back whole. */
export const whole = z.record(z.string(), z.unknown());

/** Codes as MediRecords sends them: `mapping/` has their meaning. */
export const patientDetails = patient.extend({
  titleCode: z.unknown().optional(),
  gender: z.unknown().optional(),
  genderCode: z.unknown().optional(),
  preferredName: text,
  homePhone: text,
  atsiStatus: z.unknown().optional(),
});
export type PatientDetails = z.infer<typeof patientDetails>;

const address = z.object({
  id: z.string(),
  addressLine1: text,
  addressLine2: text,
  addressLine3: text,
  cityCode: text,
  /** The JSON of a postcode that begins with 0 cannot be a number, others might. */
  postcode: z.union([z.string(), z.number().transform(String)]).nullish(),
  stateCode: text,
  createdBy: text,
  updatedBy: text,
});
export type Address = z.infer<typeof address>;
export const addresses = z.array(address);

export const relationship = z.object({
  relationshipCode: z.unknown().optional(),
  contactName: text,
  mobilePhone: text,
  homePhone: text,
  workPhone: text,
  isEmergency: z.boolean().nullish().catch(null),
});
export type Relationship = z.infer<typeof relationship>;

/** One record, a list of one, or nothing where there are none yet. */
export const settings = z.union([
  whole,
  z.array(whole).transform((list) => list[0] ?? {}),
  z.undefined().transform(() => ({})),
  z.null().transform(() => ({})),
]);

/** Without `attachmentUrl`: a person with that address can read the document. */
export const document = z.object({ id: z.string(), subject: text });

export const created = z.object({ id: z.string() });

export const appointment = z.object({
  id: z.string(),
  patientId: z.string(),
  /** `YYYY-MM-DDThh:mm`, the practice's local time, without offset. */
  scheduleTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/),
  appointmentStatus: z.coerce.number(),
  providerId: text.catch(null),
  /** A code, not minutes. Other kinds of answers count as an unknown length. */
  appointmentIntervalCode: z.coerce.number().nullish().catch(null),
});
export type Appointment = z.infer<typeof appointment>;

/** In a list, an entry can take a provider's time without naming a patient. */
export const listedAppointment = appointment.extend({
  patientId: text.catch(null).transform((id) => id ?? ''),
});

/** The whole record, to send it back with a change. */
export const wholeAppointment = z.record(z.string(), z.unknown());

/** `last` ends the walk; without it, a page that is not full does. */
export const page = <T extends z.ZodType>(of: T) =>
  z.object({ data: z.array(of), last: z.boolean().optional() });

export const anything = z.unknown();

export const errorBody = z.object({
  errors: z
    .array(z.object({ parameter: z.string().nullish().catch(null), message: z.string().catch('') }))
    .catch([]),
  message: z.string().catch(''),
});
