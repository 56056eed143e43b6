import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { practitionerOf } from '../../catalogue/index.ts';
import { type OtherAppointment, whenLine } from '../../messages/index.ts';
import { type Booking, openBooking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';
import { manageUrl } from './appointment-facts.ts';

/** More appointments than a person books by mistake. */
const most = 5;

/**
 * The other coming appointments of the same person for the same visit, for the email that confirms a new one: perhaps the
 * patient has booked twice, on another device.
 *
 * Only the email says so, never the answer to the request: a stranger can type a patient's name, email, phone and date of
 * birth, and would learn whether that person sees a counsellor here. The mailbox has had the first confirmation already. A
 * family may share a mailbox, so the names must be the same, too.
 */
export async function otherAppointments(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
): Promise<OtherAppointment[]> {
  if (booking.personKey === null) return [];
  const rows = await tx
    .select()
    .from(bookings)
    .where(
      and(
        eq(bookings.personKey, booking.personKey),
        ne(bookings.id, booking.id),
        eq(bookings.service, booking.service),
        eq(bookings.visit, booking.visit),
        eq(bookings.status, 'confirmed'),
        gt(bookings.start, deps.clock.now()),
      ),
    )
    .orderBy(asc(bookings.start))
    .limit(most);
  return rows
    .map((row) => openBooking(deps.sealing, row))
    .filter(({ patient }) => sameName(patient.name, booking.patient.name))
    .map((other) => ({
      when: whenLine(other.start, booking.patient.timeZone, deps.clinic.clinic.timeZone),
      practitionerName: practitionerOf(deps.clinic, other.practitionerId)?.name ?? deps.clinic.clinic.name,
      manageUrl: manageUrl(deps, other),
    }));
}

function sameName(one: string, other: string): boolean {
  const plain = (name: string) =>
    name
      .normalize('NFKD')
      .replace(/[^\p{L}]/gu, '')
      .toLowerCase();
  return plain(one) === plain(other);
}
