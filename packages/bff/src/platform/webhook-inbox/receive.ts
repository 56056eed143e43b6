import { secondMs } from '@botaniqal/shared/time/duration.ts';
import { z } from 'zod';
import type { AppContext } from '../http/app-env.ts';
import { maxBodyBytes, type Route, route } from '../http/route.ts';
import { batches } from './batches.ts';
import type { WebhookInboxDeps } from './deps.ts';
import { handleGatheredEvents, handleWebhookEvent } from './handle.ts';
import type { GatheringProvider, OneByOneProvider, WebhookEvent, WebhookProvider } from './provider.ts';
import { webhookEvents } from './tables.ts';

const noQuery: z.ZodType<Record<string, string | undefined>> = z.object({});

/** The routes of a provider: check the delivery, store its event once with the job that handles it, answer 204. */
export function webhookRoutes(deps: WebhookInboxDeps, provider: WebhookProvider): Route[] {
  const store = provider.gathers ? storeTogether(deps, provider) : storeOneByOne(deps, provider);
  return provider.addresses.map(({ path, summary, description, query, refusesMalformed, echoes }) => {
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
        query: query ?? (echoes === undefined ? noQuery : z.object({ [echoes]: z.string().optional() })),
        answers: {
          ...(echoes === undefined ? {} : { 200: echoDescription(echoes) }),
          204: { description: 'Stored, or known already' },
        },
        problems: refusesMalformed ? ['unauthorized', 'malformed_request'] : ['unauthorized'],
      },
      async ({ c, params, query, log }) => {
        const token = echoes === undefined ? undefined : query[echoes];
        if (token !== undefined) return echo(c, token);
        const body = new Uint8Array(await c.req.arrayBuffer());
        const event = await provider.read({ c, body, params: { ...query, ...params }, log });
        if (event) await store(event);
        return c.body(null, 204);
      },
    );
  });
}

const echoDescription = (parameter: string) => ({
  description: `The token of \`${parameter}\`, by which the provider checks this address`,
  contentType: 'text/plain',
  body: z.string(),
});

/** The token is a stranger's text, so it is sent as plain text and never as HTML. */
function echo(c: AppContext, token: string): Response {
  return c.text(token, 200, { 'Cache-Control': 'no-store' });
}

type Store = (event: WebhookEvent<object>) => Promise<void>;

/** Stores an event once, with the job that handles it. */
function storeOneByOne(deps: WebhookInboxDeps, provider: OneByOneProvider): Store {
  return async (event) => {
    const startAfterSeconds = provider.startAfterSeconds?.(event) ?? 0;
    await deps.store.db.transaction(async (tx) => {
      const [stored] = await tx
        .insert(webhookEvents)
        .values(rowOf(deps, provider, event))
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
  };
}

/**
 * Stores events in batches, and then adds one job for all that wait. The job is added after the events are committed: one
 * that was added before could run, and end, without seeing them. A crash in between leaves events without a job; they
 * were not acknowledged, so the provider sends them again, and a repeat adds the job, too.
 */
function storeTogether(deps: WebhookInboxDeps, provider: GatheringProvider): Store {
  let addedAt = Number.NEGATIVE_INFINITY;
  return batches(async (events) => {
    const { db } = deps.store;
    const rows = events.map((event) => rowOf(deps, provider, event));
    await db.insert(webhookEvents).values(rows).onConflictDoNothing();
    const job = { provider: provider.name };
    // The first event is handled at once, and those of a burst once a second.
    const startAfterSeconds = performance.now() - addedAt < secondMs ? 1 : 0;
    await db.transaction((tx) =>
      deps.jobs.enqueue(tx, handleGatheredEvents, job, { singletonKey: provider.name, startAfterSeconds }),
    );
    if (startAfterSeconds === 0) addedAt = performance.now();
  });
}

function rowOf({ clock }: WebhookInboxDeps, { name }: WebhookProvider, event: WebhookEvent<object>) {
  const { key, kind, subjects } = event;
  return { provider: name, key, kind, subjects: { ...subjects }, receivedAt: clock.now() };
}
