import type { ComparedBooking } from '../../bookings/index.ts';
import type { Sides } from '../comparing/sides.ts';
import type { ReconciliationDeps } from '../deps.ts';
import type { SaidBy } from '../tables.ts';

/** What each system says of a booking, in the order of who is asked first; ours is the first line. */
export function saidBy(
  { names }: Pick<ReconciliationDeps, 'names'>,
  booking: ComparedBooking,
  { calendar, strays, records }: Sides,
): SaidBy[] {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const holder = booking.calendar === 'mailbox' ? names.mailbox : names.calendar;
  return [
    {
      where: 'Our booking',
      state: booking.status === 'ended' ? 'cancelled' : 'booked',
      start: iso(booking.start),
      practitionerId: booking.practitionerId,
    },
    { where: holder, ...inCalendar(calendar, booking) },
    ...strays.map((stray) => ({
      where: stray.calendar === 'mailbox' ? names.mailbox : names.calendar,
      state: 'booked' as const,
      start: iso(stray.start),
      practitionerId: stray.practitionerId || null,
    })),
    { where: names.records, ...inRecords(records) },
  ];
}

const nothing = { start: null, practitionerId: null };

function inCalendar(side: Sides['calendar'], { practitionerId }: ComparedBooking): Omit<SaidBy, 'where'> {
  switch (side.kind) {
    case 'unknown':
      return { state: 'not_read', ...nothing };
    case 'absent':
      return { state: 'none', ...nothing };
    case 'cancelled':
      return { state: 'cancelled', ...nothing };
    case 'moved':
      return { state: 'moved', start: side.start?.toISOString() ?? null, practitionerId: null };
    case 'active': {
      const isTheirs = side.practitionerIds.length === 0 || side.practitionerIds.includes(practitionerId);
      const who = isTheirs ? practitionerId : (side.practitionerIds[0] ?? null);
      return { state: 'booked', start: side.start.toISOString(), practitionerId: who };
    }
  }
}

function inRecords(side: Sides['records']): Omit<SaidBy, 'where'> {
  if (side.kind === 'unknown') return { state: 'not_read', ...nothing };
  if (side.kind !== 'present') return { state: 'none', ...nothing };
  const { cancelled, start, practitionerId } = side;
  return { state: cancelled ? 'cancelled' : 'booked', start: start.toISOString(), practitionerId };
}
