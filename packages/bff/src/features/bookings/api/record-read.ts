import { byPatient } from '../../../platform/audit/actor.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';

/** Records that a patient read their booking: every read of a patient's data is in the audit trail. */
export async function recordRead(
  deps: Pick<BookingDeps, 'store' | 'clock'>,
  booking: Booking,
  requestId: string | undefined,
): Promise<void> {
  const context = { ...byPatient(requestId), now: deps.clock.now() };
  await deps.store.db.transaction((tx) => audit(tx, booking.id, 'booking.read', context));
}
