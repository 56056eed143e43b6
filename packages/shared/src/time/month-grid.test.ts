import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMonths, firstDay, lastDay, monthGrid, monthOf, weekdayIndex } from './month-grid.ts';
import { addMonthsToDay } from './months-to-day.ts';
import { addDays, daysBetween } from './zone.ts';

const months = fc
  .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

test('November 2026 starts on a Sunday and needs six weeks', () => {
  const weeks = monthGrid('2026-11');
  assert.equal(weeks.length, 6);
  assert.deepEqual(weeks[0], [null, null, null, null, null, null, '2026-11-01']);
  assert.deepEqual(weeks[5], ['2026-11-30', null, null, null, null, null, null]);
});

test('a February that starts on a Monday needs four weeks', () => {
  assert.equal(monthGrid('2027-02').length, 4);
});

test('every day of a month stands in its grid once, under its own weekday', () => {
  fc.assert(
    fc.property(months, (month) => {
      const weeks = monthGrid(month);
      const days = weeks.flat().filter((day) => day !== null);
      assert.equal(days[0], firstDay(month));
      assert.equal(days.at(-1), lastDay(month));
      assert.equal(days.length, daysBetween(firstDay(month), lastDay(month)) + 1);
      for (const week of weeks) {
        assert.equal(week.length, 7);
        for (const [index, day] of week.entries()) if (day) assert.equal(weekdayIndex(day), index);
      }
    }),
  );
});

test('weekdays agree with the calendar of the platform', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), (offset) => {
      const day = addDays('2026-11-20', offset);
      assert.equal(weekdayIndex(day), (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
    }),
  );
});

test('months are added across years, both ways', () => {
  assert.equal(addMonths('2026-11', 2), '2027-01');
  assert.equal(addMonths('2026-01', -1), '2025-12');
  assert.equal(addMonths('2026-12', -12), '2025-12');
  fc.assert(
    fc.property(months, fc.integer({ min: -400, max: 400 }), (month, count) => {
      assert.equal(addMonths(addMonths(month, count), -count), month);
    }),
  );
});

test('the same day of a shorter month is its last day', () => {
  assert.equal(addMonthsToDay('2026-12-31', 2), '2027-02-28');
  assert.equal(addMonthsToDay('2028-01-31', 1), '2028-02-29');
  assert.equal(addMonthsToDay('2026-11-30', -9), '2026-02-28');
  assert.equal(addMonthsToDay('2026-11-20', 12), '2027-11-20');
});

test('any two months in a row fit into one question about the calendar', () => {
  fc.assert(
    fc.property(months, (month) => {
      const days = daysBetween(firstDay(month), lastDay(addMonths(month, 1))) + 1;
      assert.ok(days <= 62, `${month}: ${days}`);
      assert.equal(monthOf(firstDay(month)), month);
    }),
  );
});
