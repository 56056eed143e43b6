import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { isReachable, openEntry } from '../entry.ts';
import { audit } from '../entry-store.ts';
import { queueInvitation } from '../messages/queue-messages.ts';
import type { RankedEntry } from '../ranking/ranking.ts';
import { waitlistEntries } from '../tables.ts';
import type { Actor } from './launch-store.ts';

/** Marks each entry as invited, once, and queues the email. The caller holds the lock on the launch. */
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
    // The person may have left or booked since they were ranked.
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

/**
 * Counts the invitations that lapsed or whose person left, and marks them as reallocated, so that each place is given
 * away once.
 */
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

/** The end of the time in which a person who is invited now may book. */
export function bookByFrom(deps: Pick<WaitlistDeps, 'clock' | 'clinic'>): Date {
  return new Date(deps.clock.now().getTime() + deps.clinic.waitlist.bookWithinHours * hourMs);
}
