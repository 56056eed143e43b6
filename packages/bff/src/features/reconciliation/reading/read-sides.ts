import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { type ComparedBooking, comparedBookings, leftEventsAmong } from '../../bookings/index.ts';
import { type FiledAppointment, filedAppointments } from '../../records/index.ts';
import { hadTask } from '../../staff-tasks/index.ts';
import type { CalendarSide, RecordsSide, Sides, Stray } from '../comparing/sides.ts';
import type { ReconciliationDeps } from '../deps.ts';
import type { Unread } from '../tables.ts';
import { Looks, lookInCalendar } from './closer-looks.ts';
import { type Lists, practitionerOf, readLists } from './lists.ts';
import { ownersOfStrangeEvents } from './strange-events.ts';

/** A booking, and what all systems say of it. */
export interface BookingWithSides {
  booking: ComparedBooking;
  sides: Sides;
  /** The appointment in the practice's records that we filed. */
  appointmentId: string | null;
}

/** A booking is filed within minutes, and for a day its job is tried. After that a person would have a task. */
const filingTakesMs = 25 * hourMs;

/**
 * Reads all systems for a window, and puts together what each says of each booking.
 * @param alsoIds bookings that differed in an earlier run
 */
export async function readSides(
  deps: ReconciliationDeps,
  window: { from: Date; to: Date },
  alsoIds: readonly string[],
  signal: AbortSignal,
): Promise<{ all: BookingWithSides[]; unread: readonly Unread[] }> {
  const { db } = deps.store;
  const lists = await readLists(deps, window, signal);
  // Read after the lists, so that what was booked meanwhile is known here.
  const now = deps.clock.now();
  const listedIds = [...lists.calendar.keys()];
  const confirmed = await comparedBookings(db, window, now);
  const holders = await comparedBookings(db, { eventIds: listedIds }, now);
  const left = new Map((await leftEventsAmong(db, listedIds)).map((one) => [one.eventId, one]));
  const named = new Set([...confirmed, ...holders].map(({ eventId }) => eventId));
  const strange = [...lists.calendar.values()].filter(
    ({ eventId }) => !named.has(eventId) && !left.has(eventId),
  );
  const owned = await ownersOfStrangeEvents(deps, strange, new Looks(), signal);
  const filedThere = await filedAppointments(db, { appointmentIds: [...lists.records.keys()] });

  const otherIds = [
    ...alsoIds,
    ...lists.mailbox.map(({ bookingId }) => bookingId),
    ...owned.map(({ bookingId }) => bookingId),
    ...[...left.values()].map(({ bookingId }) => bookingId),
    ...filedThere.map(({ bookingId }) => bookingId),
  ];
  const others = await comparedBookings(db, { ids: [...new Set(otherIds)] }, now);
  const all = new Map([...confirmed, ...holders, ...others].map((booking) => [booking.id, booking]));
  const filings = new Map(
    (await filedAppointments(db, { bookingIds: [...all.keys()] })).map((one) => [one.bookingId, one]),
  );

  const strays = strayList(lists, owned, left);
  const looks = { calendar: new Looks(), records: new Looks() };
  const withSides: BookingWithSides[] = [];
  for (const booking of all.values()) {
    const filing = filings.get(booking.id) ?? null;
    withSides.push({
      booking,
      appointmentId: filing?.appointmentId ?? null,
      sides: {
        calendar: await calendarSide(deps, booking, lists, looks.calendar, signal),
        strays: (strays.get(booking.id) ?? []).filter(({ eventId }) => eventId !== booking.eventId),
        records: await recordsSide(deps, booking, filing, lists, looks.records, signal),
      },
    });
  }
  return { all: withSides, unread: lists.unread };
}

function strayList(
  lists: Lists,
  owned: readonly {
    event: { eventId: string; start: Date; visits: readonly { practitionerId: string }[] };
    bookingId: string;
  }[],
  left: ReadonlyMap<
    string,
    { eventId: string; bookingId: string; practitionerId: string; start: Date; cancelledAt: Date | null }
  >,
): Map<string, Stray[]> {
  const strays = new Map<string, Stray[]>();
  const add = (bookingId: string, stray: Stray) =>
    strays.set(bookingId, [...(strays.get(bookingId) ?? []), stray]);
  for (const { bookingId, eventId, start, practitionerId } of lists.mailbox) {
    add(bookingId, { calendar: 'mailbox', eventId, start, practitionerId, left: false });
  }
  for (const { event, bookingId } of owned) {
    const { eventId, start, visits } = event;
    const practitionerId = visits[0]?.practitionerId ?? '';
    add(bookingId, { calendar: 'scheduling', eventId, start, practitionerId, left: false });
  }
  for (const { eventId, bookingId, practitionerId, start, cancelledAt } of left.values()) {
    const state = cancelledAt ? 'done' : 'job';
    add(bookingId, { calendar: 'scheduling', eventId, start, practitionerId, left: state });
  }
  return strays;
}

async function calendarSide(
  deps: ReconciliationDeps,
  booking: ComparedBooking,
  lists: Lists,
  looks: Looks,
  signal: AbortSignal,
): Promise<CalendarSide> {
  const { eventId, practitionerId } = booking;
  if (eventId === null) return { kind: 'unknown' };
  if (booking.calendar === 'mailbox') {
    const event = lists.mailbox.find((one) => one.eventId === eventId);
    if (event) return { kind: 'active', start: event.start, practitionerIds: [] };
  } else {
    const listed = lists.calendar.get(eventId);
    if (listed) {
      const practitionerIds = listed.visits.map((visit) => visit.practitionerId);
      return { kind: 'active', start: listed.start, practitionerIds };
    }
  }
  // The appointment of an ended booking is not there, as it should be.
  if (booking.status !== 'confirmed' || booking.unsettled) return { kind: 'unknown' };
  const source = booking.calendar === 'mailbox' ? 'mailbox' : 'calendar';
  const isUnread = lists.unread.some((one) => one.source === source && one.practitionerId === practitionerId);
  return isUnread ? { kind: 'unknown' } : lookInCalendar(deps, booking, looks, signal);
}

async function recordsSide(
  deps: ReconciliationDeps,
  booking: ComparedBooking,
  filing: FiledAppointment | null,
  lists: Lists,
  looks: Looks,
  signal: AbortSignal,
): Promise<RecordsSide> {
  if (!filing?.appointmentId) {
    const confirmedAt = booking.confirmedAt?.getTime() ?? deps.clock.now().getTime();
    const overdue = deps.clock.now().getTime() - confirmedAt > filingTakesMs;
    const known = overdue && (await hadTask(deps.store.db, 'filing_failed', booking.id));
    return { kind: 'not_filed', overdue, known };
  }
  const { appointmentId, isOurs, removed } = filing;
  let found = lists.records.get(appointmentId) ?? null;
  if (!found) {
    if (booking.status !== 'confirmed' || booking.unsettled) return { kind: 'unknown' };
    const isUnread = lists.unread.some(
      ({ source, practitionerId }) => source === 'records' && practitionerId === booking.practitionerId,
    );
    if (isUnread) return { kind: 'unknown' };
    const read = await looks.take(() => deps.records.readAppointment(appointmentId, signal));
    if (read === 'unknown') return { kind: 'unknown' };
    if (read === null) return { kind: 'absent', isOurs };
    found = read;
  }
  return {
    kind: 'present',
    start: found.start,
    practitionerId: practitionerOf(deps, found.providerId),
    cancelled: found.status === 'cancelled',
    isOurs,
    filedStart: filing.start,
    filedPractitionerId: filing.practitionerId,
    removed,
  };
}
