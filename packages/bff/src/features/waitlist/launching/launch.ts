import type { WaitlistLaunched } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { type Access, recordAccess } from '../../../platform/audit/record-access.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { serviceOf } from '../../catalogue/index.ts';
import { bookableBy, type WaitlistDeps } from '../deps.ts';
import { openEntry } from '../entry.ts';
import { audit } from '../entry-store.ts';
import { isReachable, queueInvitation } from '../messages/waitlist-messages.ts';
import { type RankedEntry, rankWaiting } from '../ranking/ranking.ts';
import { waitlistEntries, waitlistLaunches } from '../tables.ts';

type Actor = Pick<Access, 'actor' | 'requestId'>;
export type LaunchRow = typeof waitlistLaunches.$inferSelect;

/**
 * Invites the next in order, or (`dryRun`) says whom it would.
 *
 * One transaction holds the row of the launch, marks the entries and queues their mails: killed anywhere, either all
 * of a batch is invited and its mails go out by their jobs, or none is. Two launches at once wait for each other.
 * An entry is marked once and for all, so nobody is invited twice, however often it is launched.
 * @throws Problem not_found when the clinic has no such service
 */
export async function launchBatch(
  deps: WaitlistDeps,
  service: ServiceId,
  { batchSize, dryRun }: { batchSize: number; dryRun: boolean },
  actor: Actor,
): Promise<WaitlistLaunched> {
  refuseUnknownService(deps, service);
  const bookBy = bookByFrom(deps);
  return deps.store.db.transaction(async (tx) => {
    const launch = dryRun ? null : await lockLaunch(tx, service);
    const ranked = await rankWaiting(tx, deps, service);
    const chosen = ranked.slice(0, batchSize);
    if (launch) {
      // While it was stopped nothing was passed on; what came to nothing then is not made up for now.
      if (launch.state === 'stopped') await reallocateUnusedInvitations(tx, deps, service);
      await invite(tx, deps, chosen, bookBy, actor);
      await recordBatch(tx, deps, launch, { automatic: launch.automatic });
    } else {
      const at = deps.clock.now();
      for (const { id } of chosen) await audit(tx, id, 'waitlist.previewed', { ...actor, at });
    }
    return {
      service,
      dryRun,
      invited: chosen.map(({ id, contact, score }) => ({
        entryId: id,
        name: contact.name,
        email: contact.email,
        score: score.total,
      })),
      count: chosen.length,
      remaining: ranked.length - chosen.length,
      bookBy: bookBy.toISOString(),
      bookable: bookableBy(deps, service),
    };
  });
}

/** Nobody else is invited until the next launch; who is invited stays so. @throws Problem not_found */
export async function stopLaunch(deps: WaitlistDeps, service: ServiceId, actor: Actor): Promise<void> {
  refuseUnknownService(deps, service);
  await deps.store.db.transaction(async (tx) => {
    await tx
      .insert(waitlistLaunches)
      .values({ service, state: 'stopped', automatic: false })
      .onConflictDoUpdate({ target: waitlistLaunches.service, set: { state: 'stopped' } });
    const subject = { kind: 'waitlist', id: service } as const;
    await recordAccess(tx, { ...actor, action: 'waitlist.stopped', subject, at: deps.clock.now() });
  });
}

/** Holds the row of a service's launch until the transaction ends; made when there is none. */
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

/** Marks each as invited, once, and queues the mail. Call it holding the launch. */
export async function invite(
  tx: Transaction,
  deps: WaitlistDeps,
  chosen: readonly Pick<RankedEntry, 'id'>[],
  bookBy: Date,
  actor: Actor,
): Promise<number> {
  const at = deps.clock.now();
  let invited = 0;
  for (const { id } of chosen) {
    // Left, or booked by themselves, since they were ranked.
    const [row] = await tx
      .update(waitlistEntries)
      .set({ status: 'invited', invitedAt: at, bookBy })
      .where(
        and(
          eq(waitlistEntries.id, id),
          eq(waitlistEntries.status, 'waiting'),
          isNull(waitlistEntries.invitedAt),
        ),
      )
      .returning();
    const entry = row && openEntry(deps.sealing, row);
    if (!entry || !isReachable(entry)) continue;
    await queueInvitation(tx, deps, { ...entry, bookBy });
    await audit(tx, id, 'waitlist.invited', { ...actor, at });
    invited += 1;
  }
  return invited;
}

/** Counts the invitations that came to nothing and have not gone on to somebody else; from now on they have. */
export async function reallocateUnusedInvitations(
  tx: Transaction,
  deps: WaitlistDeps,
  service: ServiceId,
): Promise<number> {
  const rows = await tx
    .update(waitlistEntries)
    .set({ reallocatedAt: deps.clock.now() })
    .where(
      and(
        eq(waitlistEntries.service, service),
        inArray(waitlistEntries.status, ['lapsed', 'left']),
        isNotNull(waitlistEntries.invitedAt),
        isNull(waitlistEntries.bookedAt),
        isNull(waitlistEntries.reallocatedAt),
      ),
    )
    .returning({ id: waitlistEntries.id });
  return rows.length;
}

/** Until when somebody who is invited now may book. */
export function bookByFrom(deps: Pick<WaitlistDeps, 'clock' | 'clinic'>): Date {
  return new Date(deps.clock.now().getTime() + deps.clinic.waitlist.bookWithinHours * 3_600_000);
}

function refuseUnknownService(deps: WaitlistDeps, service: ServiceId): void {
  if (!serviceOf(deps.clinic, service)) throw new Problem('not_found', 'This clinic has no such service.');
}
