import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { z } from 'zod';
import { hashOpaqueToken, matchesOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { Problem } from '../../../platform/problem.ts';
import { type WebhookProvider, webhookProvider } from '../../../platform/webhook-inbox/index.ts';
import type { JotformDeps } from './deps.ts';
import { giveUp, jotformSubjects, takeSubmission } from './take-submission.ts';

/** The two ids that say what to read. The rest of a delivery is not trusted, not kept, and never logged. */
const delivery = z.object({
  formID: z.string().regex(/^\d{1,25}$/),
  submissionID: z.string().regex(/^\d{1,25}$/),
});

const common = {
  refusesMalformed: true,
  description:
    'JotForm does not sign: the secret is part of the address. The body (`multipart/form-data`) repeats that address, and is not trusted: the answers are read through JotForm’s API. A repeat changes nothing.',
};

/**
 * JotForm's webhooks: `POST /api/webhooks/jotform/{secret}`, or with `?secret=`. Logs and metrics name the pattern of
 * the address, never the address.
 */
export function jotformWebhooks(deps: JotformDeps): WebhookProvider {
  const secretHash = hashOpaqueToken(deps.webhookSecret);
  return webhookProvider({
    name: 'jotform',
    addresses: [
      {
        ...common,
        path: `${endpoints.jotformWebhook}/:secret`,
        summary: 'Take a webhook event from JotForm',
      },
      {
        ...common,
        path: endpoints.jotformWebhook,
        summary: 'Take a webhook event from JotForm, the secret in the query',
        query: z.object({ secret: z.string().optional() }),
      },
    ],
    subjects: jotformSubjects,
    async read({ c, body, params: { secret } }) {
      if (secret === undefined || !matchesOpaqueToken(secret, secretHash)) {
        throw new Problem('unauthorized', 'The secret in the address is missing or wrong.');
      }
      const { formID, submissionID } = await readDelivery(c, body);
      return {
        key: submissionID,
        kind: 'submitted',
        subjects: { submissionKey: submissionID, formKey: formID },
      };
    },
    // JotForm counts calls by the day, 1000 of them in the smallest plan: about forty tries, over a day.
    retry: { limit: 40, delaySeconds: 5, backoff: true, maxDelaySeconds: 3600 },
    handle: (event, run) => takeSubmission(deps, event, run),
    giveUp: (event) => giveUp(deps, event),
  });
}

async function readDelivery(c: AppContext, body: Uint8Array): Promise<z.infer<typeof delivery>> {
  const type = c.req.header('content-type') ?? '';
  const sent = new Response(new Uint8Array(body), { headers: { 'content-type': type } });
  const form = await sent.formData().catch(() => null);
  const read = delivery.safeParse(form && Object.fromEntries(form));
  // The answer does not say what is wrong: the body can contain a patient's answers.
  if (!read.success) {
    throw new Problem('malformed_request', 'The body does not name a form and a submission.');
  }
  return read.data;
}
