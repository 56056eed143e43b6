import { z } from 'zod';

/** A message of Twilio's API. Numbers are texts. An unknown status counts as under way. */
export const message = z.object({
  sid: z.string(),
  status: z.string(),
  direction: z.string().catch('outbound-api'),
  from: z.string().nullish(),
  body: z.string().nullish(),
  num_segments: z.coerce.number().catch(1),
  /** As in emails: `Thu, 24 Aug 2023 05:01:45 +0000`. */
  date_created: z.coerce.date(),
  error_code: z.union([z.number(), z.string()]).nullish(),
});
export type Message = z.infer<typeof message>;

export const messageList = z.object({ messages: z.array(message) });

export const refusal = z.object({ code: z.union([z.number(), z.string()]) });

/** The fields of a webhook that we read. */
export const delivery = z.object({
  MessageSid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/i),
  MessageStatus: z.string().max(40).optional(),
});
