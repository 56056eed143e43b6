import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { freedSlots } from '../tables.ts';

/** Offers a freed slot to the next who waits for it, and notices when an offer has run out. */
export const offerFreedSlotJob = defineJob({
  name: 'offer-freed-slot',
  payload: z.object({ freedSlotId: z.uuid() }),
  expireSeconds: 90,
});

/** Plans the next look at a freed slot. It may be looked at more often: a look that finds nothing to do does nothing. */
export async function scheduleOfferRun(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'jobs' | 'clock'>,
  freedSlotId: string,
  at: Date,
): Promise<void> {
  await tx.update(freedSlots).set({ nextRunAt: at }).where(eq(freedSlots.id, freedSlotId));
  const seconds = (at.getTime() - deps.clock.now().getTime()) / 1000;
  // A second later than planned: a look that comes too early would have to come again.
  const startAfterSeconds = seconds > 0 ? Math.ceil(seconds) + 1 : 0;
  await deps.jobs.enqueue(tx, offerFreedSlotJob, { freedSlotId }, { startAfterSeconds });
}
