import { z } from 'zod';

/** Where MediRecords' behaviour is not confirmed: switches, so that a client is proven against each possibility. */
export const settingsShape = z.strictObject({
  doubleBookingStatus: z.union([z.literal(400), z.literal(409)]),
  /** Of an appointment that was created. */
  appointmentCreatedStatus: z.union([z.literal(200), z.literal(201)]),
  /** Of reading, changing or deleting an appointment that is not there. */
  missingAppointmentStatus: z.union([z.literal(400), z.literal(404)]),
  /** `array`: `[{code, description}]`; `page`: the same in a page; `map`: `{"6": "15 mins"}`. */
  codeSystemShape: z.enum(['array', 'page', 'map']),
  /** The answer to a change of a patient, which no sample shows. 200 replaces the whole record; any other status refuses it. */
  patientUpdateStatus: z.union([z.literal(200), z.literal(404), z.literal(405), z.literal(501)]),
  /** What sending the settings of a patient who has some does. */
  secondSettings: z.enum(['updates', 'refused']),
  /** Of the settings of a patient who has none: an empty record, or nothing there. */
  missingSettingsStatus: z.union([z.literal(200), z.literal(404)]),
  /** Of the inbound correspondence of a patient who has none: one user has seen an error there. */
  emptyInboxStatus: z.union([z.literal(200), z.literal(500)]),
});
export type Settings = z.infer<typeof settingsShape>;

export const defaultSettings: Settings = {
  doubleBookingStatus: 400,
  appointmentCreatedStatus: 201,
  missingAppointmentStatus: 404,
  codeSystemShape: 'array',
  patientUpdateStatus: 200,
  secondSettings: 'updates',
  missingSettingsStatus: 200,
  emptyInboxStatus: 200,
};
