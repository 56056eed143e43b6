import { z } from 'zod';
import { maxBodyBytes, type Route, route } from '../http/route.ts';
import type { WebhookInboxDeps } from './deps.ts';
import { handleWebhookEvent } from './handle.ts';
import type { WebhookEvent, WebhookProvider } from './provider.ts';
import { webhookEvents } from './tables.ts';

const noQuery: z.ZodType<Record<string, string | undefined>> = z.object({});

/** The routes of a provider: check the delivery, store its event once with the job that handles it, answer 204. */
export function webhookRoutes(deps: WebhookInboxDeps, provider: WebhookProvider): Route[] {
  return provider.addresses.map(({ path, summary, description, query, refusesMalformed }) => {
    const names = path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []));
    return route(
      {
        method: 'post',
        path,
        summary,
        description,
        tag: 'webhooks',
        kind: 'webhook',
        maxBodyBytes,
        params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
        query: query ?? noQuery,
        answers: { 204: { description: 'Stored, or known already' } },
        problems: refusesMalformed ? ['unauthorized', 'malformed_request'] : ['unauthorized'],
      },
      async ({ c, params, query, log }) => {
        const body = new Uint8Array(await c.req.arrayBuffer());
        const event = await provider.read({ c, body, params: { ...query, ...params }, log });
        if (event) await storeOnce(deps, provider, event);
        return c.body(null, 204);
      },
    );
  });
}

async function storeOnce(
  deps: WebhookInboxDeps,
  provider: WebhookProvider,
  event: WebhookEvent<object>,
): Promise<void> {
  const startAfterSeconds = provider.startAfterSeconds?.(event) ?? 0;
  await deps.store.db.transaction(async (tx) => {
    const [stored] = await tx
      .insert(webhookEvents)
      .values({
        provider: provider.name,
        key: event.key,
        kind: event.kind,
        subjects: { ...event.subjects },
        receivedAt: deps.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: webhookEvents.id });
    if (!stored) return;
    await deps.jobs.enqueue(
      tx,
      handleWebhookEvent,
      { webhookEventId: stored.id },
      { startAfterSeconds, ...(provider.retry ? { retry: provider.retry } : {}) },
    );
  });
}
