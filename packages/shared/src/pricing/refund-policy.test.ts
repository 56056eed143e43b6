import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hourMs, minuteMs } from '../time/duration.ts';
import { fullRefundUntil, type RefundTerms, refundFor, refundTerms } from './refund-policy.ts';

const start = new Date('2026-11-23T22:30:00Z');
const half = { fullRefundUntilHours: 24, lateRefundPercent: 50, graceMinutes: 0 };
const clinic = { fullRefundUntilHours: 24, lateRefundPercent: 0, graceMinutes: 30 };
const hoursBefore = (hours: number) => new Date(start.getTime() - hours * hourMs);
const after = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * minuteMs);

describe('what is refunded for a cancelled booking', () => {
  const rows: readonly [string, Date, number][] = [
    ['everything a week before', hoursBefore(168), 7901],
    ['everything at the last moment of the day before', hoursBefore(24), 7901],
    ['half of it a moment later, the odd half cent for the patient', new Date(+hoursBefore(24) + 1), 3951],
    ['half of it a minute before the start', hoursBefore(1 / 60), 3951],
  ];
  for (const [title, now, cents] of rows) {
    const booking = { priceCents: 7901, start, bookedAt: hoursBefore(400) };
    it(title, () => assert.equal(refundFor(booking, half, now), cents));
  }

  it('is nothing for what was free, or when the clinic refunds nothing', () => {
    const bookedAt = hoursBefore(400);
    assert.equal(refundFor({ priceCents: null, start, bookedAt }, half, hoursBefore(48)), 0);
    const strict = { fullRefundUntilHours: 48, lateRefundPercent: 0, graceMinutes: 0 };
    assert.equal(refundFor({ priceCents: 7900, start, bookedAt }, strict, hoursBefore(47)), 0);
    const until = fullRefundUntil({ priceCents: 7900, start, bookedAt }, strict);
    assert.equal(until.toISOString(), '2026-11-21T22:30:00.000Z');
  });

  it('is everything within the grace period, though the appointment is close', () => {
    const bookedAt = hoursBefore(3);
    const booking = { priceCents: 7900, start, bookedAt };
    assert.equal(refundFor(booking, clinic, after(bookedAt, 30)), 7900);
    assert.equal(refundFor(booking, clinic, new Date(+after(bookedAt, 30) + 1)), 0);
  });

  it('does not end earlier because of the grace period', () => {
    const booking = { priceCents: 7900, start, bookedAt: hoursBefore(400) };
    assert.equal(refundFor(booking, clinic, hoursBefore(24)), 7900);
  });
});

describe('the terms that a patient reads', () => {
  const wanted = (now: Date, bookedAt: Date | null = null, policy = clinic) =>
    refundTerms({ priceCents: 7900, start, bookedAt }, policy, now);

  it('name the deadline while it is ahead', () => {
    assert.deepEqual(wanted(hoursBefore(100)), { kind: 'until', until: hoursBefore(24), lateCents: 0 });
  });
  it('name the minutes after booking when the deadline comes within them', () => {
    assert.deepEqual(wanted(hoursBefore(24.25)), { kind: 'late', minutes: 30, hours: null, lateCents: 0 });
  });
  it('say for a late booking that only the minutes after booking are refunded', () => {
    assert.deepEqual(wanted(hoursBefore(10)), { kind: 'late', minutes: 30, hours: 24, lateCents: 0 });
  });
  it('say for a late booking without a grace period what is refunded', () => {
    const strict = { ...clinic, graceMinutes: 0 };
    assert.deepEqual(wanted(hoursBefore(10), null, strict), {
      kind: 'late',
      minutes: 0,
      hours: 24,
      lateCents: 0,
    });
    assert.deepEqual(wanted(hoursBefore(10), null, half), {
      kind: 'late',
      minutes: 0,
      hours: 24,
      lateCents: 3950,
    });
  });
  it('name the end of the grace period after a late booking, and then that it is over', () => {
    const bookedAt = hoursBefore(10);
    assert.deepEqual(wanted(after(bookedAt, 5), bookedAt), {
      kind: 'until',
      until: after(bookedAt, 30),
      lateCents: 0,
    });
    assert.deepEqual(wanted(after(bookedAt, 31), bookedAt), {
      kind: 'late',
      minutes: 0,
      hours: 24,
      lateCents: 0,
    });
  });
  it('are always everything where the policy is so', () => {
    assert.deepEqual(wanted(hoursBefore(1), null, { ...clinic, fullRefundUntilHours: 0 }), {
      kind: 'always',
    });
    assert.deepEqual(wanted(hoursBefore(1), null, { ...clinic, lateRefundPercent: 100 }), { kind: 'always' });
  });
  it('are not there for a visit that costs nothing', () => {
    for (const priceCents of [0, null]) {
      const terms = refundTerms({ priceCents, start, bookedAt: null }, clinic, hoursBefore(1));
      assert.deepEqual(terms, { kind: 'free' });
    }
  });
});

/** What terms promise to a patient who booked at `bookedAt` and cancels at `now`. */
function promised(terms: RefundTerms, priceCents: number, bookedAt: Date, now: Date): number {
  switch (terms.kind) {
    case 'free':
      return 0;
    case 'always':
      return priceCents;
    case 'until':
      return now <= terms.until ? priceCents : terms.lateCents;
    case 'late':
      return terms.minutes > 0 && now <= after(bookedAt, terms.minutes) ? priceCents : terms.lateCents;
  }
}

describe('the terms and the refund', () => {
  const policies = fc.record({
    fullRefundUntilHours: fc.integer({ min: 0, max: 72 }),
    lateRefundPercent: fc.constantFrom(0, 1, 33, 50, 99, 100),
    graceMinutes: fc.constantFrom(0, 1, 30, 180),
  });
  // Around both ends of daylight saving in Melbourne and in London, and on an ordinary day.
  const starts = fc
    .tuple(
      fc.constantFrom(
        '2026-10-03T16:00:00Z',
        '2027-04-03T16:00:00Z',
        '2026-10-25T01:00:00Z',
        '2027-03-28T01:00:00Z',
        '2026-11-23T22:30:00Z',
      ),
      fc.integer({ min: -48 * 60, max: 48 * 60 }),
    )
    .map(([instant, minutes]) => after(new Date(instant), minutes));
  /** Milliseconds around the moments at which something changes, and anywhere else. */
  const near = fc.constantFrom(-60_000, -1, 0, 1, 60_000);

  it('agree at every instant, for one who books as soon as the terms are read', () => {
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 0, max: 99_999_999 }),
        starts,
        fc.oneof(fc.integer({ min: 0, max: 100 * 60 }), fc.constantFrom(24 * 60, 24 * 60 + 30, 72 * 60)),
        near,
        fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom(0, 1, 30, 180)),
        near,
        (policy, priceCents, start, minutesAhead, shift, minutesLater, later) => {
          const bookedAt = new Date(+after(start, -minutesAhead) + shift);
          const now = new Date(+after(bookedAt, minutesLater) + later);
          fc.pre(bookedAt <= now && now < start);
          const booking = { priceCents, start, bookedAt };
          const refund = refundFor(booking, policy, now);
          const before = refundTerms({ ...booking, bookedAt: null }, policy, bookedAt);
          assert.equal(promised(before, priceCents, bookedAt, now), refund, 'the line before booking');
          const confirmed = refundTerms(booking, policy, bookedAt);
          assert.equal(
            promised(confirmed, priceCents, bookedAt, now),
            refund,
            'the line of the confirmation',
          );
          const shown = refundTerms(booking, policy, now);
          assert.equal(
            promised(shown, priceCents, bookedAt, now),
            refund,
            'the line shown when it is cancelled',
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never promise more than is refunded to one who books some time after reading them', () => {
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 1, max: 20_000 }),
        starts,
        fc.integer({ min: 1, max: 6000 }),
        fc.integer({ min: 0, max: 6000 }),
        fc.integer({ min: 0, max: 6000 }),
        (policy, priceCents, start, ahead, reading, staying) => {
          const read = after(start, -ahead);
          const bookedAt = after(read, reading);
          const now = after(bookedAt, staying);
          fc.pre(now < start);
          const terms = refundTerms({ priceCents, start, bookedAt: null }, policy, read);
          const refund = refundFor({ priceCents, start, bookedAt }, policy, now);
          assert.ok(promised(terms, priceCents, bookedAt, now) <= refund);
        },
      ),
    );
  });

  it('are never negative, never more than was paid, and never grow with time', () => {
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 })),
        (policy, priceCents, [a, b]) => {
          const booking = { priceCents, start, bookedAt: hoursBefore(60) };
          const early = refundFor(booking, policy, hoursBefore(Math.max(a, b) / 60));
          const late = refundFor(booking, policy, hoursBefore(Math.min(a, b) / 60));
          assert.ok(late >= 0 && early <= priceCents && late <= early);
        },
      ),
    );
  });
});
