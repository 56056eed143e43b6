import { z } from 'zod';

/** Where Microsoft's behaviour is not confirmed, or where a test wants another day: switches. */
export const settingsShape = z.strictObject({
  /** The answer to a second POST with the same `transactionId`: the event that exists, or a refusal. */
  repeatedTransaction: z.enum(['existing_201', 'existing_200', 'conflict_409']),
  /** Whether IANA names are accepted beside the Windows names of time zones. */
  ianaTimeZones: z.enum(['accepted', 'refused']),
  /** What an end beyond seven days does to a subscription. */
  overlongExpiration: z.enum(['refused', 'capped']),
  /** Whether a PATCH of a subscription asks both addresses again. */
  patchHandshake: z.enum(['when_url_changes', 'always', 'never']),
  reauthorizeStatus: z.union([z.literal(200), z.literal(202), z.literal(204)]),
  /** Addresses that no application may read: 403, and an `error` of their own inside the 200 of getSchedule. */
  unreadableMailboxes: z.array(z.string()),
  /** How a delta token is refused that is too old. */
  deltaReset: z.enum(['gone_410', 'syncStateNotFound', 'syncStateInvalid', 'resyncRequired']),
  /** Lists each item of a delta round twice; the later one counts. */
  deltaRepeats: z.boolean(),
  /** Items on a delta page when the request names no `odata.maxpagesize`. */
  deltaPageSize: z.number().int().min(1).max(1000),

  /** How often each notification is delivered. Microsoft sends two or three for one change. */
  notificationCopies: z.number().int().min(1).max(5),
  /** Whether a new event also sends `updated`, as users report. */
  createdAlsoUpdated: z.boolean(),
  notificationOrder: z.enum(['in_order', 'newest_first']),
  /** How long notifications to one address are gathered for one POST. */
  collectSeconds: z.number().min(0).max(600),
  itemsPerPost: z.number().int().min(1).max(1000),
  /** POSTs that travel at the same time. */
  parallelPosts: z.number().int().min(1).max(16),
  /** Every so many notifications one is lost, without a word; 1: all of them; null: none. */
  missEvery: z.number().int().min(1).nullable(),
  /** First wait before a notification is tried again; it doubles each time. */
  retrySeconds: z.number().min(0.01).max(3600),
  /** After how many answers in 10 minutes an address can count as slow, or have its notifications dropped. */
  slowAfterAnswers: z.number().int().min(1),
  /** How long new notifications wait while an address is slow. The documents name 10 seconds and 10 minutes. */
  slowDelaySeconds: z.number().min(0).max(600),
  /** When `reauthorizationRequired` is sent, before a subscription ends; it repeats every 15 minutes. */
  reauthorizeBeforeMinutes: z.number().min(0).max(10_080),
  /** Sends `missed` when notifications were given up or dropped. */
  missedAutomatically: z.boolean(),

  /** This account is signed in without the page. */
  signInAs: z.string().nullable(),
  /** Where a sign-in may lead back to; null: anywhere on this machine, and to `PUBLIC_URL`. */
  redirectUris: z.array(z.string()).nullable(),
  /** What is wrong with the next id tokens. */
  idToken: z.enum(['good', 'expired', 'wrong_audience', 'wrong_issuer', 'wrong_nonce', 'wrong_key']),
});
export type Settings = z.infer<typeof settingsShape>;

export const defaultSettings: Settings = {
  repeatedTransaction: 'existing_201',
  ianaTimeZones: 'accepted',
  overlongExpiration: 'refused',
  patchHandshake: 'when_url_changes',
  reauthorizeStatus: 200,
  unreadableMailboxes: [],
  deltaReset: 'gone_410',
  deltaRepeats: false,
  deltaPageSize: 50,
  notificationCopies: 2,
  createdAlsoUpdated: false,
  notificationOrder: 'in_order',
  collectSeconds: 0,
  itemsPerPost: 20,
  parallelPosts: 1,
  missEvery: null,
  retrySeconds: 2,
  slowAfterAnswers: 100,
  slowDelaySeconds: 10,
  reauthorizeBeforeMinutes: 60,
  missedAutomatically: true,
  signInAs: null,
  redirectUris: null,
  idToken: 'good',
};

const limit = z.number().int().min(1).nullable();

/** Per app and mailbox. null: no such limit. */
export const limitsShape = z.strictObject({
  requestsPerTenMinutes: limit,
  concurrentRequests: limit,
  /** Seconds of Retry-After on a request too many at once. */
  retryAfterSeconds: z.number().int().min(0),
});
export type Limits = z.infer<typeof limitsShape>;

export const defaultLimits: Limits = {
  requestsPerTenMinutes: 10_000,
  concurrentRequests: 4,
  retryAfterSeconds: 1,
};
