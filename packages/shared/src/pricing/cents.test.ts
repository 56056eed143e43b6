import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { largestCents, percentOf, shareOut, wholeCents } from './cents.ts';

const cents = fc.integer({ min: 0, max: largestCents });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('taking a percentage', () => {
  it('gives the odd half cent to the discount', () => {
    assert.equal(percentOf(11_905, 10), 1191);
    assert.equal(percentOf(11_904, 10), 1190);
    assert.equal(percentOf(5, 10), 1);
    assert.equal(percentOf(4, 10), 0);
  });

  it('is never more than half a cent from the exact percentage', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 100 }), (amount, percent) => {
        const result = percentOf(amount, percent);
        assert.ok(Number.isInteger(result));
        assert.ok(Math.abs(result * 100 - amount * percent) <= 50);
      }),
    );
  });

  it('takes nothing at 0 and everything at 100 percent', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        assert.equal(percentOf(amount, 0), 0);
        assert.equal(percentOf(amount, 100), amount);
      }),
    );
  });
});

describe('sharing an amount out', () => {
  const weights = fc.array(cents, { minLength: 1, maxLength: 20 });

  it('loses no cent and gives each no more than their weight', () => {
    fc.assert(
      fc.property(weights, fc.nat(), (parts, seed) => {
        const amount = sum(parts) === 0 ? 0 : seed % (sum(parts) + 1);
        const shares = shareOut(amount, parts);
        assert.equal(sum(shares), amount);
        shares.forEach((share, index) => {
          assert.ok(Number.isInteger(share) && share >= 0 && share <= (parts[index] ?? 0));
        });
      }),
    );
  });

  it('keeps each share within a cent of its exact part', () => {
    fc.assert(
      fc.property(weights, fc.nat({ max: largestCents }), (parts, amount) => {
        fc.pre(sum(parts) > 0);
        shareOut(amount, parts).forEach((share, index) => {
          const exact = (BigInt(amount) * BigInt(parts[index] ?? 0)) / BigInt(sum(parts));
          assert.ok(share === Number(exact) || share === Number(exact) + 1);
        });
      }),
    );
  });

  it('gives the odd cent to the largest remainder, and to the earlier one when they are equal', () => {
    assert.deepEqual(shareOut(10, [1, 1, 1]), [4, 3, 3]);
    assert.deepEqual(shareOut(1980, [11_900, 7900]), [1190, 790]);
    assert.deepEqual(shareOut(1, [1, 2]), [0, 1]);
  });

  it('refuses to share something out over nothing', () => {
    assert.deepEqual(shareOut(0, [0, 0]), [0, 0]);
    assert.throws(() => shareOut(1, [0, 0]), RangeError);
  });
});

describe('whole cents', () => {
  it('refuses fractions, negative amounts, and more than Stripe takes', () => {
    for (const wrong of [0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, largestCents + 1]) {
      assert.throws(() => wholeCents(wrong), RangeError);
    }
    assert.equal(wholeCents(7900), 7900);
  });
});
