import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import fc from 'fast-check';
import { startOfDay } from './day-range.ts';
import { mergeSlots, shownStarts } from './slot-merging.ts';

const quarter = 15 * 60_000;
const at = (iso: string): number => Date.parse(iso);
const zones = [
  'Australia/Melbourne',
  'Australia/Brisbane',
  'Australia/Perth',
  'Australia/Lord_Howe',
  'Europe/London',
];

/** Around the days on which Melbourne's and Lord Howe's clocks go back, and London's forward. */
const someStart = fc
  .integer({ min: 0, max: 14 * 96 })
  .map((quarters) => at('2027-03-25T00:00:00Z') + quarters * quarter);
const somePractitioners = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 4 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((practitionerId) =>
        fc.array(someStart, { maxLength: 30 }).map((starts) => ({ practitionerId, starts })),
      ),
    ),
  );

describe('putting calendars side by side', () => {
  it('has every instant once, in order, on its day in the zone, with exactly those who are free', () => {
    fc.assert(
      fc.property(somePractitioners, fc.constantFrom(...zones), (practitioners, zone) => {
        const days = mergeSlots(practitioners, 15, zone);
        const dates = days.map((one) => one.date);
        assert.deepEqual(dates, [...new Set(dates)].sort());
        const slots = days.flatMap((one) => one.slots.map((slot) => ({ ...slot, date: one.date })));
        const starts = slots.map((slot) => at(slot.start));
        assert.deepEqual(
          starts,
          [...new Set(starts)].sort((a, b) => a - b),
        );
        assert.deepEqual(new Set(starts), new Set(practitioners.flatMap((one) => one.starts)));
        for (const slot of slots) {
          assert.equal(slot.date, dayOf(slot.start, zone));
          const free = practitioners.filter((one) => one.starts.includes(at(slot.start)));
          assert.deepEqual(
            slot.practitionerIds,
            free.map((one) => one.practitionerId),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows the hour that a clock runs through twice as two different times', () => {
    const starts = [at('2027-04-03T15:30:00Z'), at('2027-04-03T16:30:00Z')];
    const days = mergeSlots([{ practitionerId: 'a', starts }], 15, 'Australia/Melbourne');
    assert.deepEqual(
      days.map((one) => [one.date, one.slots.map((slot) => slot.start)]),
      [['2027-04-04', ['2027-04-03T15:30:00Z', '2027-04-03T16:30:00Z']]],
    );
  });
});

describe('what is shown of a calendar', () => {
  const rules = {
    now: at('2026-11-23T00:00:00Z'),
    minimumNoticeMinutes: 60,
    horizonDays: 10,
    durationMinutes: 15,
  };
  const show = (starts: readonly string[], taken: [string, string, string][] = []): string[] =>
    shownStarts(
      { practitionerId: 'a', starts: starts.map(at) },
      taken.map(([practitionerId, start, end]) => ({
        practitionerId,
        start: new Date(start),
        end: new Date(end),
      })),
      rules,
    ).map((start) => new Date(start).toISOString());

  it('leaves out what is too soon and what is too far ahead', () => {
    assert.deepEqual(
      show(['2026-11-23T00:59:00Z', '2026-11-23T01:00:00Z', '2026-12-03T00:00:00Z', '2026-12-03T00:15:00Z']),
      ['2026-11-23T01:00:00.000Z', '2026-12-03T00:00:00.000Z'],
    );
  });

  it('leaves out what overlaps a hold of the same practitioner, and nothing beside it', () => {
    const starts = [
      '2026-11-24T00:00:00Z',
      '2026-11-24T00:15:00Z',
      '2026-11-24T00:30:00Z',
      '2026-11-24T00:45:00Z',
    ];
    assert.deepEqual(
      show(starts, [
        ['a', '2026-11-24T00:20:00Z', '2026-11-24T00:45:00Z'],
        ['b', '2026-11-24T00:45:00Z', '2026-11-24T01:00:00Z'],
      ]),
      ['2026-11-24T00:00:00.000Z', '2026-11-24T00:45:00.000Z'],
    );
  });
});

describe('where a day begins', () => {
  it('is the first instant of that day, in every zone and on days when clocks change', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom(...zones, 'Africa/Cairo', 'America/Havana', 'Pacific/Kiritimati', 'Pacific/Niue'),
        (offset, zone) => {
          const day = new Date(at('2026-01-01T00:00:00Z') + offset * dayMs).toISOString().slice(0, 10);
          const start = startOfDay(day, zone);
          assert.equal(dayOf(start, zone), day);
          assert.ok(dayOf(new Date(start.getTime() - 1000), zone) < day);
        },
      ),
      { numRuns: 60 },
    );
  });
});
