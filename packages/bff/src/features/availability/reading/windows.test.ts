import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { gaps, type Stretch, windowsToRead } from './windows.ts';

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 120 }))
  .map(([start, length]): Stretch => ({ start, end: start + length }));
const covers = (all: readonly Stretch[], point: number): boolean =>
  all.some((one) => one.start <= point && point < one.end);

describe('choosing what to read', () => {
  it('costs one reading per whole or begun window when nothing is known', () => {
    fc.assert(
      fc.property(stretch, fc.integer({ min: 1, max: 40 }), (whole, length) => {
        const count = windowsToRead(whole, [], length).length;
        assert.equal(count, Math.ceil((whole.end - whole.start) / length));
      }),
    );
  });

  it('covers everything that was asked, and reads nothing that is known from its first moment on', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 5 }), (whole, known) => {
        const windows = windowsToRead(whole, known, 31);
        for (let point = whole.start; point < whole.end; point += 1) {
          assert.ok(covers([...known, ...windows], point));
        }
        for (const window of windows) assert.equal(covers(known, window.start), false);
      }),
    );
  });

  it('finds exactly the gaps', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 5 }), (whole, known) => {
        const found = gaps(whole, known);
        for (let point = whole.start; point < whole.end; point += 1) {
          assert.equal(covers(found, point), !covers(known, point));
        }
        assert.ok(
          found.every((one) => one.start >= whole.start && one.end <= whole.end && one.start < one.end),
        );
      }),
    );
  });
});
