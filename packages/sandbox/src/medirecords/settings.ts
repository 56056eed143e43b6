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
});
export type Settings = z.infer<typeof settingsShape>;

export const defaultSettings: Settings = {
  doubleBookingStatus: 400,
  appointmentCreatedStatus: 201,
  missingAppointmentStatus: 404,
  codeSystemShape: 'array',
};
