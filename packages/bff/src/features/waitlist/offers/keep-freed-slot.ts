import { randomUUID } from 'node:crypto';
import { offerEnd } from '@botaniqal/shared/waitlist/freed-slot.ts';
import { and, inArray, isNotNull, sql } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { holdFreedSlot } from '../../bookings/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type FreedVisit, servicesFor } from '../online-visits.ts';
import { freedSlots, waitlistEntries } from '../tables.ts';
import { scheduleOfferRun } from './offer-jobs.ts';

/** How long a time is held before the first offer and after each offer, until the job asks the next person. */
export const betweenOffersMs = 600_000;

/** The end of an offer that is made now; `null` when it is too late to ask. */
export function offerEndNow(deps: Pick<WaitlistDeps, 'clock' | 'clinic'>, start: Date): Date | null {
  return offerEnd(start, {
    now: deps.clock.now(),
    offerHours: deps.clinic.waitlist.offerHours,
    quietHours: deps.clinic.waitlist.quietHours,
    timeZone: deps.clinic.clinic.timeZone,
    minimumNoticeMinutes: deps.clinic.booking.minimumNoticeMinutes,
  });
}

/**
 * A cancellation has freed a time. If people wait who may want it, it is held at once, in the transaction that frees
 * it, so that no other booking can take it before they are asked. A job asks them. The same cancellation again
 * changes nothing.
 */
export async function keepFreedSlot(
  tx: Transaction,
  deps: WaitlistDeps,
  booking: FreedVisit & { id: string; start: Date },
): Promise<void> {
  if (offerEndNow(deps, booking.start) === null || !(await hasWaitingEntry(tx, deps, booking))) return;
  const { service, practitionerId, start, durationMinutes } = booking;
  const now = deps.clock.now();
  const [slot] = await tx
    .insert(freedSlots)
    .values({
      id: randomUUID(),
      bookingId: booking.id,
      service,
      practitionerId,
      start,
      durationMinutes,
      state: 'offering',
      freedAt: now,
      nextRunAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: freedSlots.id });
  if (!slot) return;
  // If another booking has taken the time by now, the job finds out.
  await holdFreedSlot(tx, slot.id, booking, { now, expiresAt: new Date(now.getTime() + betweenOffersMs) });
  await scheduleOfferRun(tx, deps, slot.id, now);
  const subject = { kind: 'booking', id: booking.id } as const;
  await recordAccess(tx, { actor: { kind: 'system' }, action: 'booking.time_freed', subject, at: now });
}

/**
 * Whether people wait for a visit that this practitioner could give at this time. A quick check; the job finds out
 * who they are.
 */
async function hasWaitingEntry(tx: Transaction, deps: WaitlistDeps, freed: FreedVisit): Promise<boolean> {
  const services = servicesFor(deps.clinic, freed);
  if (services.length === 0) return false;
  const rows = await tx
    .select({ id: waitlistEntries.id })
    .from(waitlistEntries)
    .where(
      and(
        inArray(waitlistEntries.service, services),
        sql`${waitlistEntries.status} = 'waiting'`,
        deps.clinic.waitlist.doubleOptIn ? isNotNull(waitlistEntries.confirmedAt) : undefined,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
