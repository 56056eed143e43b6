import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob, type JobRun } from '../jobs/job.ts';
import type { WebhookInboxDeps } from './deps.ts';
import type { GatheringProvider, OneByOneProvider, StoredWebhookEvent } from './provider.ts';
import { webhookEvents } from './tables.ts';

/** Acts on one stored webhook event, of any provider. */
export const handleWebhookEvent = defineJob({
  name: 'handle-webhook-event',
  payload: z.object({ webhookEventId: z.int() }),
  expireSeconds: 90,
});

/** Acts on all stored events of one provider that wait. */
export const handleGatheredEvents = defineJob({
  name: 'handle-gathered-events',
  payload: z.object({ provider: z.string() }),
  expireSeconds: 90,
});

type Run = Pick<JobRun<{ webhookEventId: number }>, 'payload' | 'attempt' | 'signal' | 'log'>;
type Deps = Pick<WebhookInboxDeps, 'store' | 'clock'>;

/** Hands a stored event to its provider's handler, and marks it as handled. A handled event is not handled again. */
export async function handleStoredEvent(
  deps: Deps,
  providers: readonly OneByOneProvider[],
  run: Run,
): Promise<void> {
  await withEvent(deps, providers, run, async (provider, event) => {
    await provider.handle(event, run);
    await event.markHandled(deps.store.db);
  });
}

/** All tries have failed: the provider decides what follows. */
export async function giveUpStoredEvent(
  deps: Deps,
  providers: readonly OneByOneProvider[],
  run: Run,
): Promise<void> {
  await withEvent(deps, providers, run, (provider, event) => provider.giveUp(event, run));
}

async function withEvent(
  deps: Deps,
  providers: readonly OneByOneProvider[],
  { payload, log }: Run,
  act: (provider: OneByOneProvider, event: StoredWebhookEvent<object>) => Promise<void>,
): Promise<void> {
  const { db } = deps.store;
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, payload.webhookEventId));
  if (!row || row.handledAt) return;
  const provider = providers.find(({ name }) => name === row.provider);
  if (!provider) {
    log.warn('A webhook event has lost its handler', { feature: row.provider });
    return;
  }
  await act(provider, {
    key: row.key,
    kind: row.kind,
    subjects: row.subjects,
    markHandled: async (queryable) => {
      await queryable
        .update(webhookEvents)
        .set({ handledAt: deps.clock.now() })
        .where(eq(webhookEvents.id, row.id));
    },
  });
}

/** So many events are marked at a time: a statement takes a limited number of values. */
const gatheredAtOnce = 1000;

/** Hands the events that wait to their provider, oldest first, and marks them as handled. */
export async function handleGathered(
  { store, clock }: Deps,
  providers: readonly GatheringProvider[],
  run: Pick<JobRun<{ provider: string }>, 'payload' | 'attempt' | 'signal' | 'log'>,
): Promise<void> {
  const provider = providers.find(({ name }) => name === run.payload.provider);
  if (!provider) {
    run.log.warn('Webhook events have lost their handler', { feature: run.payload.provider });
    return;
  }
  for (;;) {
    const rows = await store.db
      .select()
      .from(webhookEvents)
      .where(and(eq(webhookEvents.provider, provider.name), isNull(webhookEvents.handledAt)))
      .orderBy(asc(webhookEvents.id))
      .limit(gatheredAtOnce);
    if (rows.length === 0) return;
    await provider.handleAll(rows, run);
    const ids = rows.map(({ id }) => id);
    await store.db
      .update(webhookEvents)
      .set({ handledAt: clock.now() })
      .where(inArray(webhookEvents.id, ids));
    if (rows.length < gatheredAtOnce) return;
  }
}
