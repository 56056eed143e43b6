import type { Transaction } from '../../../platform/store/database.ts';
import type { Candidate } from '../tables.ts';
import { holdSlot, lockPractitioners } from './slot-holds.ts';

/** The time that was held, and the times that are tried next. */
export interface HeldSlot {
  practitionerId: string;
  start: Date;
  otherCandidates: Candidate[];
}

/** Holds the first of these times that is free in our store. @param expiresAt `null`: until it is released */
export async function holdFirst(
  tx: Transaction,
  booking: { id: string; durationMinutes: number },
  candidates: Candidate[],
  { now, expiresAt = null }: { now: Date; expiresAt?: Date | null },
): Promise<HeldSlot | null> {
  await lockPractitioners(
    tx,
    candidates.map((one) => one.practitionerId),
  );
  for (const [index, candidate] of candidates.entries()) {
    const start = new Date(candidate.start);
    if (start <= now) continue;
    const slot = {
      practitionerId: candidate.practitionerId,
      start,
      durationMinutes: booking.durationMinutes,
    };
    if (await holdSlot(tx, { bookingId: booking.id }, slot, { now, expiresAt })) {
      return {
        practitionerId: candidate.practitionerId,
        start,
        otherCandidates: candidates.slice(index + 1),
      };
    }
  }
  return null;
}
