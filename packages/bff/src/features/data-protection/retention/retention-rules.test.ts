import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { byPerson } from './group-by-person.ts';
import { daysAfter, isOver, keepUntil, yearsAfter } from './retention-rules.ts';

const settings = { adultYears: 7, minorUntilAge: 25, birthUnknown: 'minor' } as const;

const day = fc
  .date({ min: new Date('1961-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** In order, the first one first. */
const days = (count: number) =>
  fc.array(day, { minLength: count, maxLength: count }).map((list) => list.toSorted());

describe('how long a health record is kept', () => {
  const until = (record: { birth: string | null; firstEntry?: string; lastEntry: string }) =>
    keepUntil({ firstEntry: record.lastEntry, ...record }, settings);

  it('is seven years after the last entry of an adult', () => {
    const expected = { day: '2033-11-20', rule: 'adultYears' };
    assert.deepEqual(until({ birth: '1980-05-01', lastEntry: '2026-11-20' }), expected);
    const since2015 = { birth: '1980-05-01', firstEntry: '2015-01-01', lastEntry: '2026-11-20' };
    assert.deepEqual(until(since2015), expected);
  });

  it('is until the 25th birthday of a person who was a minor', () => {
    assert.deepEqual(until({ birth: '2010-05-01', lastEntry: '2026-11-20' }), {
      day: '2035-05-01',
      rule: 'minorUntilAge',
    });
  });

  it('is seven years after an entry as an adult for what was written of the minor, too', () => {
    const both = { birth: '2004-05-01', firstEntry: '2018-01-01', lastEntry: '2026-11-20' };
    assert.deepEqual(until(both), { day: '2033-11-20', rule: 'adultYears' });
  });

  it('is longest where the date of birth is missing or impossible', () => {
    const longest = { day: '2051-11-20', rule: 'birthUnknown' };
    assert.deepEqual(until({ birth: null, lastEntry: '2026-11-20' }), longest);
    assert.deepEqual(until({ birth: '2062-05-01', lastEntry: '2026-11-20' }), longest);
    assert.deepEqual(until({ birth: '1800-05-01', lastEntry: '2026-11-20' }), longest);
    const adults = { ...settings, birthUnknown: 'adult' } as const;
    const record = { birth: null, firstEntry: '2026-11-20', lastEntry: '2026-11-20' };
    assert.deepEqual(keepUntil(record, adults), { day: '2033-11-20', rule: 'adultYears' });
  });

  it('keeps a day longer after 29 February rather than a day too short', () => {
    assert.equal(yearsAfter('2028-02-29', 7), '2035-03-01');
    assert.equal(yearsAfter('2028-02-29', 8), '2036-02-29');
    assert.equal(yearsAfter('2096-02-29', 4), '2100-03-01');
    assert.equal(until({ birth: '2012-02-29', lastEntry: '2026-11-20' }).day, '2037-03-01');
    assert.equal(until({ birth: '1980-01-31', lastEntry: '2028-02-29' }).day, '2035-03-01');
  });

  it('counts days over the ends of months and years', () => {
    assert.equal(daysAfter('2026-11-30', 1), '2026-12-01');
    assert.equal(daysAfter('2028-02-28', 1), '2028-02-29');
    assert.equal(daysAfter('2026-10-03', 90), '2027-01-01');
  });

  it('is over the day after its last day, and not on it', () => {
    assert.equal(isOver('2033-11-20', '2033-11-20'), false);
    assert.equal(isOver('2033-11-20', '2033-11-21'), true);
  });

  it('is never shorter than the law says, for any patient', () => {
    fc.assert(
      fc.property(days(3), ([birth = '', firstEntry = '', lastEntry = '']) => {
        const kept = keepUntil({ birth, firstEntry, lastEntry }, settings).day;
        assert.ok(kept >= yearsAfter(lastEntry, 7));
        // 25 for a person who was under 18 at any entry; at the first entry they were youngest.
        if (firstEntry < yearsAfter(birth, 18)) assert.ok(kept >= yearsAfter(birth, 25));
        else assert.equal(kept, yearsAfter(lastEntry, 7));
      }),
    );
  });

  it('is never shortened by a later entry, nor by not knowing the birthday', () => {
    fc.assert(
      fc.property(days(4), ([birth = '', firstEntry = '', lastEntry = '', later = '']) => {
        const known = { birth, firstEntry, lastEntry };
        const kept = keepUntil(known, settings).day;
        assert.ok(keepUntil({ ...known, lastEntry: later }, settings).day >= kept);
        assert.ok(keepUntil({ ...known, birth: null }, settings).day >= kept);
      }),
    );
  });
});

describe('what belongs to one person', () => {
  const record = (id: string, ...ties: string[]) => ({ id, ties });
  const ids = (groups: { id: string }[][]) =>
    groups.map((group) => group.map(({ id }) => id).toSorted()).toSorted();

  it('is what shares a tie, over as many steps as it takes', () => {
    const records = [
      record('form', 'booking:1'),
      record('other'),
      record('booking', 'booking:1', 'patient:a'),
      record('later booking', 'booking:2', 'patient:a'),
      record('stranger', 'booking:3', 'patient:b'),
    ];
    assert.deepEqual(ids(byPerson(records)), [['booking', 'form', 'later booking'], ['other'], ['stranger']]);
  });

  it('does not depend on the order, loses nothing, and never parts what shares a tie', () => {
    const tie = fc.integer({ min: 0, max: 12 }).map((n) => `patient:${n}`);
    const records = fc
      .array(fc.array(tie, { maxLength: 3 }), { maxLength: 30 })
      .map((list) => list.map((ties, index) => ({ id: String(index), ties })));
    fc.assert(
      fc.property(records, (list) => {
        const groups = byPerson(list);
        assert.deepEqual(
          groups
            .flat()
            .map(({ id }) => Number(id))
            .toSorted((a, b) => a - b),
          list.map((_, index) => index),
        );
        assert.deepEqual(ids(groups), ids(byPerson(list.toReversed())));
        const groupOf = new Map(groups.flatMap((group, index) => group.map(({ id }) => [id, index])));
        for (const one of list) {
          for (const two of list) {
            if (one.ties.some((shared) => two.ties.includes(shared))) {
              assert.equal(groupOf.get(one.id), groupOf.get(two.id));
            }
          }
        }
      }),
    );
  });
});
