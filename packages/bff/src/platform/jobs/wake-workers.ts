import { secondMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';

export interface Waker {
  /** This process added a job, or one will be tried again: its time is looked up within a second. */
  lookSoon(): void;
  stop(): Promise<void>;
}

/** A retry, or a job with a later start, starts at most this long after its time. */
const soonMs = secondMs;
/** The same for what another process added: a later start, or a job whose NOTIFY was lost. */
const longestMs = 5 * secondMs;

/**
 * Wakes the workers of every queue that has a job to start. One small query looks for all queues: if each worker
 * looked for itself, an idle server would make some fifty queries a second. The query also says when the next job is
 * due, so that nothing is asked for in between.
 * @param ids the workers of each queue
 */
export function wakeWorkers(
  db: Database,
  ids: ReadonlyMap<string, readonly string[]>,
  wake: (id: string) => void,
  onError: (error: unknown) => void,
): Waker {
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerEndsAt = Number.POSITIVE_INFINITY;
  let stopped = false;

  const lookAfter = (milliseconds: number) => {
    const endsAt = performance.now() + milliseconds;
    if (stopped || endsAt >= timerEndsAt) return;
    clearTimeout(timer);
    timerEndsAt = endsAt;
    timer = setTimeout(() => {
      timerEndsAt = Number.POSITIVE_INFINITY;
      looking = look();
    }, milliseconds);
  };

  const look = async () => {
    let next = longestMs;
    try {
      const rows = rowsOf(
        await db.execute(
          sql`select name, extract(epoch from min(start_after) - now()) * 1000 as due_in from pgboss.job where state < 'active' and not blocked group by name`,
        ),
      );
      for (const { name, due_in } of rows) {
        const dueIn = Number(due_in);
        if (dueIn <= 0) for (const id of ids.get(String(name)) ?? []) wake(id);
        // What is due now may need another look: its workers can be busy.
        next = Math.min(next, Math.max(dueIn, soonMs));
      }
    } catch (error) {
      onError(error);
    } finally {
      looking = undefined;
      lookAfter(next);
    }
  };

  lookAfter(soonMs);
  return {
    lookSoon: () => lookAfter(soonMs),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
