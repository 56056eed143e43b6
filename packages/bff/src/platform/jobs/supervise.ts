import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';

export interface Supervisor {
  stop(): Promise<void>;
}

/** While no job runs anywhere, only old jobs are removed, and this many looks are left out in between. */
const looksBetweenCleanings = 12;

/**
 * Looks regularly for jobs whose worker was killed or takes too long, and lets them be tried again. The look itself
 * writes to every queue's row, so it is left out while no job runs.
 */
export function supervise({
  boss,
  db,
  everySeconds,
  onLooked,
  onError,
}: {
  boss: Pick<PgBoss, 'supervise'>;
  db: Database;
  everySeconds: number;
  /** Told when jobs may have become ready to be tried again. */
  onLooked: () => void;
  onError: (error: unknown) => void;
}): Supervisor {
  let looking: Promise<void> | undefined;
  let leftOut = 0;
  const look = async () => {
    try {
      const [running] = rowsOf(
        await db.execute(sql`select 1 as one from pgboss.job where state = 'active' limit 1`),
      );
      leftOut += 1;
      if (!running && leftOut < looksBetweenCleanings) return;
      leftOut = 0;
      await boss.supervise();
      onLooked();
    } catch (error) {
      onError(error);
    } finally {
      looking = undefined;
    }
  };
  const timer = setInterval(() => {
    looking ??= look();
  }, everySeconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
