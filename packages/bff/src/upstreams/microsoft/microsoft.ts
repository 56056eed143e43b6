import type { ClientContext } from '../../platform/http-client/index.ts';
import type { Mailboxes, MailboxSubscriptions, MailboxWebhooks } from '../../ports/mailboxes.ts';
import { type GetToken, tokenBySecret } from './access-tokens.ts';
import { connectToGraph } from './connection.ts';
import { createMailboxes } from './mailboxes.ts';
import { type MicrosoftSettings, mailboxAddresses } from './settings.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createMailboxWebhooks } from './webhooks.ts';

/** The practitioners' mailboxes, as Microsoft 365 holds them. */
export interface Microsoft {
  mailboxes: Mailboxes;
  subscriptions: MailboxSubscriptions;
  webhooks: MailboxWebhooks;
}

/** @param getToken another way to sign in than with the secret of the app registration */
export function createMicrosoft(
  settings: MicrosoftSettings,
  context: ClientContext,
  getToken: GetToken = tokenBySecret(settings, context),
): Microsoft {
  const graph = connectToGraph(settings.graphBaseUrl.replace(/\/+$/, ''), getToken, context);
  const addresses = mailboxAddresses(settings.mailboxes);
  return {
    mailboxes: createMailboxes(graph, addresses, settings.timeZone),
    subscriptions: createSubscriptions(graph, addresses),
    webhooks: createMailboxWebhooks(),
  };
}
