import { z } from 'zod';
import type { Environment } from '../clinic.ts';

export const settingsShape = z.strictObject({
  /** Where every form is announced, beside the addresses that were registered through the API; null: nowhere else. */
  webhookUrl: z.url().nullable(),
  /** How often each submission is announced: JotForm promises at least once, no more. */
  webhookCopies: z.number().int().min(1).max(5),
  /** Seconds until each further try of an announcement that was not answered with 2xx; none is documented. */
  retrySeconds: z.array(z.number().positive()).max(16),
  /** `broken`: what is read back is no JSON. */
  submissionBody: z.enum(['whole', 'broken']),
});
export type Settings = z.infer<typeof settingsShape>;

/** At JotForm a person enters the address in the settings. Here it is set from the start. */
export function defaultSettings({ PUBLIC_URL, JOTFORM_WEBHOOK_SECRET }: Environment): Settings {
  const webhookUrl =
    PUBLIC_URL && JOTFORM_WEBHOOK_SECRET
      ? `${PUBLIC_URL.replace(/\/+$/, '')}/api/webhooks/jotform/${JOTFORM_WEBHOOK_SECRET}`
      : null;
  return { webhookUrl, webhookCopies: 1, retrySeconds: [5, 60, 600], submissionBody: 'whole' };
}

export const limitsShape = z.strictObject({
  /** Calls of the API each day, by plan: 1000, 10 000, 50 000, 100 000. */
  callsPerDay: z.number().int().min(0),
});
export type Limits = z.infer<typeof limitsShape>;

export const defaultLimits: Limits = { callsPerDay: 10_000 };
