import type { Transaction } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { cancelEventAgain, leaveEventAgain } from '../../bookings/index.ts';
import { fileAgain, moveFiledAgain, removeFiledAgain } from '../../records/index.ts';
import type { Difference } from '../comparing/difference.ts';
import type { Stray } from '../comparing/sides.ts';
import type { ReconciliationDeps } from '../deps.ts';
import type { BookingWithSides } from '../reading/read-sides.ts';

/**
 * Mends a difference by what mends it elsewhere: the events that a webhook would have brought, or the job that has not
 * succeeded. Each of them reads the present state again and can run twice, so a crash between two mends does no harm.
 */
export async function mendInTransaction(
  tx: Transaction,
  deps: ReconciliationDeps,
  { kind, mend }: Difference,
  compared: BookingWithSides,
): Promise<void> {
  const { booking, appointmentId, sides } = compared;
  const { id: bookingId, eventId } = booking;
  switch (mend) {
    case null:
      return;
    case 'adopt_move':
      if (eventId !== null) await deps.events.emit(tx, 'calendar.event_moved', { calendarEventId: eventId });
      return;
    case 'adopt_cancellation':
      if (eventId !== null)
        await deps.events.emit(tx, 'calendar.event_cancelled', { calendarEventId: eventId });
      return;
    case 'file':
      return fileAgain(tx, deps, bookingId, kind === 'missing_in_records' ? appointmentId : null);
    case 'move_record':
      return moveFiledAgain(tx, deps, bookingId);
    case 'remove_record':
      return removeFiledAgain(tx, deps, bookingId);
    case 'remove_stray': {
      const where = kind === 'left_over_in_mailbox' ? 'mailbox' : 'scheduling';
      const holdsOwn =
        booking.status === 'ended' && booking.calendar === where && sides.calendar.kind === 'active';
      if (holdsOwn) await cancelEventAgain(tx, deps, bookingId);
      for (const stray of straysOf(kind, compared)) {
        if (stray.left === 'job') await leaveEventAgain(tx, deps, stray.eventId);
      }
    }
  }
}

/** Takes strays out that no job looks after. @returns whether all are gone */
export async function removeStrays(
  deps: ReconciliationDeps,
  { kind, mend }: Difference,
  compared: BookingWithSides,
  signal: AbortSignal,
): Promise<boolean> {
  if (mend !== 'remove_stray') return true;
  let gone = true;
  for (const { calendar, eventId, practitionerId, left } of straysOf(kind, compared)) {
    if (left === 'job') continue;
    try {
      const event = { practitionerId, eventId, signal };
      if (calendar === 'mailbox') await deps.mailboxes?.remove(event);
      else await deps.scheduler.cancel({ ...event, reason: 'No longer needed' });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (error.reason !== 'not_found') gone = false;
    }
  }
  return gone;
}

/** Of a confirmed booking, only what it is known to have left; of an ended one, all. */
function straysOf(
  kind: Difference['kind'],
  { booking, sides }: Pick<BookingWithSides, 'booking' | 'sides'>,
): readonly Stray[] {
  if (kind === 'left_over_in_mailbox') return sides.strays.filter(({ calendar }) => calendar === 'mailbox');
  return sides.strays.filter(
    ({ calendar, left }) => calendar === 'scheduling' && (left !== false || booking.status === 'ended'),
  );
}
