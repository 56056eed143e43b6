import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isQuiet } from '../../messages/index.ts';
import { reminderTime } from './reminder-time.ts';

const quiet = { from: '20:00', until: '08:00' };
const due = (start: string, hours: number, zone = 'Australia/Melbourne') =>
  reminderTime(new Date(start), hours, quiet, zone).toISOString();

describe('a reminder', () => {
  it('is due so many hours before, and before the quiet hours that it would fall into', () => {
    assert.equal(due('2026-11-23T03:00:00Z', 2), '2026-11-23T01:00:00.000Z');
    // 8:30 am in Melbourne: two hours before is night, so it is sent at 7 pm on the day before.
    assert.equal(due('2026-11-22T21:30:00Z', 2), '2026-11-22T08:00:00.000Z');
    // 10:30 pm: two hours before is 8:30 pm, so it is sent at 7 pm.
    assert.equal(due('2026-11-23T11:30:00Z', 2), '2026-11-23T08:00:00.000Z');
  });

  it('follows the clock of the patient, also on the days when it changes', () => {
    // 10 am in Melbourne is 7 am in Perth, where two hours before is night.
    assert.equal(due('2026-11-22T23:00:00Z', 2), '2026-11-22T21:00:00.000Z');
    assert.equal(due('2026-11-22T23:00:00Z', 2, 'Australia/Perth'), '2026-11-22T11:00:00.000Z');
    // Clocks go back on 5 April 2026, and forward on 4 October 2026. 7 pm before is daylight time, or standard time.
    assert.equal(due('2026-04-04T23:00:00Z', 2), '2026-04-04T08:00:00.000Z');
    assert.equal(due('2026-10-03T22:00:00Z', 2), '2026-10-03T09:00:00.000Z');
  });

  it('is never due in quiet hours', () => {
    for (let hour = 0; hour < 24 * 400; hour += 1) {
      const start = new Date(Date.parse('2026-01-01T00:00:00Z') + hour * 3_600_000);
      for (const zone of ['Australia/Melbourne', 'Australia/Perth', 'Australia/Lord_Howe']) {
        for (const hours of [2, 48]) {
          const at = reminderTime(start, hours, quiet, zone);
          assert.ok(!isQuiet(at, quiet, zone) && at < start, `${start.toISOString()} ${zone}`);
        }
      }
    }
  });
});
