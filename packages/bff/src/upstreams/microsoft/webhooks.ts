import type { MailboxWebhooks } from '../../ports/mailboxes.ts';
import { displayName } from './display-name.ts';
import { notificationOf } from './mapping.ts';
import { delivery } from './wire.ts';

/** Reads notifications about changes, and those about the subscriptions themselves (contract A2). */
export function createMailboxWebhooks(): MailboxWebhooks {
  return {
    provider: 'graph',
    displayName,
    parse(body) {
      const parsed = delivery.safeParse(jsonOf(body));
      return parsed.success ? parsed.data.value.map(notificationOf) : null;
    },
  };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
