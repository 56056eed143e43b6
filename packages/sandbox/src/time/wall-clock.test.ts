import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instantAt } from './wall-clock.ts';

describe('a wall clock’s instant', () => {
  it('follows the zone’s summer and winter', () => {
    assert.equal(
      instantAt('2026-11-23', '09:00', 'Australia/Melbourne').toISOString(),
      '2026-11-22T22:00:00.000Z',
    );
    assert.equal(
      instantAt('2026-07-06', '09:00', 'Australia/Melbourne').toISOString(),
      '2026-07-05T23:00:00.000Z',
    );
    assert.equal(
      instantAt('2026-11-23', '09:00', 'Australia/Brisbane').toISOString(),
      '2026-11-22T23:00:00.000Z',
    );
    assert.equal(
      instantAt('2026-11-23', '09:00', 'Australia/Lord_Howe').toISOString(),
      '2026-11-22T22:00:00.000Z',
    );
    assert.equal(instantAt('2026-11-23', '09:00', 'Europe/London').toISOString(), '2026-11-23T09:00:00.000Z');
  });

  it('is right on the days when clocks change, before and after', () => {
    const melbourne = (day: string, clock: string) =>
      instantAt(day, clock, 'Australia/Melbourne').toISOString();
    assert.equal(melbourne('2026-10-04', '01:30'), '2026-10-03T15:30:00.000Z');
    assert.equal(melbourne('2026-10-04', '03:30'), '2026-10-03T16:30:00.000Z');
    assert.equal(melbourne('2027-04-04', '01:30'), '2027-04-03T14:30:00.000Z');
    assert.equal(melbourne('2027-04-04', '03:30'), '2027-04-03T17:30:00.000Z');
  });

  it('takes the first of an hour that comes twice, and the old offset in one that is left out', () => {
    const melbourne = (day: string, clock: string) =>
      instantAt(day, clock, 'Australia/Melbourne').toISOString();
    assert.equal(melbourne('2027-04-04', '02:30'), '2027-04-03T15:30:00.000Z');
    assert.equal(melbourne('2026-10-04', '02:30'), '2026-10-03T16:30:00.000Z');
  });
});
