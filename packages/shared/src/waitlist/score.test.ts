import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayMs } from '../time/duration.ts';
import { inOrder, type Near, scoreOf, scoreWeights, type Waiting, waitPart } from './score.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const instant = fc.integer({ min: 0, max: 4_000 * dayMs }).map((ms) => new Date(start + ms));
const postcode = fc.integer({ min: 200, max: 9999 }).map((code) => String(code).padStart(4, '0'));
const person: fc.Arbitrary<Waiting> = fc.record({
  interestLevel: fc.integer({ min: 1, max: 5 }),
  joinedAt: instant,
  acts: fc.record({ confirmed: fc.boolean(), returned: fc.boolean(), answered: fc.boolean() }),
  postcode: fc.option(postcode),
});
const near: fc.Arbitrary<Near> = fc.option(
  fc.array(
    fc.tuple(postcode, postcode).map(([a, b]) => (a <= b ? `${a}-${b}` : `${b}-${a}`)),
    { minLength: 1, maxLength: 3 },
  ),
);

describe('the score of a person on a waitlist', () => {
  it('is the weighted sum of four parts, all from 0 to 1', () => {
    const { interest, wait, engagement, location } = scoreWeights;
    assert.equal(interest + wait + engagement + location, 1);
    fc.assert(
      fc.property(person, near, instant, (one, where, now) => {
        const { total, ...parts } = scoreOf(one, where, now);
        for (const part of [total, ...Object.values(parts)]) assert.ok(part >= 0 && part <= 1, String(part));
        const sum = 0.3 * parts.interest + 0.2 * parts.wait + 0.2 * parts.engagement + 0.3 * parts.location;
        assert.ok(Math.abs(total - sum) < 1e-12);
      }),
    );
  });

  it('never falls by waiting longer', () => {
    fc.assert(
      fc.property(
        person,
        near,
        instant,
        fc.integer({ min: 0, max: 1_000 * dayMs }),
        (one, where, now, more) => {
          const later = new Date(now.getTime() + more);
          assert.ok(scoreOf(one, where, later).total >= scoreOf(one, where, now).total);
        },
      ),
    );
  });

  it('never falls by an act of their own, nor by wanting it more', () => {
    fc.assert(
      fc.property(person, near, instant, (one, where, now) => {
        const before = scoreOf(one, where, now).total;
        for (const act of ['confirmed', 'returned', 'answered'] as const) {
          const acted = { ...one, acts: { ...one.acts, [act]: true } };
          assert.ok(scoreOf(acted, where, now).total >= before);
        }
        const keener = { ...one, interestLevel: Math.min(5, one.interestLevel + 1) };
        assert.ok(scoreOf(keener, where, now).total >= before);
      }),
    );
  });

  it('gives one order, in which of two alike the one who joined earlier is first', () => {
    const entry = fc.tuple(person, fc.integer({ min: 1, max: 9_999 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), near, instant, (people, where, now) => {
        const scored = people.map(([one, place]) => ({ score: scoreOf(one, where, now), place }));
        const places = (list: typeof scored) =>
          list.toSorted(inOrder).map(({ score, place }) => [score.total, place]);
        assert.deepEqual(places(scored.toReversed()), places(scored));
        const sorted = scored.toSorted(inOrder);
        sorted.slice(1).forEach((next, index) => {
          const previous = sorted[index];
          assert.ok(previous);
          assert.ok(previous.score.total >= next.score.total);
          if (previous.score.total === next.score.total) assert.ok(previous.place <= next.place);
        });
      }),
    );
  });

  it('counts half a year of waiting in full, and a clock that was put back as none', () => {
    const joinedAt = new Date(start);
    assert.equal(waitPart(joinedAt, new Date(start + 90 * dayMs)), 0.5);
    assert.equal(waitPart(joinedAt, new Date(start + 400 * dayMs)), 1);
    assert.equal(waitPart(joinedAt, new Date(start - dayMs)), 0);
  });

  it('knows near, the same state, farther, and that video is near for all', () => {
    const at = (code: string | null, where: Near) =>
      scoreOf(
        {
          interestLevel: 1,
          joinedAt: new Date(start),
          acts: { confirmed: false, returned: false, answered: false },
          postcode: code,
        },
        where,
        new Date(start),
      ).location;
    const melbourne = ['3000-3207', '3999'];
    assert.deepEqual(
      ['3000', '3207', '3999', '3500', '2000', null].map((code) => at(code, melbourne)),
      [1, 1, 1, 0.5, 0, 0],
    );
    assert.deepEqual([at('0800', null), at(null, null)], [1, 1]);
  });
});
