import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { isEndOfWindow, slotsOf, windowAt, windowOf } from './calendar-windows.ts';

test('the first question runs from today to the end of next month', () => {
  assert.deepEqual(windowAt(0, '2026-11-20'), { index: 0, from: '2026-11-20', to: '2026-12-31' });
});

test('the second question follows without a gap, across the year', () => {
  assert.deepEqual(windowAt(1, '2026-11-20'), { index: 1, from: '2027-01-01', to: '2027-02-28' });
});

test('a month is found in its window', () => {
  assert.deepEqual(
    ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'].map((month) =>
      windowOf(month, '2026-11'),
    ),
    [0, 0, 0, 1, 1, 2],
  );
});

test('only the second month of a window looks ahead to the next one', () => {
  assert.deepEqual(
    ['2026-11', '2026-12', '2027-01', '2027-02'].map((month) => isEndOfWindow(month, '2026-11')),
    [false, true, false, true],
  );
});

test('slots of all windows stand in order, each once', () => {
  const calendar = (...starts: string[]): CombinedCalendar => ({
    service: 'gaps_coaching',
    visit: 'followup',
    timeZone: 'Australia/Melbourne',
    from: '2026-11-20',
    to: '2026-12-31',
    practitioners: [],
    days: [
      {
        date: '2026-11-23',
        slots: starts.map((start) => ({ start, durationMinutes: 15, practitionerIds: ['ramona'] })),
      },
    ],
  });
  const answers = [
    { calendar: calendar('2026-12-01T00:00:00Z'), readAt: 0 },
    { calendar: calendar('2026-11-23T00:00:00Z', '2026-12-01T00:00:00Z'), readAt: 0 },
  ];
  assert.deepEqual(
    slotsOf(answers).map(({ start }) => start),
    ['2026-11-23T00:00:00Z', '2026-12-01T00:00:00Z'],
  );
});
