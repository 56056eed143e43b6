import { z } from 'zod';

export const settingsShape = z.strictObject({
  /** Where replies go; null: nowhere. Twilio keeps this per number. */
  inboundUrl: z.url().nullable(),
  /** How often each callback is delivered. */
  callbackCopies: z.number().int().min(1).max(5),
  callbackOrder: z.enum(['in_order', 'newest_first']),
  /** How long callbacks wait. */
  callbackDelaySeconds: z.number().min(0).max(86_400),
  /** Waits before each further try of a callback that did not arrive. */
  retrySeconds: z.array(z.number().min(0.01).max(86_400)).max(10),
  signature: z.enum(['good', 'wrong', 'none']),
});
export type Settings = z.infer<typeof settingsShape>;

export function defaultSettings(publicUrl: string | undefined): Settings {
  return {
    inboundUrl: publicUrl ? `${publicUrl}/api/webhooks/twilio` : null,
    callbackCopies: 1,
    callbackOrder: 'in_order',
    callbackDelaySeconds: 0,
    retrySeconds: [1, 15],
    signature: 'good',
  };
}

/** null: no such limit. */
export const limitsShape = z.strictObject({ messagesPerMinute: z.number().int().min(0).nullable() });
export type Limits = z.infer<typeof limitsShape>;
export const defaultLimits: Limits = { messagesPerMinute: null };
