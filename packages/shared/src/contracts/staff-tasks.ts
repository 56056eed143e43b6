import { z } from 'zod';
import { instant } from './primitives.ts';

/** What only a person can mend, with what they need to know. */
const staffTask = z.object({
  /** Names it in `POST /api/staff/tasks/{id}/done`. */
  id: z.string(),
  /** Which kind of trouble, like `filing_failed`. */
  kind: z.string(),
  /** What to do, in one or two sentences. */
  todo: z.string(),
  openedAt: instant,
  facts: z.object({
    bookingId: z.string().optional(),
    confirmationNumber: z.string().optional(),
    patientName: z.string().optional(),
    patientPhone: z.string().optional(),
    patientEmail: z.string().optional(),
    practitionerId: z.string().optional(),
    start: instant.optional(),
    end: instant.optional(),
    /** Entries in the practitioner's mailbox at the time of the appointment. */
    mailboxEvents: z.array(z.object({ start: instant, end: instant })).optional(),
    /** Where the appointment was moved to in the practitioner's calendar itself. */
    movedTo: z
      .object({
        start: instant.nullable(),
        practitionerId: z.string().nullable(),
        joinUrl: z.string().nullable(),
        state: z.enum(['active', 'cancelled', 'not_chosen_yet']),
      })
      .optional(),
    /** Stripe's id of the payment, what it is over, and what should have gone back. */
    paymentId: z.string().optional(),
    amountCents: z.number().int().optional(),
    refundCents: z.number().int().optional(),
    /** Addresses of records in the practice's own application. */
    recordPages: z.array(z.string()).optional(),
    /** What people call a form by: `FORM-8F14E45F`. */
    formReference: z.string().optional(),
    /** Details of a form to type into the record. */
    toType: z.array(z.object({ fact: z.string(), value: z.string() })).optional(),
    /** What an email that was not sent says, without the tokens of its links. */
    mailText: z.string().optional(),
    reason: z.string().optional(),
    /** How many alarms from one place the task stands for, when there is more than one, and the people beside the first. */
    count: z.number().int().optional(),
    others: z
      .array(
        z.object({
          patientName: z.string().optional(),
          patientPhone: z.string().optional(),
          patientEmail: z.string().optional(),
          reason: z.string().optional(),
        }),
      )
      .optional(),
  }),
});
export type StaffTask = z.infer<typeof staffTask>;

/** `GET /api/staff/tasks`: the open ones, oldest first. */
export const staffTaskList = z.object({ tasks: z.array(staffTask) });
export type StaffTaskList = z.infer<typeof staffTaskList>;

/** `POST /api/staff/tasks/{id}/done`: the same answer when it was done already. */
export const staffTaskDone = z.object({ id: z.string(), doneAt: instant });
export type StaffTaskDone = z.infer<typeof staffTaskDone>;
