import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob, type JobRun } from '../jobs/job.ts';
import type { WebhookInboxDeps } from './deps.ts';
import type { StoredWebhookEvent, WebhookProvider } from './provider.ts';
import { webhookEvents } from './tables.ts';

/** Acts on one stored webhook event, of any provider. */
export const handleWebhookEvent = defineJob({
  name: 'handle-webhook-event',
  payload: z.object({ webhookEventId: z.int() }),
  expireSeconds: 90,
});

type Run = Pick<JobRun<{ webhookEventId: number }>, 'payload' | 'attempt' | 'signal' | 'log'>;
type Deps = Pick<WebhookInboxDeps, 'store' | 'clock'>;

/** Hands a stored event to its provider's handler, and marks it as handled. A handled event is not handled again. */
export async function handleStoredEvent(
  deps: Deps,
  providers: readonly WebhookProvider[],
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
  providers: readonly WebhookProvider[],
  run: Run,
): Promise<void> {
  await withEvent(deps, providers, run, (provider, event) => provider.giveUp(event, run));
}

async function withEvent(
  deps: Deps,
  providers: readonly WebhookProvider[],
  { payload, log }: Run,
  act: (provider: WebhookProvider, event: StoredWebhookEvent<object>) => Promise<void>,
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
