import { z } from 'zod';
import { instant } from '../primitives.ts';

/** What a button of a task does. The server has the list for each kind of task. */
const taskActions = [
  /** Sends the email again, as it was. */
  'send_mail_again',
  /** Sends the confirmation of the booking again, as the booking is now. */
  'send_confirmation_again',
  /** Tries to file the booking or the form again. */
  'file_again',
  /** Files under the record that `choice` names: the id of one of `facts.records`. */
  'choose_record',
  /** Asks the payment provider for the refund again. */
  'refund_again',
  /** Tries to take the payment again. */
  'take_payment_again',
  /** Tries to end the payment again. */
  'release_payment_again',
  /** Cancels the appointment in the calendar again. */
  'cancel_in_calendar_again',
  /** Cancels the appointments in the calendar that the booking has left by a move. */
  'cancel_old_event_again',
  /** Gives the appointment in the practice's records the booking's time and practitioner. */
  'move_in_records_again',
  /** Deletes the appointment in the practice's records. */
  'remove_from_records_again',
  /** Notes that money is back with the patient which staff had taken themselves. */
  'note_money_returned',
] as const;
export type TaskAction = (typeof taskActions)[number];

/** What only a person can mend, with what they need to know. */
const staffTask = z.object({
  /** Names it in `POST /api/staff/tasks/{id}/done`. */
  id: z.string(),
  /** Which kind of trouble, like `filing_failed`. */
  kind: z.string(),
  /** What to do, in one or two sentences. */
  todo: z.string(),
  openedAt: instant,
  /** A person may be in danger, or waits for a call: shown before all others. */
  urgent: z.boolean(),
  /** Who works on it. */
  claimed: z.object({ by: z.string(), at: instant }).nullable(),
  /** Goes up with each change by a person. Sent back with each act: 409 `changed_meanwhile` when it differs. */
  version: z.number().int().nonnegative(),
  /** What a press can do about it; `[]`: only the person can. */
  actions: z.array(z.object({ id: z.enum(taskActions), label: z.string() })),
  /** What was tried by a press, oldest first. */
  tries: z.array(z.object({ action: z.string(), by: z.string(), at: instant })),
  done: z.object({ at: instant, by: z.string(), note: z.string().nullable() }).nullable(),
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
    /** What each system says of the appointment, where they differ; ours is the first. */
    sides: z
      .array(
        z.object({
          where: z.string(),
          state: z.enum(['booked', 'cancelled', 'moved', 'none', 'not_read']),
          start: instant.nullable(),
          practitionerId: z.string().nullable(),
        }),
      )
      .optional(),
    /** Stripe's id of the payment, what it is over, and what should have gone back. */
    paymentId: z.string().optional(),
    amountCents: z.number().int().optional(),
    refundCents: z.number().int().optional(),
    /** Addresses of records in the practice's own application. */
    recordPages: z.array(z.string()).optional(),
    /** The records that `choose_record` may name. */
    records: z.array(z.object({ id: z.string(), page: z.string() })).optional(),
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

/** `GET /api/staff/tasks`. */
export const staffTasksQuery = z.object({
  whose: z.enum(['all', 'mine', 'unclaimed']).default('all'),
  state: z.enum(['open', 'done']).default('open').describe('`done`: the latest 100'),
});
export type StaffTasksQuery = z.infer<typeof staffTasksQuery>;

const seenVersion = {
  version: z.number().int('must be a whole number').nonnegative('must not be negative').optional(),
};

/** `POST /api/staff/tasks/{id}/claim`. `claim: false` gives it back. */
export const staffTaskClaim = z.object({
  ...seenVersion,
  claim: z.boolean('must be true or false').default(true),
});
export type StaffTaskClaim = z.infer<typeof staffTaskClaim>;

/** `POST /api/staff/tasks/{id}/act`. */
export const staffTaskAct = z.object({
  ...seenVersion,
  action: z.enum(taskActions, { error: 'must be one of the actions of the task' }),
  choice: z.string().min(1).max(200).optional().describe('With `choose_record`: the id of the record'),
});
export type StaffTaskAct = z.infer<typeof staffTaskAct>;

/** The task after a claim or an act. */
export const staffTaskAnswer = staffTask;

/** `GET /api/staff/tasks`: the open ones, the urgent ones and then the oldest first. */
export const staffTaskList = z.object({ tasks: z.array(staffTask) });
export type StaffTaskList = z.infer<typeof staffTaskList>;

/** `POST /api/staff/tasks/{id}/done`. */
export const staffTaskFinish = z.object({
  ...seenVersion,
  note: z.string().trim().max(2_000, 'must be 2,000 characters at most').optional(),
});
export type StaffTaskFinish = z.infer<typeof staffTaskFinish>;

/** `POST /api/staff/tasks/{id}/done`: the same answer when it was done already. */
export const staffTaskDone = z.object({ id: z.string(), doneAt: instant });
export type StaffTaskDone = z.infer<typeof staffTaskDone>;
