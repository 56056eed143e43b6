import { z } from 'zod';

export const settingsShape = z.strictObject({
  /** Where events go; null: nowhere. */
  webhookUrl: z.url().nullable(),
  webhookSecret: z.string().min(1),
  /**
   * normal: at once, in order; duplicate: each twice; out_of_order: collected for a moment, the last one first;
   * late: after `lateSeconds` of the sandbox's clock; never: not at all.
   */
  delivery: z.enum(['normal', 'duplicate', 'out_of_order', 'late', 'never']),
  lateSeconds: z.number().nonnegative(),
  /** Seconds until each further try of a delivery that was not answered with 2xx. */
  retrySeconds: z.array(z.number().positive()).max(16),
  /** This many POSTs do their work and then answer 500. A repeat with the same key gets the same 500. */
  internalErrors: z.number().int().nonnegative(),
  /** Milliseconds that a POST is at work after its idempotency key is taken. */
  workMilliseconds: z.number().int().nonnegative(),
  /** wait: new refunds are pending, as with a balance that is too small; the other two settle what waits, and new ones. */
  refunds: z.enum(['succeed', 'wait', 'fail']),
  /** How much later a search finds what was written. */
  searchLagSeconds: z.number().nonnegative(),
});
export type Settings = z.infer<typeof settingsShape>;

/**
 * A test account tries three times. Stripe does not document the pauses, so these are short enough to watch.
 * Search is eventually consistent at Stripe, within a minute.
 */
export function defaultSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const bff = (env.PUBLIC_URL || `http://localhost:${env.PORT || '8787'}`).replace(/\/+$/, '');
  return {
    webhookUrl: `${bff}/api/webhooks/stripe`,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET || 'whsec_sandbox',
    delivery: 'normal',
    lateSeconds: 120,
    retrySeconds: [10, 600, 7200],
    internalErrors: 0,
    workMilliseconds: 0,
    refunds: 'succeed',
    searchLagSeconds: 30,
  };
}
