import type { CatalogueService, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';

/**
 * How a patient gets a visit today:
 * `online` books it here, free; `pay` books it here and pays; `phone` by calling the clinic;
 * `enquiry` has no price yet, so ask; `waitlist` the service is not open yet.
 */
export type BookingChannel = 'online' | 'pay' | 'phone' | 'enquiry' | 'waitlist';

/**
 * The server decides whether a visit may be booked here (`bookable`, by `features/catalogue`). This function only says
 * how it is paid, or what the patient can do in place of booking.
 */
export function bookingChannelOf({ status }: CatalogueService, visit: CatalogueVisit): BookingChannel {
  const { bookable, price } = visit;
  if (bookable === 'online') return price?.amountCents === 0 ? 'online' : 'pay';
  if (status === 'waitlist') return 'waitlist';
  return price ? 'phone' : 'enquiry';
}
