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

/** How long a time is kept beyond its offer, or before the first one, for the job that asks the next person. */
export const betweenOffersMs = 600_000;

/** Until when a freed time would be kept for somebody who is asked now; `null` when nobody is asked any more. */
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
 * A cancellation has freed a time. If somebody waits who may want it, it is kept at once, in the transaction that
 * frees it, so that nobody takes it before they are asked; a job asks. The same cancellation again: nothing more.
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
  // If somebody has it by now, the job finds that out.
  await holdFreedSlot(tx, slot.id, booking, { now, expiresAt: new Date(now.getTime() + betweenOffersMs) });
  await scheduleOfferRun(tx, deps, slot.id, now);
  const subject = { kind: 'booking', id: booking.id } as const;
  await recordAccess(tx, { actor: 'system', action: 'booking.time_freed', subject, at: now });
}

/** Whether anybody waits for something that this practitioner could give then. A quick look: who, the job finds out. */
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
