import { Problem } from '../../../platform/problem.ts';
import { onlyPractitioner, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Booking } from '../booking.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';

/**
 * A booking that a member of staff asks for. A practitioner finds the own bookings only.
 * @throws Problem not_found
 */
export async function bookingForStaff(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  member: StaffMember,
  bookingId: string,
): Promise<Booking> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  const only = onlyPractitioner(member);
  if (!booking || (only !== null && booking.practitionerId !== only)) {
    throw new Problem('not_found', 'There is no such booking.');
  }
  return booking;
}
