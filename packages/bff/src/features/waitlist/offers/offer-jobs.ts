import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { freedSlots } from '../tables.ts';

/** Offers a freed slot to the next person, and ends offers that have run out. */
export const offerFreedSlotJob = defineJob({
  name: 'offer-freed-slot',
  payload: z.object({ freedSlotId: z.uuid() }),
  expireSeconds: 90,
});

/**
 * Schedules the next run for a freed slot. A run that finds nothing to do changes nothing, so extra runs are
 * harmless.
 */
export async function scheduleOfferRun(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'jobs' | 'clock'>,
  freedSlotId: string,
  at: Date,
): Promise<void> {
  await tx.update(freedSlots).set({ nextRunAt: at }).where(eq(freedSlots.id, freedSlotId));
  const seconds = (at.getTime() - deps.clock.now().getTime()) / 1000;
  // One second later than planned, because a run that comes too early must be repeated.
  const startAfterSeconds = seconds > 0 ? Math.ceil(seconds) + 1 : 0;
  await deps.jobs.enqueue(tx, offerFreedSlotJob, { freedSlotId }, { startAfterSeconds });
}
