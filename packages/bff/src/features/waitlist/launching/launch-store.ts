import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { eq, sql } from 'drizzle-orm';
import type { Access } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { waitlistLaunches } from '../tables.ts';

export type LaunchRow = typeof waitlistLaunches.$inferSelect;

/** Locks the row of a service's launch until the transaction ends. Creates the row when there is none. */
export async function lockLaunch(tx: Transaction, service: ServiceId): Promise<LaunchRow> {
  await tx
    .insert(waitlistLaunches)
    .values({ service, state: 'running', automatic: false })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(waitlistLaunches)
    .where(eq(waitlistLaunches.service, service))
    .for('update');
  if (!row) throw new Error('The launch that was just made is gone.');
  return row;
}

export async function recordBatch(
  tx: Transaction,
  deps: WaitlistDeps,
  launch: LaunchRow,
  { automatic }: { automatic: boolean },
): Promise<void> {
  await tx
    .update(waitlistLaunches)
    .set({
      state: 'running',
      automatic,
      batches: sql`${waitlistLaunches.batches} + 1`,
      lastBatchAt: deps.clock.now(),
    })
    .where(eq(waitlistLaunches.service, launch.service));
}

export type Actor = Pick<Access, 'actor' | 'requestId'>;
