import { html, type TemplateResult } from 'lit';
import { readBooking } from '../../../api/bookings.ts';
import { earlierCopy as copy } from '../../../copy/booking/earlier.ts';
import type { Choice } from '../journey/journey.ts';
import { timeWords, type ViewContext } from '../views/view-context.ts';
import { accessOf } from './look-up.ts';
import '../../../components/banner/banner.ts';

/**
 * Draws that the patient has booked this visit before in this tab, with the way to that booking; they may also go on.
 * @param lastBooked the link of that booking
 * @returns `null` when the earlier booking is another visit, is over, or cannot be read
 */
export async function findEarlier(
  origin: string,
  lastBooked: string,
  { service, visit }: Choice,
  context: ViewContext,
): Promise<TemplateResult | null> {
  const access = accessOf(lastBooked);
  if (!access) return null;
  const { bookingId, manageToken, manageUrl } = access;
  const found = await readBooking(origin, bookingId, manageToken).catch(() => null);
  const isSame = found?.status === 'confirmed' && found.service === service && found.visit === visit;
  if (!isSame || Date.parse(found.start) < Date.now()) return null;
  const { day, time, place } = timeWords(found.start, found.durationMinutes, context);
  return html`<bq-banner .heading=${copy.heading} .body=${copy.body(`${day}, ${time}, ${place}`)}>
    <a class="phone" href=${manageUrl}>${copy.see}</a>
  </bq-banner>`;
}
