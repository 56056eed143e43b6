import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TextWebhooks } from '../../ports/text-messages.ts';
import * as wire from './wire.ts';

/** Receipts of these states say nothing that matters: a final one follows. */
const underWay: ReadonlySet<string> = new Set(['accepted', 'scheduled', 'queued', 'sending', 'sent']);

export const webhookPath = '/api/webhooks/twilio';

/**
 * Checks and reads Twilio's webhooks.
 * @param settings.url the public address of the webhook: Twilio signs it, and a proxy may change what the server sees
 */
export function createTextWebhooks(settings: { authToken: string; url: string }): TextWebhooks {
  return {
    provider: 'twilio',
    displayName: 'Twilio',
    path: webhookPath,
    signatureHeader: 'X-Twilio-Signature',

    read({ body, signature }) {
      const fields = new URLSearchParams(Buffer.from(body).toString('utf8'));
      if (!signature || !isSame(signature, signatureOf(settings, fields))) return 'unsigned';
      const read = wire.delivery.safeParse(Object.fromEntries(fields));
      if (!read.success) return null;
      const { MessageSid: messageId, MessageStatus: status } = read.data;
      if (status === undefined) return { key: `${messageId}:answer`, kind: 'answer', messageId };
      if (underWay.has(status)) return null;
      return { key: `${messageId}:${status}`, kind: 'receipt', messageId };
    },
  };
}

/** HMAC-SHA1 of the address and of each field by name, joined without separators. */
function signatureOf(
  { authToken, url }: { authToken: string; url: string },
  fields: URLSearchParams,
): string {
  const names = [...new Set(fields.keys())].toSorted();
  const text = names.map((name) => `${name}${fields.getAll(name).join('')}`).join('');
  return createHmac('sha1', authToken).update(`${url}${text}`).digest('base64');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
