import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTimeZone, usableZone, zonePlace } from './zone.ts';

describe('what counts as a time zone', () => {
  for (const [reported, used] of [
    ['Australia/Melbourne', 'Australia/Melbourne'],
    ['australia/melbourne', 'Australia/Melbourne'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Australia/Lord_Howe', 'Australia/Lord_Howe'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['+00:00', 'UTC'],
    ['-00:00', 'UTC'],
    ['+10:00', 'Etc/GMT-10'],
    ['-03:00', 'Etc/GMT+3'],
    ['+1030', '+10:30'],
    ['EST', 'America/Panama'],
    ['NZ', 'Pacific/Auckland'],
    ['Japan', 'Asia/Tokyo'],
    ['Australia/ACT', 'Australia/Sydney'],
  ] as const) {
    it(`${reported} is used as ${used}`, () => {
      assert.equal(usableZone(reported), used);
      assert.equal(isTimeZone(reported), true);
      assert.equal(usableZone(used), used, 'the name that is used is itself usable');
    });
  }

  for (const reported of [
    'Etc/Unknown',
    '',
    undefined,
    null,
    'undefined',
    'Mars/Olympus',
    'AEST',
    '+03:07',
    '+23:00',
  ]) {
    it(`${JSON.stringify(reported)} cannot be used`, () => {
      assert.equal(usableZone(reported), '');
    });
  }
});

it('a zone is shown as people write it', () => {
  assert.equal(zonePlace('Australia/Lord_Howe'), 'Lord Howe');
  assert.equal(zonePlace('Etc/GMT-10'), 'GMT+10');
  assert.equal(zonePlace('UTC'), 'UTC');
});
