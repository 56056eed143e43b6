import { z } from 'zod';
import { instant } from '../primitives.ts';

/** `GET /api/staff/messages`. */
export const staffMessagesQuery = z.object({
  state: z.enum(['all', 'sent', 'waiting', 'failed', 'answered']).default('all'),
  bookingId: z.uuid().optional().describe('Only the messages about this booking'),
  before: instant.optional().describe('`next` of the answer before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type StaffMessagesQuery = z.infer<typeof staffMessagesQuery>;

const staffMessage = z.object({
  /** Names it in `POST /api/staff/messages/resend`. */
  key: z.string(),
  /** What it is about: the id of a booking, a form or an entry of a waitlist. */
  aboutId: z.string(),
  bookingId: z.string().nullable(),
  channel: z.enum(['email', 'sms']),
  /** Which message, like `confirmation`. */
  kind: z.string(),
  /** `null`: not kept any more. */
  to: z.string().nullable(),
  toName: z.string().nullable(),
  subject: z.string().nullable(),
  queuedAt: instant,
  /**
   * `sent`: the receiver's mail server took it, or the text message arrived. `waiting`: it will be tried (again), or is on
   * its way. `failed`: it was refused for good, did not arrive, or could not be sent for a day.
   */
  state: z.enum(['sent', 'waiting', 'failed']),
  sentAt: instant.nullable(),
  tries: z.number().int().nonnegative(),
  /** Why a text message failed: `opted_out`, `too_late`, `no_receipt`, or the service's own code. */
  reason: z.string().nullable(),
  /** What the patient answered last, and when. `stop`: they want no more text messages. `other`: in other words. */
  answer: z
    .object({ answer: z.enum(['coming', 'cannot_come', 'stop', 'start', 'other']), at: instant })
    .nullable(),
  canResend: z.boolean(),
});
export type StaffMessage = z.infer<typeof staffMessage>;

/** The newest first. */
export const staffMessages = z.object({ messages: z.array(staffMessage), next: instant.nullable() });
export type StaffMessages = z.infer<typeof staffMessages>;

/** `POST /api/staff/messages/resend`: tries a message again that was not sent; a confirmation is written anew. */
export const staffMessageResend = z.object({ key: z.string().min(1).max(300) });
export const staffMessageQueued = z.object({ queued: z.literal(true) });
