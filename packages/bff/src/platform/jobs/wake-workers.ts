import { secondMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';

export interface Waker {
  stop(): Promise<void>;
}

/** A retry, or a job with a later start, starts at most this long after its time. */
const everyMs = secondMs;

/**
 * Wakes the workers of every queue that has a job to start. One small query looks for all queues: if each worker
 * looked for itself, an idle server would make some fifty queries a second.
 * @param ids the workers of each queue
 */
export function wakeWorkers(
  db: Database,
  ids: ReadonlyMap<string, readonly string[]>,
  wake: (id: string) => void,
  onError: (error: unknown) => void,
): Waker {
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      const rows = rowsOf(
        await db.execute(
          sql`select distinct name from pgboss.job where state < 'active' and not blocked and start_after <= now()`,
        ),
      );
      for (const { name } of rows) for (const id of ids.get(String(name)) ?? []) wake(id);
    } catch (error) {
      onError(error);
    } finally {
      looking = undefined;
    }
  };
  const timer = setInterval(() => {
    looking ??= look();
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
