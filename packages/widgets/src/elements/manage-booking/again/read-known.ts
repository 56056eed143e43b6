import { readBookingDetails } from '../../../api/bookings/booking-details.ts';
import type { Known } from '../../../page/links/known.ts';
import type { ManageLink } from '../../../page/links/manage-link.ts';
import { loadPart } from '../../../page/load-part.ts';

/** What the patient of a booking typed; `null` when it cannot be read: then the form asks for it. */
export async function readKnown(
  origin: string,
  { bookingId, token }: ManageLink,
  locale: string,
): Promise<Known | null> {
  try {
    const [details, { KnownDetails }] = await Promise.all([
      readBookingDetails(origin, bookingId, token),
      loadPart(() => import('./known-details.ts')),
    ]);
    return new KnownDetails(details, locale);
  } catch {
    return null;
  }
}
