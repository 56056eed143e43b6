import { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import {
  type WebhookProvider,
  type WebhookRun,
  webhookProvider,
} from '../../../platform/webhook-inbox/index.ts';
import { followText } from './follow-text.ts';
import { takeAnswer } from './take-answer.ts';
import type { TextDeps } from './text-deps.ts';

/** Receipts and answers. An event only names its message, which is then read at the service. */
export function textWebhooks(deps: TextDeps): WebhookProvider {
  const { provider, displayName, signatureHeader } = deps.webhooks;
  return webhookProvider({
    name: provider,
    addresses: [
      {
        path: deps.webhooks.path,
        summary: `Take a webhook event from ${displayName}`,
        description: `Signed by \`${signatureHeader}\` over the public address and the fields. Receipts and patients' answers come here. A repeat changes nothing.`,
      },
    ],
    subjects: z.object({ messageId: z.string() }),
    async read({ c, body }) {
      const event = deps.webhooks.read({ body, signature: c.req.header(signatureHeader) });
      if (event === 'unsigned') throw new Problem('unauthorized', 'The signature is missing or wrong.');
      return event && { key: event.key, kind: event.kind, subjects: { messageId: event.messageId } };
    },
    async handle({ kind, subjects: { messageId } }, run) {
      if (kind === 'receipt') await takeReceipt(deps, messageId, run);
      else await takeAnswer(deps, messageId, run.signal);
    },
    async giveUp(_event, { log }) {
      log.error('An event of a text message could not be handled for a day');
    },
  });
}

/** A receipt can come before the run that sent the message has stored its id: so many tries wait for it. */
const triesForAnId = 4;

async function takeReceipt(deps: TextDeps, messageId: string, run: WebhookRun): Promise<void> {
  const isKnown = await followText(deps, messageId, run.signal);
  if (!isKnown && run.attempt < triesForAnId) {
    throw new Error('No text message has this id yet: look again later.');
  }
}
