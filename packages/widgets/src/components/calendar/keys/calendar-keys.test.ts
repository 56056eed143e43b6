import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAfterKey, tabAfterKey } from './calendar-keys.ts';

const limits = { first: '2026-11-20', last: '2027-11-20', rightToLeft: false };
const press = (key: string, day: string, shiftKey = false) => dayAfterKey({ key, shiftKey }, day, limits);

test('arrows move by day and week, over the ends of months', () => {
  assert.equal(press('ArrowRight', '2026-11-30'), '2026-12-01');
  assert.equal(press('ArrowLeft', '2026-12-01'), '2026-11-30');
  assert.equal(press('ArrowDown', '2026-11-25'), '2026-12-02');
  assert.equal(press('ArrowUp', '2026-12-02'), '2026-11-25');
});

test('Home and End go to Monday and Sunday of the week', () => {
  assert.equal(press('Home', '2026-11-26'), '2026-11-23');
  assert.equal(press('End', '2026-11-26'), '2026-11-29');
});

test('Page keys move by month, with Shift by year, and shorten where a month is short', () => {
  assert.equal(press('PageDown', '2027-01-31'), '2027-02-28');
  assert.equal(press('PageUp', '2027-01-31'), '2026-12-31');
  assert.equal(press('PageDown', '2026-11-20', true), '2027-11-20');
  assert.equal(press('PageUp', '2027-11-20', true), '2026-11-20');
});

test('nothing leads into the past or beyond the last day', () => {
  assert.equal(press('ArrowLeft', '2026-11-20'), '2026-11-20');
  assert.equal(press('Home', '2026-11-20'), '2026-11-20');
  assert.equal(press('PageDown', '2027-11-01'), '2027-11-20');
});

test('arrows follow the reading direction', () => {
  assert.equal(
    dayAfterKey({ key: 'ArrowRight', shiftKey: false }, '2026-11-25', { ...limits, rightToLeft: true }),
    '2026-11-24',
  );
  assert.equal(tabAfterKey({ key: 'ArrowRight', shiftKey: false }, 1, 4, true), 0);
});

test('other keys mean nothing here', () => {
  assert.equal(press('Enter', '2026-11-25'), undefined);
  assert.equal(tabAfterKey({ key: 'Enter', shiftKey: false }, 1, 4, false), undefined);
});

test('tabs go round their ends', () => {
  assert.equal(tabAfterKey({ key: 'ArrowRight', shiftKey: false }, 3, 4, false), 0);
  assert.equal(tabAfterKey({ key: 'ArrowLeft', shiftKey: false }, 0, 4, false), 3);
});
