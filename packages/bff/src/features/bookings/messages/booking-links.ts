import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { whenLine } from '../../messages/index.ts';
import { type Booking, openBooking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';
import { manageUrl } from './appointment-facts.ts';
import { dueForms } from './due-forms.ts';

/** More coming bookings than one person has. */
const most = 20;

/**
 * The links of a person's coming bookings, or to the forms of these that are not filled in yet.
 * @param personKey the keyed hash of the address that they booked with
 */
export async function bookingLinksOf(
  deps: BookingDeps,
  personKey: string,
  kind: 'manage' | 'forms',
): Promise<{ to: string; label: string; href: string }[]> {
  const found = await comingBookingsOf(deps, personKey);
  const links = await Promise.all(
    found.map(async (booking) => {
      const { email: to, timeZone } = booking.patient;
      const when = whenLine(booking.start, timeZone, deps.clinic.clinic.timeZone);
      if (kind === 'manage') return [{ to, label: when, href: manageUrl(deps, booking) }];
      const submitted = await deps.submittedForms?.(booking.id);
      const due = await dueForms(deps, booking);
      return due
        .filter(({ formId }) => !submitted?.has(formId))
        .map(({ title, href }) => ({ to, label: `${title}, for ${when}`, href }));
    }),
  );
  return links.flat();
}

/** The bookings of a person that have not begun, by the keyed hash of the address that they booked with. */
export async function comingBookingsOf(
  deps: Pick<BookingDeps, 'store' | 'sealing' | 'clock'>,
  personKey: string,
): Promise<Booking[]> {
  const rows = await deps.store.db
    .select()
    .from(bookings)
    .where(
      and(
        eq(bookings.personKey, personKey),
        inArray(bookings.status, ['confirming', 'confirmed', 'awaiting_payment']),
        gt(bookings.start, deps.clock.now()),
      ),
    )
    .orderBy(asc(bookings.start))
    .limit(most);
  return rows.map((row) => openBooking(deps.sealing, row));
}
