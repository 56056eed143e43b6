import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everybody, FreeTimes } from './calendar-model.ts';
import {
  positionAtStart,
  positionInMonth,
  positionInTab,
  positionOnDay,
  positionWithTimes,
} from './calendar-position.ts';

const zone = 'Australia/Melbourne';
/** Nine in the morning in Melbourne on days in November and December. */
const slots = [
  ['2026-11-23', ['dr_dia']],
  ['2026-11-25', ['nurse']],
  ['2026-12-01', ['dr_dia', 'nurse']],
].map(([day, practitionerIds]) => ({
  start: new Date(Date.parse(`${day}T09:00:00+11:00`)).toISOString(),
  durationMinutes: 15,
  practitionerIds: practitionerIds as string[],
}));
const free = (tab = everybody, lost = '') => new FreeTimes(slots, zone, tab, lost);
const none = new FreeTimes([], zone, everybody, '');

test('starts in this month and goes to the first free day once times are known', () => {
  const start = positionAtStart('2026-11-20');
  assert.deepEqual(start, { month: '2026-11', day: '', cursor: '', seeking: true });
  assert.deepEqual(positionWithTimes(start, none, false), start);
  assert.deepEqual(positionWithTimes(start, free(), true), positionOnDay('2026-11-23'));
});

test('goes on to the first month that has times', () => {
  assert.deepEqual(positionWithTimes(positionAtStart('2026-11-26'), free('nobody'), true).day, '');
  assert.equal(
    positionWithTimes({ ...positionAtStart('2026-11-26'), month: '2026-12' }, free(), true).day,
    '2026-12-01',
  );
});

test('looks for later times from the month in view, and never goes back when there are none', () => {
  const later = { ...positionAtStart('2026-11-20'), month: '2027-01' };
  assert.deepEqual(positionWithTimes(later, free(), true), { ...later, seeking: false });
});

test('stays in this month when there is nothing anywhere, and no longer looks', () => {
  assert.deepEqual(positionWithTimes(positionAtStart('2026-11-20'), none, true), {
    month: '2026-11',
    day: '',
    cursor: '',
    seeking: false,
  });
});

test('turns to the first free day of a month, or to none', () => {
  assert.equal(positionInMonth('2026-12', free()).day, '2026-12-01');
  assert.equal(positionInMonth('2027-01', free()).day, '');
});

test('a month that had no times gets its day when they come', () => {
  assert.equal(positionWithTimes(positionInMonth('2026-12', none), free(), true).day, '2026-12-01');
});

test('a day that a person is on stays when times come again', () => {
  assert.equal(positionWithTimes(positionOnDay('2026-11-24'), free(), true).day, '2026-11-24');
});

test('another tab keeps the day where that person is free, else goes to their first one', () => {
  assert.equal(positionInTab(positionOnDay('2026-12-01'), free('nurse')).day, '2026-12-01');
  assert.equal(positionInTab(positionOnDay('2026-11-23'), free('nurse')).day, '2026-11-25');
  assert.equal(positionInTab(positionOnDay('2026-11-23'), free('nobody')).day, '');
});

test('free days before and after a day leave that day out, and a lost time makes a day none', () => {
  assert.equal(free().after('2026-11-23'), '2026-11-25');
  assert.equal(free().before('2026-12-01'), '2026-11-25');
  assert.equal(free().before('2026-11-23'), undefined);
  assert.equal(free(everybody, slots[0]?.start).after(), '2026-11-25');
});
