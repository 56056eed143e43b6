import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, sampleToday } from '../../testing/sample-day.ts';
import { placed, scaleOf, topOf } from './day-layout.ts';

const zone = 'Australia/Melbourne';
const [sample] = sampleToday.appointments;
if (!sample) throw new Error('The samples have no appointment.');
const visit = (clock: string, durationMinutes = 15, practitionerId = 'dr_dia') => ({
  ...sample,
  bookingId: `b-${practitionerId}-${clock}`,
  start: at(clock),
  durationMinutes,
  practitionerId,
});

describe('the layout of a day', () => {
  it('has nine to five at least, and reaches from the first to the last thing', () => {
    const empty = scaleOf([], [], zone);
    assert.deepEqual([empty.from, empty.to], [9, 17]);
    const long = scaleOf([visit('08:30'), visit('18:30', 60)], [], zone);
    assert.deepEqual([long.from, long.to], [8, 20]);
  });

  it('is not made longer by what is busy over night', () => {
    const night = scaleOf([], [{ start: at('02:00'), end: at('23:30') }], zone);
    assert.deepEqual([night.from, night.to], [6, 22]);
  });

  it('makes an hour higher where appointments are close together, up to a limit', () => {
    const usual = scaleOf([visit('10:00'), visit('11:00')], [], zone);
    const close = scaleOf([visit('10:00'), visit('10:15')], [], zone);
    const closest = scaleOf([visit('10:00'), visit('10:01')], [], zone);
    assert.ok(close.hour > usual.hour);
    assert.equal(closest.hour, 120);
  });

  it('measures from the top of the day, and stays inside it', () => {
    const scale = { from: 9, to: 17, hour: 60 };
    assert.equal(topOf(at('09:00'), scale, zone), 0);
    assert.equal(topOf(at('10:30'), scale, zone), 90);
    assert.equal(topOf(at('07:00'), scale, zone), 0);
    assert.equal(topOf(at('20:00'), scale, zone), 480);
  });

  it('puts overlapping appointments into lanes side by side, and the others into one', () => {
    const scale = { from: 9, to: 17, hour: 60 };
    const found = placed(
      [visit('10:00', 60), visit('10:30', 60), visit('11:00', 30), visit('14:00')],
      scale,
      zone,
    );
    assert.deepEqual(
      found.map(({ lane, lanes }) => [lane, lanes]),
      [
        [0, 2],
        [1, 2],
        [0, 2],
        [0, 1],
      ],
    );
  });

  it('lets no appointment cover the next one', () => {
    const day = [visit('10:00'), visit('10:15'), visit('10:30', 60), visit('12:00')];
    const found = placed(day, scaleOf(day, [], zone), zone);
    for (const [index, { top, height }] of found.entries()) {
      const next = found[index + 1];
      if (next) assert.ok(top + height <= next.top);
      assert.ok(height > 0);
    }
  });
});
