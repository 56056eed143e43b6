import type { CatalogueService, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';

/**
 * The channel through which a patient books a visit:
 * `online`: on this page, free; `pay`: on this page, with payment; `phone`: by calling the clinic;
 * `enquiry`: the visit has no price yet, so the patient asks the clinic; `waitlist`: the service is not open yet.
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
