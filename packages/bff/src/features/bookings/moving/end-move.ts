import { system } from '../../../platform/audit/actor.ts';
import { audit } from '../audit-booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { clearMoveJob } from '../jobs.ts';
import { queueNotMoved } from '../messages/moving-messages.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { keepMoveAsLeft, releaseMove } from '../slots/moving-holds.ts';
import type { MoveProgress } from './move-progress.ts';
import { finishMove, type Move, mustLoadMove } from './move-store.ts';

/** How a move ends without a new time. */
type MoveEnd = 'slot_lost' | 'calendar_unavailable' | 'overtaken';

/**
 * Ends a move without a new time: the old appointment stands. The new time is released, unless the calendar may have it.
 * @param onPage true when the HTTP response tells the patient. Otherwise they get an email.
 * @param uncertain true when the calendar may have the new time. A job makes sure that it does not keep it.
 */
export async function endMove(
  deps: BookingDeps,
  move: Move,
  end: MoveEnd,
  { onPage }: { onPage: boolean },
  uncertain = false,
): Promise<MoveProgress> {
  const state = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, move.bookingId);
    if (!(await finishMove(tx, move.id, end, now))) return (await mustLoadMove(tx, move.id)).state;
    if (uncertain) {
      await keepMoveAsLeft(tx, move.bookingId);
      await deps.jobs.enqueue(tx, clearMoveJob, { moveId: move.id });
    } else await releaseMove(tx, move.bookingId, now);
    await audit(tx, move.bookingId, 'booking.move_ended', { ...system, now });
    const booking = await mustLoadBooking(deps, tx, move.bookingId);
    if (!onPage && booking.status === 'confirmed') await queueNotMoved(tx, deps, booking, move);
    deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: `move_${end}` });
    return end;
  });
  await refreshCalendar(deps, move.practitionerId);
  deps.freeTimes.occupiedChanged();
  if (state === 'open') throw new Error('A move cannot open again.');
  return state === 'calendar_unavailable' ? { kind: state, retryAfterSeconds: null } : { kind: state };
}
