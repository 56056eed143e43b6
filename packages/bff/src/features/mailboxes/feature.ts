import { type Feature, worksOn } from '../../platform/feature.ts';
import type { Schedule } from '../../platform/jobs/schedule.ts';
import { type MailboxDeps, mailboxOwners } from './deps.ts';
import { keepSubscriptionJob, watchMailboxJob } from './jobs.ts';
import { watchWhenQuiet } from './overlaps/wait-for-quiet.ts';
import { keepNow } from './subscriptions/keep-now.ts';
import { keepSubscriptionsSchedule } from './subscriptions/keep-subscriptions.ts';
import { storedSubscriptions } from './subscriptions/subscription-store.ts';
import { mailboxWebhooks } from './webhooks.ts';

/** Follows the practitioners' mailboxes: what is busy there, and what is put over a confirmed appointment. */
export function mailboxesFeature(deps: MailboxDeps): Feature {
  const { log } = deps;
  return {
    name: 'mailboxes',
    webhooks: [mailboxWebhooks(deps)],
    jobs: [
      worksOn(watchMailboxJob, (run) => watchWhenQuiet(deps, run), {
        concurrency: 4,
        onGivenUp: async ({ payload: { practitionerId } }) =>
          log.warn('A mailbox could not be compared with the appointments', { practitionerId }),
      }),
      worksOn(keepSubscriptionJob, (run) => keepNow(deps, run), {
        onGivenUp: async ({ payload: { practitionerId } }) =>
          log.warn('A subscription to a mailbox could not be kept', { practitionerId }),
      }),
    ],
    schedules: [keepSubscriptionsSchedule(deps), watchSchedule(deps)],
    gauges: () => countUnsubscribed(deps),
  };
}

/** Notifications can be lost, so all mailboxes are compared every five minutes. */
function watchSchedule({ clinic, jobs, store }: MailboxDeps): Schedule {
  return {
    name: 'watch-mailboxes',
    everySeconds: 300,
    firstAfterSeconds: 30,
    async run() {
      for (const { practitionerId } of mailboxOwners({ clinic })) {
        await store.db.transaction((tx) =>
          jobs.enqueue(tx, watchMailboxJob, { practitionerId }, { singletonKey: practitionerId }),
        );
      }
    },
  };
}

async function countUnsubscribed(deps: MailboxDeps): Promise<void> {
  const now = deps.clock.now();
  const rows = await storedSubscriptions(deps.store.db);
  const subscribed = new Set(
    rows.flatMap((row) => (row.subscriptionId !== null && row.endsAt > now ? [row.practitionerId] : [])),
  );
  const without = mailboxOwners(deps).filter(({ practitionerId }) => !subscribed.has(practitionerId));
  deps.metrics.mailboxesUnsubscribed.set(without.length);
}
