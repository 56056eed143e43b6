import type { CatalogueService, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';

/**
 * How a patient gets a visit today:
 * `online` books it here, free; `pay` books it here and pays; `phone` by calling the clinic;
 * `enquiry` has no price yet, so ask; `waitlist` the service is not open yet.
 */
export type WayToBook = 'online' | 'pay' | 'phone' | 'enquiry' | 'waitlist';

export function wayToBook(service: CatalogueService, visit: CatalogueVisit): WayToBook {
  if (service.status === 'waitlist') return 'waitlist';
  if (visit.price === null) return 'enquiry';
  if (visit.bookable !== 'online') return 'phone';
  return visit.price.amountCents === 0 ? 'online' : 'pay';
}
