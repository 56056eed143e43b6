import { system } from '../../../platform/audit/actor.ts';
import type { BookingDeps } from '../deps.ts';
import { endUnpaidBooking } from './end-unpaid-booking.ts';

/** Expires a booking that was not paid in time. Its payment has ended already, or ends with it. */
export async function expireBooking(
  deps: Pick<BookingDeps, 'clock' | 'entitlements' | 'events' | 'freeTimes' | 'payments' | 'store'>,
  bookingId: string,
): Promise<void> {
  await endUnpaidBooking(deps, bookingId, 'hold_expired', system);
}
