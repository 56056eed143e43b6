import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byDay, clocksDiffer, dayPartOf, hourOf } from './day-slots.ts';
import { dayOf } from './zone.ts';

const zones = [
  'Australia/Melbourne',
  'Australia/Brisbane',
  'Australia/Perth',
  'Australia/Lord_Howe',
  'Europe/London',
];

test('one instant is Monday morning in Melbourne and Sunday evening in London', () => {
  const start = '2026-11-22T22:30:00Z';
  assert.deepEqual([...byDay([{ start }], 'Australia/Melbourne').keys()], ['2026-11-23']);
  assert.deepEqual([...byDay([{ start }], 'Europe/London').keys()], ['2026-11-22']);
  assert.equal(dayPartOf(start, 'Australia/Melbourne'), 'morning');
  assert.equal(dayPartOf(start, 'Europe/London'), 'evening');
});

test('noon is afternoon and five is evening', () => {
  assert.equal(dayPartOf('2026-11-23T00:59:00Z', 'Australia/Melbourne'), 'morning');
  assert.equal(dayPartOf('2026-11-23T01:00:00Z', 'Australia/Melbourne'), 'afternoon');
  assert.equal(dayPartOf('2026-11-23T05:59:00Z', 'Australia/Melbourne'), 'afternoon');
  assert.equal(dayPartOf('2026-11-23T06:00:00Z', 'Australia/Melbourne'), 'evening');
});

test('on the day Melbourne turns its clocks back, both two-o-clocks stay, in the order they happen', () => {
  const starts = ['2027-04-03T16:30:00Z', '2027-04-03T15:30:00Z'];
  const days = byDay(
    starts.map((start) => ({ start })),
    'Australia/Melbourne',
  );
  assert.deepEqual(
    days.get('2027-04-04')?.map(({ start }) => start),
    ['2027-04-03T15:30:00Z', '2027-04-03T16:30:00Z'],
  );
  assert.deepEqual(
    starts.map((start) => hourOf(start, 'Australia/Melbourne')),
    [2, 2],
  );
});

test('on the day Lord Howe moves by half an hour, a slot is on the day its clock says', () => {
  // 2026-10-04 02:00 becomes 02:30, from UTC+10:30 to UTC+11.
  assert.equal(hourOf('2026-10-03T15:29:00Z', 'Australia/Lord_Howe'), 1);
  assert.equal(hourOf('2026-10-03T15:30:00Z', 'Australia/Lord_Howe'), 2);
  assert.deepEqual(
    [...byDay([{ start: '2026-10-03T13:30:00Z' }], 'Australia/Lord_Howe').keys()],
    ['2026-10-04'],
  );
});

test('the day at midnight is the new one, in every zone', () => {
  for (const [zone, midnight] of [
    ['Australia/Melbourne', '2026-11-29T13:00:00Z'],
    ['Australia/Brisbane', '2026-11-29T14:00:00Z'],
    ['Australia/Perth', '2026-11-29T16:00:00Z'],
    ['Australia/Lord_Howe', '2026-11-29T13:00:00Z'],
    ['Europe/London', '2026-11-30T00:00:00Z'],
  ] as const) {
    assert.deepEqual([...byDay([{ start: midnight }], zone).keys()], ['2026-11-30'], zone);
    assert.equal(hourOf(midnight, zone), 0, zone);
  }
});

test('no slot is lost or doubled by putting it on its day, in any zone', () => {
  const instants = fc
    .integer({
      min: Date.parse('2026-01-01T00:00:00Z') / 60_000,
      max: Date.parse('2028-01-01T00:00:00Z') / 60_000,
    })
    .map((minute) => ({ start: new Date(minute * 60_000).toISOString() }));
  fc.assert(
    fc.property(
      fc.uniqueArray(instants, { selector: (slot) => slot.start }),
      fc.constantFrom(...zones),
      (slots, zone) => {
        const days = byDay(slots, zone);
        assert.equal([...days.values()].flat().length, slots.length);
        for (const [day, inDay] of days) {
          for (const slot of inDay) assert.equal(dayOf(slot.start, zone), day);
          assert.deepEqual(
            inDay.map(({ start }) => start),
            inDay.map(({ start }) => start).toSorted(),
          );
        }
      },
    ),
  );
});

test('Brisbane differs from Melbourne in summer only, Sydney never', () => {
  assert.equal(clocksDiffer('2026-11-23T00:00:00Z', 'Australia/Melbourne', 'Australia/Brisbane'), true);
  assert.equal(clocksDiffer('2026-07-01T00:00:00Z', 'Australia/Melbourne', 'Australia/Brisbane'), false);
  assert.equal(clocksDiffer('2026-11-23T00:00:00Z', 'Australia/Melbourne', 'Australia/Sydney'), false);
  assert.equal(clocksDiffer('2026-07-01T00:00:00Z', 'Australia/Melbourne', 'Australia/Lord_Howe'), true);
});
