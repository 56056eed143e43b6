import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { slotsOf, windowAt, windowOf } from './calendar-windows.ts';

test('the first question is about the rest of this month', () => {
  assert.deepEqual(windowAt(0, '2026-11-20'), { index: 0, from: '2026-11-20', to: '2026-11-30' });
  assert.deepEqual(windowAt(0, '2026-11-23'), { index: 0, from: '2026-11-23', to: '2026-11-30' });
});

test('in the last days of a month it takes the next month along', () => {
  assert.deepEqual(windowAt(0, '2026-11-24'), { index: 0, from: '2026-11-24', to: '2026-12-31' });
  assert.deepEqual(windowAt(1, '2026-11-24'), { index: 1, from: '2027-01-01', to: '2027-01-31' });
  assert.deepEqual(windowAt(0, '2026-12-31'), { index: 0, from: '2026-12-31', to: '2027-01-31' });
});

test('each later question is about one month, without a gap, across the year', () => {
  assert.deepEqual(windowAt(1, '2026-11-20'), { index: 1, from: '2026-12-01', to: '2026-12-31' });
  assert.deepEqual(windowAt(2, '2026-11-20'), { index: 2, from: '2027-01-01', to: '2027-01-31' });
});

test('a month is found in its window', () => {
  const found = (today: string) =>
    ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02'].map((month) => windowOf(month, today));
  assert.deepEqual(found('2026-11-20'), [0, 0, 1, 2, 3]);
  assert.deepEqual(found('2026-11-30'), [0, 0, 0, 1, 2]);
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
