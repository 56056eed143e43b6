import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';
import type { Finding } from './measure.ts';

const notifications = 2000;
/** So many travel at the same time, as from a service with several senders. */
const parallel = 50;
/** Microsoft calls a receiver slow from here on (contract A2). */
const slowestMs = 3000;
/** One reading when the burst is over. A burst that lasts longer than this is read once in each such time. */
const burstSecondsPerRead = 30;

interface Held {
  subscriptions: { id: string; resource: string; clientState: string }[];
}

/** A burst of notifications of all mailboxes: how long each waits for its acknowledgement, and what it costs Microsoft. */
export async function burstOfNotifications(): Promise<Finding[]> {
  const stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
  try {
    const held = async () => ((await stack.sandbox.state('microsoft')) as Held).subscriptions;
    const subscriptions = await eventually(async () => {
      const found = await held();
      if (found.length < 6) throw new Error('The mailboxes are not subscribed to yet.');
      return found;
    });
    const readsBefore = await settledReads(stack);
    const started = performance.now();
    const waits: number[] = [];
    let next = 0;
    const sender = async () => {
      for (let number = next++; number < notifications; number = next++) {
        const one = subscriptions[number % subscriptions.length];
        const sent = performance.now();
        const answer = await stack.api.send('POST', '/api/webhooks/graph', {
          body: {
            value: [{ ...notificationOf(number), subscriptionId: one?.id, clientState: one?.clientState }],
          },
        });
        if (answer.status !== 204) throw new Error(`A notification was answered with ${answer.status}.`);
        waits.push(performance.now() - sent);
      }
    };
    await Promise.all(Array.from({ length: parallel }, sender));
    const seconds = (performance.now() - started) / 1000;
    const reads = (await settledReads(stack)) - readsBefore;
    const slowest = Math.max(...waits);
    const mostReads = subscriptions.length * (1 + Math.floor(seconds / burstSecondsPerRead));
    return [
      {
        name: `${notifications} notifications, the slowest acknowledgement`,
        measured: `${slowest.toFixed(0)} ms`,
        limit: `${slowestMs} ms`,
        holds: slowest < slowestMs,
        detail: `${parallel} at the same time, each stored before its answer; all of them took ${seconds.toFixed(1)} s`,
      },
      {
        name: 'readings of mailboxes that they cost',
        measured: `${reads}`,
        limit: `${mostReads}`,
        holds: reads >= subscriptions.length && reads <= mostReads,
        detail: `${subscriptions.length} mailboxes; no page was open`,
      },
    ];
  } finally {
    await stack.stop();
  }
}

function notificationOf(number: number) {
  return {
    ...{ id: `burst-${number}`, changeType: 'updated', resource: 'Users/mailbox/Events/event' },
    resourceData: { '@odata.type': '#Microsoft.Graph.Event', '@odata.etag': `W/"${number}"`, id: 'event' },
  };
}

/** Longer than a comparison waits for the end of a burst. */
const quietSeconds = 9;

/** The readings so far, when no more have come for longer than a comparison waits. */
async function settledReads(stack: Stack): Promise<number> {
  const count = async () =>
    (await stack.sandbox.calls('microsoft')).filter(({ path }) => path.endsWith('/calendarView')).length;
  for (let last = -1; ; ) {
    const now = await count();
    if (now === last && now > 0) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, quietSeconds * 1000));
  }
}
