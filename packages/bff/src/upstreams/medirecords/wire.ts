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

export const created = z.object({ id: z.string() });

export const appointment = z.object({
  id: z.string(),
  patientId: z.string(),
  /** `YYYY-MM-DDThh:mm`, the practice's local time, without offset. */
  scheduleTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/),
  appointmentStatus: z.coerce.number(),
});
export type Appointment = z.infer<typeof appointment>;

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
