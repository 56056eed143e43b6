import { z } from 'zod';

/** Where Calendly's behaviour is not confirmed, or where a test wants another day: switches. */
export const settingsShape = z.strictObject({
  /** The status when a slot is gone; the body is the same. */
  slotTaken: z.union([z.literal(400), z.literal(409)]),
  /** How long a conference stays `processing` after a booking. */
  joinUrlDelaySeconds: z.number().min(0).max(86_400),
  /** What `join_url` is until then. */
  joinUrlWhileProcessing: z.enum(['null', 'set']),
  /** Fields that no document names; a client must ignore them. */
  extraFields: z.enum(['never', 'sometimes', 'always']),
  webhookOrder: z.enum(['in_order', 'newest_first']),
  /** Whether what is busy in a practitioner's Outlook is not offered, as when the two are connected. */
  readsOutlook: z.boolean(),
  /** Whether an appointment is also written into the practitioner's Outlook, while `readsOutlook` is on. */
  writesOutlook: z.boolean(),
  /** How often each webhook is delivered. */
  webhookCopies: z.number().int().min(1).max(5),
  /** First wait before a webhook is tried again; it doubles each time. */
  webhookRetrySeconds: z.number().min(0.01).max(3600),
});
export type Settings = z.infer<typeof settingsShape>;

export const defaultSettings: Settings = {
  slotTaken: 400,
  joinUrlDelaySeconds: 0,
  joinUrlWhileProcessing: 'null',
  extraFields: 'sometimes',
  webhookOrder: 'in_order',
  readsOutlook: true,
  writesOutlook: true,
  webhookCopies: 1,
  webhookRetrySeconds: 2,
};

const limit = z.number().int().min(0).nullable();

/** null: no such limit. */
export const limitsShape = z.strictObject({
  /** All requests of one user. */
  requestsPerMinute: limit,
  /** `POST /invitees` of one user. */
  bookingsPerMinute: limit,
  bookingsPerHour: limit,
  bookingsPerDay: limit,
  /** Whether a 429 also carries Retry-After; Calendly documents only X-RateLimit-Reset. */
  retryAfter: z.boolean(),
});
export type Limits = z.infer<typeof limitsShape>;

/** A paid plan below Enterprise. */
export const defaultLimits: Limits = {
  requestsPerMinute: 500,
  bookingsPerMinute: 10,
  bookingsPerHour: 50,
  bookingsPerDay: 100,
  retryAfter: false,
};
