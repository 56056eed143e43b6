import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import { type WebhookProvider, webhookProvider } from '../../../platform/webhook-inbox/index.ts';
import type { FormsElsewhereDeps } from './deps.ts';
import { givenFormIds, giveUp, takeSubmission } from './take-submission.ts';

/**
 * The webhooks of the form service: the secret is the end of the path, or `?secret=`. Logs and metrics name the pattern
 * of the address, never the address.
 */
export function formsElsewhereWebhooks(deps: FormsElsewhereDeps): WebhookProvider {
  const { provider, displayName } = deps.webhooks;
  const summary = `Take a webhook event from ${displayName}`;
  const common = {
    refusesMalformed: true,
    description: `${displayName} does not sign: the secret is part of the address. The body (\`multipart/form-data\`) repeats that address, and is not trusted: the answers are read through ${displayName}’s API. A repeat changes nothing.`,
  };
  return webhookProvider({
    name: provider,
    addresses: [
      { ...common, path: `${endpoints.jotformWebhook}/:secret`, summary },
      {
        ...common,
        path: endpoints.jotformWebhook,
        summary: `${summary}, the secret in the query`,
        query: z.object({ secret: z.string().optional() }),
      },
    ],
    subjects: givenFormIds,
    async read({ c, body, params: { secret } }) {
      if (!deps.webhooks.isGenuine({ secret })) {
        throw new Problem('unauthorized', 'The secret in the address is missing or wrong.');
      }
      const ids = await deps.webhooks.parse({ body, contentType: c.req.header('content-type') ?? '' });
      // The answer does not say what is wrong: the body can contain a patient's answers.
      if (!ids) throw new Problem('malformed_request', 'The body does not name a form and a submission.');
      return { key: ids.submissionKey, kind: 'submitted', subjects: ids };
    },
    // The service counts calls by the day, 1000 of them in the smallest plan: about forty tries, over a day.
    retry: { limit: 40, delaySeconds: 5, backoff: true, maxDelaySeconds: 3600 },
    handle: (event, run) => takeSubmission(deps, event, run),
    giveUp: (event) => giveUp(deps, event),
  });
}
