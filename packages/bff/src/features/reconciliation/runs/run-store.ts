import { randomUUID } from 'node:crypto';
import { dayMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { desc, eq, isNotNull, lt } from 'drizzle-orm';
import type { Database, Queryable } from '../../../platform/store/database.ts';
import { type Found, reconciliationRuns, type Unread } from '../tables.ts';

export type Run = typeof reconciliationRuns.$inferSelect;

/** A run that was killed stops the others for no longer than this. */
export const longestRunMs = 15 * minuteMs;
const keptMs = 30 * dayMs;

/** Begins a run. @returns `null` while another process is at it */
export async function beginRun(db: Database, startedBy: Run['startedBy'], now: Date): Promise<Run | null> {
  return db.transaction(async (tx) => {
    await tx
      .update(reconciliationRuns)
      .set({ claimedUntil: null })
      .where(lt(reconciliationRuns.claimedUntil, now));
    const [run] = await tx
      .insert(reconciliationRuns)
      .values({
        id: randomUUID(),
        startedBy,
        startedAt: now,
        claimedUntil: new Date(now.getTime() + longestRunMs),
        found: [],
        unread: [],
      })
      .onConflictDoNothing()
      .returning();
    return run ?? null;
  });
}

export async function finishRun(
  db: Queryable,
  id: string,
  result: { compared: number; found: Found[]; unread: Unread[] },
  now: Date,
): Promise<void> {
  await db
    .update(reconciliationRuns)
    .set({ ...result, finishedAt: now, claimedUntil: null })
    .where(eq(reconciliationRuns.id, id));
  await db
    .delete(reconciliationRuns)
    .where(lt(reconciliationRuns.startedAt, new Date(now.getTime() - keptMs)));
}

/** Lets the next one begin, after a failure. */
export async function giveUpRun(db: Queryable, id: string): Promise<void> {
  await db.update(reconciliationRuns).set({ claimedUntil: null }).where(eq(reconciliationRuns.id, id));
}

/** The last run that has finished. */
export async function lastRun(db: Queryable): Promise<Run | null> {
  const [run] = await db
    .select()
    .from(reconciliationRuns)
    .where(isNotNull(reconciliationRuns.finishedAt))
    .orderBy(desc(reconciliationRuns.finishedAt))
    .limit(1);
  return run ?? null;
}
