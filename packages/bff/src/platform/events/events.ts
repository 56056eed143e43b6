import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { defineJob, type JobRun } from '../jobs/job.ts';
import type { JobQueue, Jobs } from '../jobs/jobs.ts';
import { publishLive } from '../live/live-channel.ts';
import { liveChangeOf } from '../live/live-events.ts';
import type { Transaction } from '../store/database.ts';
import { type EventIds, type EventName, eventList, eventNames } from './event-list.ts';
import { eventLog } from './tables.ts';

/** What a feature needs to say that something happened. */
export interface Emitter {
  /**
   * Writes the event to the event log, and one job for each subscriber, in the transaction that made it true: all of
   * it commits, or none.
   */
  emit<Name extends EventName>(tx: Transaction, name: Name, ids: EventIds<Name>): Promise<void>;
}

/** An event as a subscriber gets it. It can come twice, and after later events: the subscriber reads the present state. */
interface HeardEvent<Name extends EventName> {
  ids: EventIds<Name>;
  /** Aborted when the delivery takes too long or the server stops. */
  signal: AbortSignal;
}

/** The events that a feature hears. A handler that throws is tried again for a day. */
export type EventHandlers = {
  readonly [Name in EventName]?: (event: HeardEvent<Name>) => Promise<void>;
};

export interface Events extends Emitter {
  /** Registers what a feature hears. Call it before the jobs are opened. */
  subscribe(subscriber: string, handlers: EventHandlers): void;
}

/** Hands one event to one subscriber. Each subscriber has its own job, so that a failing one delays no other. */
const deliverEvent = defineJob({
  name: 'deliver-event',
  payload: z.object({
    event: z.enum(eventNames),
    subscriber: z.string(),
    ids: z.record(z.string(), z.string()),
  }),
  expireSeconds: 90,
});

type Delivery = z.infer<typeof deliverEvent.payload>;
type AnyHandler = (event: { ids: unknown; signal: AbortSignal }) => Promise<void>;

/** How many deliveries one process makes at the same time. */
const concurrency = 4;

/** The clinic's events: emitted in a transaction, kept in the event log, delivered by jobs. */
export function createEvents(
  { jobs, clock }: { jobs: JobQueue; clock: Clock },
  workers: Pick<Jobs, 'work' | 'onGivenUp'>,
): Events {
  const subscribers = new Map<string, EventHandlers>();

  const handlerOf = (subscriber: string, event: EventName) =>
    // The ids are parsed with the event's own schema before the call.
    subscribers.get(subscriber)?.[event] as AnyHandler | undefined;

  workers.work(deliverEvent, (run) => deliver(run), { concurrency });
  workers.onGivenUp(deliverEvent, async ({ payload, log }) => {
    log.error('An event could not be delivered for a day', {
      eventName: payload.event,
      feature: payload.subscriber,
    });
  });

  async function deliver({ payload, signal, log }: Pick<JobRun<Delivery>, 'payload' | 'signal' | 'log'>) {
    const handler = handlerOf(payload.subscriber, payload.event);
    if (!handler) {
      log.warn('An event has lost its subscriber', {
        eventName: payload.event,
        feature: payload.subscriber,
      });
      return;
    }
    await handler({ ids: eventList[payload.event].parse(payload.ids), signal });
  }

  return {
    subscribe(subscriber, handlers) {
      if (subscribers.has(subscriber)) throw new Error(`"${subscriber}" subscribes twice.`);
      subscribers.set(subscriber, handlers);
    },
    async emit(tx, name, given) {
      // Unknown keys are dropped here: only the ids of the list reach the log.
      const ids: Record<string, string> = eventList[name].parse(given);
      await tx.insert(eventLog).values({ name, ids, at: clock.now() });
      await publishLive(tx, liveChangeOf(name, ids));
      for (const subscriber of subscribers.keys()) {
        if (!handlerOf(subscriber, name)) continue;
        await jobs.enqueue(tx, deliverEvent, { event: name, subscriber, ids });
      }
    },
  };
}
