import { html, type TemplateResult } from 'lit';
import { readBooking } from '../../../api/bookings/bookings.ts';
import { appointmentTime } from '../../../copy/appointment-time.ts';
import { earlierCopy as copy } from '../../../copy/booking/earlier.ts';
import { manageLinkOf } from '../../../page/links/manage-link.ts';
import type { Choice } from '../journey/journey.ts';
import type { ViewContext } from '../views/view-context.ts';
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
  { catalogue, patientZone, locale }: ViewContext,
): Promise<TemplateResult | null> {
  const link = manageLinkOf(lastBooked.slice(lastBooked.indexOf('#')), '');
  const found = link && (await readBooking(origin, link.bookingId, link.token).catch(() => null));
  const isSame = found?.status === 'confirmed' && found.service === service && found.visit === visit;
  if (!isSame || Date.parse(found.start) < Date.now()) return null;
  const { day, time, place } = appointmentTime(
    found.start,
    found.durationMinutes,
    catalogue.clinic.timeZone,
    patientZone,
    locale,
  );
  return html`<bq-banner .heading=${copy.heading} .body=${copy.body(`${day}, ${time}, ${place}`)}>
    <a class="phone" href=${lastBooked}>${copy.see}</a>
  </bq-banner>`;
}
