import { z } from 'zod';
import { instant } from '../primitives.ts';

/** `GET /api/staff/messages`. */
export const staffMessagesQuery = z.object({
  state: z.enum(['all', 'sent', 'waiting', 'failed']).default('all'),
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
  /** Which email, like `confirmation`. */
  kind: z.string(),
  /** `null`: not kept any more. */
  to: z.string().nullable(),
  toName: z.string().nullable(),
  subject: z.string().nullable(),
  queuedAt: instant,
  /**
   * `sent`: the receiver's mail server took it. `waiting`: it will be tried (again). `failed`: it was refused for good,
   * or could not be sent for a day.
   */
  state: z.enum(['sent', 'waiting', 'failed']),
  sentAt: instant.nullable(),
  tries: z.number().int().nonnegative(),
  canResend: z.boolean(),
});
export type StaffMessage = z.infer<typeof staffMessage>;

/** The newest first. */
export const staffMessages = z.object({ messages: z.array(staffMessage), next: instant.nullable() });
export type StaffMessages = z.infer<typeof staffMessages>;

/** `POST /api/staff/messages/resend`: tries a message again that was not sent; a confirmation is written anew. */
export const staffMessageResend = z.object({ key: z.string().min(1).max(300) });
export const staffMessageQueued = z.object({ queued: z.literal(true) });
