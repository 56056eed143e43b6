import type {
  StaffBookingLine,
  StaffBookingList,
  StaffBookingsQuery,
} from '@botaniqal/shared/contracts/staff/bookings.ts';
import { addDays, dayOf, daysBetween } from '@botaniqal/shared/time/zone.ts';
import { and, arrayContains, asc, desc, eq, gte, lt, or, type SQL } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { instantOf } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { byStaff, onlyPractitioner, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { type Booking, contactPersonOf, openBooking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';
import { keysOfSearch } from './search-keys.ts';

/** The days that a list shows when staff do not say how many, and the most that it shows. */
const usualDays = 31;
const mostDays = 92;

type FindDeps = Pick<BookingDeps, 'store' | 'sealing' | 'clock' | 'clinic' | 'personKeys'>;

/**
 * The bookings of some days, or those that a search finds. Only the rows of the answer are opened: a search compares
 * keyed hashes. A practitioner finds the own ones. The audit trail says who was shown which booking.
 */
export async function findBookings(
  deps: FindDeps,
  query: StaffBookingsQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffBookingList> {
  const search = query.q ? searchOf(deps, query.q) : null;
  const only = onlyPractitioner(member);
  const where = and(
    search ?? inDays(deps, query),
    search && (query.from ?? query.to) ? inDays(deps, query) : undefined,
    only === null ? undefined : eq(bookings.practitionerId, only),
  );
  return deps.store.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(bookings)
      .where(where)
      .orderBy(search ? desc(bookings.start) : asc(bookings.start), asc(bookings.id))
      .limit(query.limit + 1);
    const found = rows.slice(0, query.limit).map((row) => openBooking(deps.sealing, row));
    const access = {
      actor: byStaff(member).actor,
      action: 'booking.listed',
      at: deps.clock.now(),
      requestId,
    };
    await recordListed(
      tx,
      access,
      'booking',
      found.map(({ id }) => id),
    );
    return { bookings: found.map(lineOf), more: rows.length > query.limit };
  });
}

/** A booking as one line. */
export function lineOf(booking: Booking): StaffBookingLine {
  return {
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    status: booking.status,
    channel: booking.channel,
    service: booking.service,
    visit: booking.visit,
    practitionerId: booking.practitionerId,
    start: isoInstant(booking.start),
    durationMinutes: booking.durationMinutes,
    price:
      booking.priceCents === null ? null : { amountCents: booking.priceCents, currency: booking.currency },
    patientName: booking.patient.name,
    contactPerson: contactPersonOf(booking.patient),
    noShowAt: booking.noShowAt && isoInstant(booking.noShowAt),
    moves: booking.moves,
  };
}

function searchOf(deps: Pick<FindDeps, 'personKeys'>, text: string): SQL | undefined {
  const byPerson = keysOfSearch(deps.personKeys, text).map((keys) =>
    arrayContains(bookings.searchKeys, keys),
  );
  return or(eq(bookings.confirmationNumber, text.toUpperCase()), ...byPerson);
}

/** @throws Problem invalid_request */
function inDays(deps: Pick<FindDeps, 'clock' | 'clinic'>, query: StaffBookingsQuery): SQL | undefined {
  const { timeZone } = deps.clinic.clinic;
  const from = query.from ?? dayOf(deps.clock.now(), timeZone);
  const to = query.to ?? addDays(from, usualDays);
  const days = daysBetween(from, to);
  if (days < 0 || days > mostDays) {
    const message = days < 0 ? 'must not be before from' : `must be within ${mostDays} days after from`;
    throw new Problem('invalid_request', `The days cannot be shown: to ${message}.`, {
      fields: [{ path: 'to', code: 'out_of_range', message }],
    });
  }
  const startOf = (day: string) => instantOf(`${day}T00:00`, timeZone);
  return and(gte(bookings.start, startOf(from)), lt(bookings.start, startOf(addDays(to, 1))));
}
