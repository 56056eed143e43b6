import { randomUUID } from 'node:crypto';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { practitionerOf, visitOf } from '../../catalogue/index.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { timeFault } from '../eligibility/bookable-times.ts';
import { moveBookingJob } from '../jobs.ts';
import { holdForMove } from '../slots/moving-holds.ts';
import { bookingMoves } from '../tables.ts';
import { type Move, openMoveOf } from './move-store.ts';
import { refuseForStaff, refuseUnlessMovable } from './policy/refuse-unless-movable.ts';

/** Where an appointment is to move. */
export interface NewTime {
  practitionerId: string;
  start: Date;
}

/**
 * Stores a move: its row, the second hold, the audit row and the job that goes on with it, in one transaction. A move to
 * the same time that is under way is taken up again.
 * @returns `null` when the new time is taken here
 * @throws Problem too_late_to_reschedule, rescheduling_limit_reached, price_differs, booking_not_reschedulable,
 *   request_in_progress, invalid_request
 */
export async function startMove(
  deps: BookingDeps,
  bookingId: string,
  to: NewTime,
  by: ActingAs,
): Promise<Move | null> {
  return deps.store.db
    .transaction(async (tx) => {
      const now = deps.clock.now();
      await lockBooking(tx, bookingId);
      const booking = await mustLoadBooking(deps, tx, bookingId);
      const open = await openMoveOf(tx, bookingId);
      if (open && isAt(open, to)) return open;
      if (open) throw moveInProgress();
      const staff = by.actor.kind === 'staff';
      if (staff) refuseForStaff(booking, now);
      else refuseUnlessMovable(deps, booking, now);
      refuseUnknownTime(deps, booking, to, { now, staff });
      return insertMove(tx, deps, booking, to, by, now);
    })
    .catch((error: unknown) => {
      if (error instanceof NothingHeld) return null;
      throw error;
    });
}

async function insertMove(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  to: NewTime,
  by: ActingAs,
  now: Date,
): Promise<Move> {
  const [move] = await tx
    .insert(bookingMoves)
    .values({
      id: randomUUID(),
      bookingId: booking.id,
      askedBy: by.actor.kind === 'staff' ? 'staff' : 'patient',
      fromPractitionerId: booking.practitionerId,
      fromStart: booking.start,
      practitionerId: to.practitionerId,
      start: to.start,
      state: 'open',
      startedAt: now,
    })
    .returning();
  if (!move) throw new Error('A move was not stored.');
  const slot = { ...to, durationMinutes: booking.durationMinutes };
  if (!(await holdForMove(tx, booking, slot, now))) throw new NothingHeld();
  await audit(tx, booking.id, 'booking.move_started', { ...by, now });
  const startAfterSeconds = deps.timings.firstReconcileSeconds;
  await deps.jobs.enqueue(tx, moveBookingJob, { moveId: move.id }, { startAfterSeconds });
  return move;
}

export function isAt(
  appointment: { practitionerId: string; start: Date },
  { practitionerId, start }: NewTime,
): boolean {
  return appointment.practitionerId === practitionerId && +appointment.start === +start;
}

/** @throws Problem invalid_request that names practitioner or start */
function refuseUnknownTime(
  deps: Pick<BookingDeps, 'clinic'>,
  booking: Booking,
  { practitionerId, start }: NewTime,
  { now, staff }: { now: Date; staff: boolean },
): void {
  const givesIt =
    practitionerOf(deps.clinic, practitionerId) !== undefined &&
    visitOf(deps.clinic, booking)?.eventTypes[practitionerId] !== undefined;
  // Staff agree on the time with the patient, so the notice that patients have to give does not count.
  const rules = { ...deps.clinic.booking, ...(staff ? { minimumNoticeMinutes: 0 } : {}), now };
  const fault = timeFault(start.toISOString(), rules);
  const fields = [
    ...(givesIt ? [] : [{ path: 'practitionerId', code: 'unknown', message: 'does not give this visit' }]),
    ...(fault ? [{ path: 'start', ...fault }] : []),
  ];
  if (fields.length === 0) return;
  const list = fields.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Problem('invalid_request', `The appointment cannot be moved there: ${list}.`, { fields });
}

function moveInProgress(): Problem {
  const detail = 'This appointment is being moved at this moment. Wait a moment and look again.';
  return new Problem('request_in_progress', detail, { retryAfterSeconds: 5 });
}

/** Rolls the transaction back, so that a move to a taken time stores nothing. */
class NothingHeld extends Error {}
