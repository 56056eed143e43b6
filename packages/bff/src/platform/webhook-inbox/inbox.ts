import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { lt } from 'drizzle-orm';
import { type Feature, worksOn } from '../feature.ts';
import type { Schedule } from '../jobs/schedule.ts';
import type { WebhookInboxDeps } from './deps.ts';
import {
  giveUpStoredEvent,
  handleGathered,
  handleGatheredEvents,
  handleStoredEvent,
  handleWebhookEvent,
} from './handle.ts';
import type { WebhookProvider } from './provider.ts';
import { webhookRoutes } from './receive.ts';
import { webhookEvents } from './tables.ts';

/** No provider repeats a delivery for longer than a few days. */
const keepDays = 90;

/** How many events one process handles at the same time. */
const concurrency = 6;

/** The webhook inbox: it receives, stores and handles the events of all providers, and deletes old ones. */
export function webhookInbox(
  deps: WebhookInboxDeps,
  providers: readonly WebhookProvider[],
): Feature & Required<Pick<Feature, 'routes' | 'jobs' | 'schedules'>> {
  const oneByOne = providers.filter((provider) => !provider.gathers);
  const gathering = providers.filter((provider) => provider.gathers);
  return {
    name: 'webhook-inbox',
    routes: providers.flatMap((provider) => webhookRoutes(deps, provider)),
    jobs: [
      worksOn(handleWebhookEvent, (run) => handleStoredEvent(deps, oneByOne, run), {
        concurrency,
        onGivenUp: (run) => giveUpStoredEvent(deps, oneByOne, run),
      }),
      // One at a time in each process: a second run would find the events that the first one is handling.
      worksOn(handleGatheredEvents, (run) => handleGathered(deps, gathering, run), {
        concurrency: 1,
        onGivenUp: async ({ payload, log }) => {
          log.error('Webhook events could not be handled for a day', { feature: payload.provider });
        },
      }),
    ],
    schedules: [cleanWebhookEvents(deps)],
  };
}

/** Once a day deletes the events that were handled long ago. */
export function cleanWebhookEvents({ store, clock }: Pick<WebhookInboxDeps, 'store' | 'clock'>): Schedule {
  return {
    name: 'clean-webhook-events',
    everySeconds: dayMs / 1000,
    firstAfterSeconds: 600,
    async run() {
      const before = new Date(clock.now().getTime() - keepDays * dayMs);
      await store.db.delete(webhookEvents).where(lt(webhookEvents.handledAt, before));
    },
  };
}
