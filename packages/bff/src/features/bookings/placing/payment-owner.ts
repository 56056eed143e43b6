import type { PaymentOwner } from '../../payments/index.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { taskFactsOf } from './fail.ts';
import { proceed } from './on-authorised.ts';

/** What payments ask of, and tell, bookings. */
export function paymentOwner(deps: BookingDeps): PaymentOwner {
  return {
    authorised: (bookingId, signal) => proceed(deps, bookingId, { onPage: false, signal }),
    factsOf: async (bookingId) => taskFactsOf(await mustLoadBooking(deps, deps.store.db, bookingId)),
  };
}
