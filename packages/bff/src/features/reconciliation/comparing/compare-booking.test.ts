import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareBooking } from './compare-booking.ts';
import type { CalendarSide, RecordsSide, Sides, Stray } from './sides.ts';

const start = new Date('2026-11-24T00:00:00Z');
const later = new Date('2026-11-25T00:00:00Z');
const confirmed = {
  status: 'confirmed',
  practitionerId: 'dr_dia',
  start,
  calendar: 'scheduling',
  unsettled: false,
  awaitsNewTime: false,
} as const;
const active: CalendarSide = { kind: 'active', start, practitionerIds: ['dr_dia'] };
const filed = {
  kind: 'present',
  start,
  practitionerId: 'dr_dia',
  cancelled: false,
  isOurs: true,
  filedStart: start,
  filedPractitionerId: 'dr_dia',
  removed: false,
} as const satisfies RecordsSide;
const stray: Stray = {
  calendar: 'scheduling',
  eventId: 'E2',
  start,
  practitionerId: 'dr_dia',
  left: false,
};
const agreed: Sides = { calendar: active, strays: [], records: filed };
const found = (sides: Partial<Sides>, booking: Partial<Parameters<typeof compareBooking>[0]> = {}) =>
  compareBooking({ ...confirmed, ...booking }, { ...agreed, ...sides }).map(
    ({ kind, mend, known }) => `${kind}: ${known ? 'known' : (mend ?? 'a person')}`,
  );

describe('comparing a booking', () => {
  it('finds nothing where all agree', () => assert.deepEqual(found({}), []));

  it('follows what the calendar says for certain, and asks a person when it has nothing', () => {
    assert.deepEqual(found({ calendar: { kind: 'moved', start: later, told: false } }), [
      'moved_in_calendar: adopt_move',
    ]);
    assert.deepEqual(found({ calendar: { kind: 'cancelled' } }), [
      'cancelled_in_calendar: adopt_cancellation',
    ]);
    assert.deepEqual(found({ calendar: { kind: 'absent' } }), ['missing_in_calendar: a person']);
  });

  it('leaves what staff know from another task', () => {
    assert.deepEqual(found({ calendar: { kind: 'moved', start: null, told: true } }), [
      'moved_in_calendar: known',
    ]);
    const waits = found({ calendar: { kind: 'moved', start: null, told: false } }, { awaitsNewTime: true });
    assert.deepEqual(waits, ['moved_in_calendar: known']);
    const records = { kind: 'not_filed', overdue: true, known: true } as const;
    assert.deepEqual(found({ records }), ['not_in_records: known']);
  });

  it('asks a person about another time or practitioner', () => {
    assert.deepEqual(found({ calendar: { kind: 'active', start: later, practitionerIds: ['nurse'] } }), [
      'other_time_in_calendar: a person',
      'other_practitioner_in_calendar: a person',
    ]);
    assert.deepEqual(found({ records: { ...filed, start: later, practitionerId: 'nurse' } }), [
      'other_time_in_records: a person',
      'other_practitioner_in_records: a person',
    ]);
    assert.deepEqual(found({ records: { ...filed, cancelled: true } }), ['cancelled_in_records: a person']);
  });

  it('removes only what no booking can want', () => {
    assert.deepEqual(found({ strays: [stray] }), ['two_appointments: a person']);
    assert.deepEqual(found({ strays: [{ ...stray, left: 'done' }] }), [
      'left_over_in_calendar: remove_stray',
    ]);
    assert.deepEqual(found({ strays: [{ ...stray, calendar: 'mailbox' }] }), [
      'left_over_in_mailbox: remove_stray',
    ]);
    assert.deepEqual(
      found({ calendar: { kind: 'unknown' }, strays: [{ ...stray, calendar: 'mailbox' }] }),
      [],
    );
  });

  it('files again what is missing in the records, and gives an old time there the new one', () => {
    assert.deepEqual(found({ records: { kind: 'absent', isOurs: true } }), ['missing_in_records: file']);
    assert.deepEqual(found({ records: { kind: 'absent', isOurs: false } }), ['missing_in_records: a person']);
    const old = { ...filed, start: later, filedStart: later };
    assert.deepEqual(found({ records: old }), ['old_time_in_records: move_record']);
    assert.deepEqual(found({ records: { ...old, isOurs: false } }), ['old_time_in_records: a person']);
  });

  it('takes the appointment of an ended booking out of each place', () => {
    const ended = { status: 'ended' } as const;
    assert.deepEqual(found({}, ended), [
      'left_over_in_calendar: remove_stray',
      'left_over_in_records: remove_record',
    ]);
    assert.deepEqual(
      found({ calendar: { kind: 'cancelled' }, records: { ...filed, removed: true } }, ended),
      [],
    );
  });
});

const times = fc.constantFrom(start, later);
const people = fc.constantFrom('dr_dia', 'nurse');
const calendars = fc.oneof(
  fc.constantFrom<CalendarSide>({ kind: 'unknown' }, { kind: 'absent' }, { kind: 'cancelled' }),
  fc.record({
    kind: fc.constant('active' as const),
    start: times,
    practitionerIds: fc.array(people, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('moved' as const), start: times, told: fc.boolean() }),
);
const strays = fc.array(
  fc.record({
    calendar: fc.constantFrom('scheduling' as const, 'mailbox' as const),
    eventId: fc.constantFrom('E2', 'E3'),
    start: times,
    practitionerId: people,
    left: fc.constantFrom(false as const, 'done' as const, 'job' as const),
  }),
  { maxLength: 2 },
);
const records = fc.oneof(
  fc.constant<RecordsSide>({ kind: 'unknown' }),
  fc.record({ kind: fc.constant('not_filed' as const), overdue: fc.boolean(), known: fc.boolean() }),
  fc.record({ kind: fc.constant('absent' as const), isOurs: fc.boolean() }),
  fc.record({
    kind: fc.constant('present' as const),
    start: times,
    practitionerId: fc.option(people),
    cancelled: fc.boolean(),
    isOurs: fc.boolean(),
    filedStart: fc.option(times),
    filedPractitionerId: fc.option(people),
    removed: fc.boolean(),
  }),
);
const bookings = fc.record({
  status: fc.constantFrom('confirmed' as const, 'ended' as const, 'open' as const),
  practitionerId: people,
  start: times,
  calendar: fc.constantFrom('scheduling' as const, 'mailbox' as const),
  unsettled: fc.boolean(),
  awaitsNewTime: fc.boolean(),
});

describe('any booking and any sides', () => {
  const check = (holds: (booking: Parameters<typeof compareBooking>[0], sides: Sides) => void): void =>
    fc.assert(
      fc.property(bookings, calendars, strays, records, (booking, calendar, some, filing) =>
        holds(booking, { calendar, strays: some, records: filing }),
      ),
      { numRuns: 2000 },
    );

  it('a side that could not be read is never a difference of its own', () =>
    check((booking, sides) => {
      const blind = compareBooking(booking, { ...sides, calendar: { kind: 'unknown' }, strays: [] });
      assert.ok(blind.every(({ kind }) => kind === 'left_over_in_records'));
      const unread = compareBooking(booking, { ...sides, records: { kind: 'unknown' } });
      assert.ok(unread.every(({ kind }) => !/records/.test(kind)));
    }));

  it('a booking is cancelled only when the calendar says cancelled, and never because something is missing', () =>
    check((booking, sides) => {
      const cancels = compareBooking(booking, sides).some(({ mend }) => mend === 'adopt_cancellation');
      if (cancels) assert.equal(sides.calendar.kind, 'cancelled');
      if (cancels) assert.equal(booking.status, 'confirmed');
    }));

  it('nothing is removed from a confirmed booking whose own appointment does not certainly stand', () =>
    check((booking, sides) => {
      const removes = compareBooking(booking, sides).some(({ mend }) => mend === 'remove_stray');
      if (removes && booking.status === 'confirmed') assert.equal(sides.calendar.kind, 'active');
    }));

  it('nothing is found about a booking that is on its way', () =>
    check((booking, sides) => {
      if (!booking.unsettled && booking.status !== 'open') return;
      assert.deepEqual(compareBooking(booking, sides), []);
    }));

  it('what is mended differs no more, so a second run does nothing', () =>
    check((booking, sides) => {
      const kinds = new Set(compareBooking(booking, sides).map(({ mend }) => mend));
      if (!kinds.has('file') && !kinds.has('move_record')) return;
      const mended: RecordsSide = {
        ...filed,
        start: booking.start,
        practitionerId: booking.practitionerId,
        filedStart: booking.start,
        filedPractitionerId: booking.practitionerId,
      };
      const again = compareBooking(booking, { ...sides, records: mended });
      assert.ok(again.every(({ kind }) => !/records/.test(kind)));
    }));
});
