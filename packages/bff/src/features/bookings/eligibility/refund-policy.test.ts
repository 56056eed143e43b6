import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import fc from 'fast-check';
import { fullRefundUntil, refundFor } from './refund-policy.ts';

const start = new Date('2026-11-23T22:30:00Z');
const policy = { fullRefundUntilHours: 24, lateRefundPercent: 50 };
const hoursBefore = (hours: number) => new Date(start.getTime() - hours * hourMs);

describe('what is given back for a cancelled booking', () => {
  const rows: readonly [string, Date, number][] = [
    ['everything a week before', hoursBefore(168), 7901],
    ['everything at the last moment of the day before', hoursBefore(24), 7901],
    ['half of it a moment later, the odd half cent for the patient', new Date(+hoursBefore(24) + 1), 3951],
    ['half of it a minute before the start', hoursBefore(1 / 60), 3951],
  ];
  for (const [title, now, cents] of rows) {
    it(title, () => assert.equal(refundFor({ priceCents: 7901, start }, policy, now), cents));
  }

  it('is nothing for what was free, or when the clinic gives nothing back', () => {
    assert.equal(refundFor({ priceCents: null, start }, policy, hoursBefore(48)), 0);
    const strict = { fullRefundUntilHours: 48, lateRefundPercent: 0 };
    assert.equal(refundFor({ priceCents: 7900, start }, strict, hoursBefore(47)), 0);
    assert.equal(fullRefundUntil(start, strict).toISOString(), '2026-11-21T22:30:00.000Z');
  });

  it('is never negative, never more than was paid, and never grows with time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 720 }),
        fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 })),
        (priceCents, lateRefundPercent, fullRefundUntilHours, [a, b]) => {
          const rules = { fullRefundUntilHours, lateRefundPercent };
          const early = refundFor({ priceCents, start }, rules, hoursBefore(Math.max(a, b)));
          const late = refundFor({ priceCents, start }, rules, hoursBefore(Math.min(a, b)));
          assert.ok(late >= 0 && early <= priceCents && late <= early);
        },
      ),
    );
  });
});
