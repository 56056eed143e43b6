import type { LiveChange, LiveKind } from '@botaniqal/shared/contracts/staff/desk.ts';
import { sql } from 'drizzle-orm';
import type { Log } from '../observability/log.ts';
import type { Queryable } from '../store/database.ts';
import type { Store } from '../store/store.ts';

/** The channel of the database's notifications. All servers on one database hear it. */
const channel = 'desk';

/**
 * Tells every open desk, on every server, that something has changed. Inside a transaction the message leaves with the
 * commit, so that who hears it reads the new state. It carries a kind and an id and nothing about a person.
 */
export async function publishLive(
  tx: Queryable,
  change: { kind: LiveKind; id: string | null },
): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${JSON.stringify(change)})`);
}

/** What has changed, as this server hears it. */
export interface LiveChannel {
  /** @returns what ends the subscription */
  subscribe(hear: (change: LiveChange) => void): () => void;
  close(): Promise<void>;
}

/** Listens as soon as the first desk subscribes: a process without desks keeps no connection for it. */
export function createLiveChannel({ store, log }: { store: Pick<Store, 'listen'>; log: Log }): LiveChannel {
  const hearers = new Set<(change: LiveChange) => void>();
  let listening: Promise<() => Promise<void>> | undefined;

  const tell = (change: LiveChange) => {
    for (const hear of hearers) hear(change);
  };
  const listen = () => {
    listening ??= store
      .listen(channel, {
        hear: (payload) => tell(JSON.parse(payload) as LiveChange),
        missed: () => tell({ kind: 'resync', id: null }),
      })
      .catch((error: unknown) => {
        log.error('What changes cannot be heard from the database', { error });
        listening = undefined;
        return async () => {};
      });
  };

  return {
    subscribe(hear) {
      hearers.add(hear);
      listen();
      return () => hearers.delete(hear);
    },
    async close() {
      hearers.clear();
      const stop = await listening;
      await stop?.();
    },
  };
}
