import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { resumeFreedSlots } from '../offers/offer-freed-slot.ts';
import { rankWaiting } from '../ranking/ranking.ts';
import { waitlistEntries, waitlistLaunches } from '../tables.ts';
import { bookByFrom, invite, reallocateUnusedInvitations } from './invite.ts';
import { lockLaunch, recordBatch } from './launch-store.ts';

/**
 * Lapses overdue invitations, gives their places to the next people, and starts or continues the launch of a service
 * that was opened in `clinic.yaml`. Each service has its own transaction, so the job may be killed and run again. At
 * the end it restarts freed slots whose own job was lost.
 */
export async function maintainWaitlists(deps: WaitlistDeps): Promise<void> {
  for (const { id } of deps.clinic.services) {
    await deps.store.db.transaction(async (tx) => {
      await lapseInvitations(tx, deps, id);
      await continueLaunch(tx, deps, id);
    });
  }
  await resumeFreedSlots(deps);
}

async function lapseInvitations(tx: Transaction, deps: WaitlistDeps, service: ServiceId): Promise<void> {
  await tx
    .update(waitlistEntries)
    .set({ status: 'lapsed' })
    .where(
      and(
        eq(waitlistEntries.service, service),
        eq(waitlistEntries.status, 'invited'),
        lte(waitlistEntries.bookBy, deps.clock.now()),
      ),
    );
}

async function continueLaunch(tx: Transaction, deps: WaitlistDeps, service: ServiceId): Promise<void> {
  const begins = await isOpenedNow(tx, deps, service);
  if (!begins && !(await isRunning(tx, service))) return;
  const launch = await lockLaunch(tx, service);
  // Staff stopped the launch between the query and the lock.
  if (launch.state === 'stopped') return;
  const settings = deps.clinic.waitlist;
  const automatic = begins || launch.automatic;
  const nextAt = (launch.lastBatchAt?.getTime() ?? 0) + settings.batchEveryHours * hourMs;
  const batchDue = automatic && deps.clock.now().getTime() >= nextAt;
  const places = (await reallocateUnusedInvitations(tx, deps, service)) + (batchDue ? settings.batchSize : 0);
  if (places === 0) return;
  const chosen = (await rankWaiting(tx, deps, service, { beforeOpening: automatic })).slice(0, places);
  await invite(tx, deps, chosen, bookByFrom(deps), { actor: { kind: 'system' } });
  if (batchDue && chosen.length > 0) await recordBatch(tx, deps, launch, { automatic });
}

/** The service is open, was never launched, and has people who joined before it opened. */
async function isOpenedNow(tx: Transaction, deps: WaitlistDeps, service: ServiceId): Promise<boolean> {
  const open = deps.clinic.services.some((one) => one.id === service && one.status === 'open');
  if (!open || !deps.clinic.waitlist.inviteWhenOpen) return false;
  const launches = await tx
    .select({ service: waitlistLaunches.service })
    .from(waitlistLaunches)
    .where(eq(waitlistLaunches.service, service));
  if (launches.length > 0) return false;
  const waiting = await tx
    .select({ id: waitlistEntries.id })
    .from(waitlistEntries)
    .where(
      and(
        eq(waitlistEntries.service, service),
        sql`${waitlistEntries.status} = 'waiting'`,
        eq(waitlistEntries.beforeOpening, true),
      ),
    )
    .limit(1);
  return waiting.length > 0;
}

async function isRunning(tx: Transaction, service: ServiceId): Promise<boolean> {
  const rows = await tx
    .select({ state: waitlistLaunches.state })
    .from(waitlistLaunches)
    .where(eq(waitlistLaunches.service, service));
  return rows.some((row) => row.state === 'running');
}
