import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { subtractBusy } from './subtract-busy.ts';

const minute = 60_000;
const noon = Date.parse('2026-11-24T01:00:00Z');
const at = (minutes: number): Date => new Date(noon + minutes * minute);
const busy = (practitionerId: string, from: number, to: number) => ({
  practitionerId,
  start: at(from),
  end: at(to),
});
const left = (starts: readonly number[], times: readonly ReturnType<typeof busy>[], durationMinutes = 15) =>
  subtractBusy(
    { practitionerId: 'a', starts: starts.map((one) => at(one).getTime()) },
    times,
    durationMinutes,
  ).map((start) => (start - noon) / minute);

describe('subtracting busy times from offered starts', () => {
  it('keeps everything when no source is busy', () => {
    assert.deepEqual(left([0, 15, 30], []), [0, 15, 30]);
  });

  it('removes a start whose visit overlaps a busy time, and keeps those that only touch it', () => {
    assert.deepEqual(left([0, 15, 30, 45], [busy('a', 15, 30)]), [0, 30, 45]);
    assert.deepEqual(left([0, 10, 29, 30], [busy('a', 15, 30)]), [0, 30]);
  });

  it('removes a start that lies inside a longer busy time, and one that surrounds a short one', () => {
    assert.deepEqual(left([0, 60], [busy('a', -30, 40)]), [60]);
    assert.deepEqual(left([0], [busy('a', 5, 6)]), []);
  });

  it('does not mind what another practitioner does', () => {
    assert.deepEqual(left([0], [busy('b', 0, 60)]), [0]);
  });

  it('gives the same for each number and order of the sources', () => {
    const someTimes = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b'),
        fc.integer({ min: -60, max: 240 }),
        fc.integer({ min: 1, max: 90 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 180 }), { maxLength: 30 }),
        someTimes,
        (starts, times) => {
          const all = times.map(([who, from, length]) => busy(who, from, from + length));
          const together = left(starts, all);
          const oneByOne = all.toReversed().reduce((rest, one) => left(rest, [one]), [...starts]);
          assert.deepEqual(together, oneByOne);
          for (const start of together) {
            const overlaps = all.some(
              (one) => one.practitionerId === 'a' && one.start < at(start + 15) && at(start) < one.end,
            );
            assert.equal(overlaps, false);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
