import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { z } from 'zod';
import { hashOpaqueToken, matchesOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import type { JotformDeps } from './deps.ts';
import { takeJotform } from './jobs.ts';
import { jotformNotices } from './tables.ts';

/** What is taken from a notice: only where to read. The rest is not believed, not kept, and never logged. */
const notice = z.object({
  formID: z.string().regex(/^\d{1,25}$/),
  submissionID: z.string().regex(/^\d{1,25}$/),
});

const description = {
  method: 'post',
  tag: 'webhooks',
  kind: 'webhook',
  description:
    'JotForm does not sign: the secret stands in the address. The body (`multipart/form-data`) echoes that address, and is not believed: what was answered is read back through JotForm’s API. A repeat changes nothing.',
  answers: { 204: { description: 'Stored, or known already' } },
  problems: ['unauthorized', 'malformed_request'],
} as const;

/**
 * `POST /api/webhooks/jotform/{secret}`, or with `?secret=` for whoever prefers it there. Logs and metrics name the
 * pattern of the address, never the address.
 */
export function jotformRoutes(
  deps: Pick<JotformDeps, 'store' | 'jobs' | 'clock' | 'webhookSecret'>,
): Route[] {
  const secretHash = hashOpaqueToken(deps.webhookSecret);
  return [
    route(
      {
        ...description,
        path: `${endpoints.jotformWebhook}/:secret`,
        summary: 'Take a notice from JotForm',
        params: z.object({ secret: z.string() }),
      },
      ({ c, params }) => take(c, params.secret),
    ),
    route(
      {
        ...description,
        path: endpoints.jotformWebhook,
        summary: 'Take a notice from JotForm, the secret in the query',
        query: z.object({ secret: z.string().optional() }),
      },
      ({ c, query }) => take(c, query.secret),
    ),
  ];

  async function take(c: AppContext, secret: string | undefined): Promise<Response> {
    if (secret === undefined || !matchesOpaqueToken(secret, secretHash)) {
      throw new Problem('unauthorized', 'The secret in the address is missing or wrong.');
    }
    await keep(await readNotice(c));
    return c.body(null, 204);
  }

  async function keep({ formID, submissionID }: z.infer<typeof notice>): Promise<void> {
    await deps.store.db.transaction(async (tx) => {
      const [stored] = await tx
        .insert(jotformNotices)
        .values({ submissionKey: submissionID, formKey: formID, receivedAt: deps.clock.now() })
        .onConflictDoNothing()
        .returning({ id: jotformNotices.id });
      if (stored) await deps.jobs.enqueue(tx, takeJotform, { noticeId: stored.id });
    });
  }
}

async function readNotice(c: AppContext): Promise<z.infer<typeof notice>> {
  const type = c.req.header('content-type') ?? '';
  const body = new Response(await c.req.arrayBuffer(), { headers: { 'content-type': type } });
  const form = await body.formData().catch(() => null);
  const read = notice.safeParse(form && Object.fromEntries(form));
  // What is wrong with it is not said: it may hold a patient's answers.
  if (!read.success)
    throw new Problem('malformed_request', 'The body does not name a form and a submission.');
  return read.data;
}
