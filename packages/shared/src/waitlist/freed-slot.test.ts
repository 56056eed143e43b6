import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { weekdays } from '../contracts/waitlist.ts';
import { leastOfferMinutes, offerEnd, weekdayOf, wouldTake } from './freed-slot.ts';

const melbourne = 'Australia/Melbourne';
const instants = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2029-12-31T00:00:00Z') })
  .map((ms) => new Date(ms));

describe('the day of the week at the clinic', () => {
  it('is the clinic’s, also where UTC has another day, month or year', () => {
    for (const [instant, day] of [
      ['2026-11-22T12:59:59Z', 'sun'],
      // Midnight in Melbourne, in summer time (UTC+11).
      ['2026-11-22T13:00:00Z', 'mon'],
      ['2026-12-31T12:59:59Z', 'thu'],
      ['2026-12-31T13:00:00Z', 'fri'],
      // The last of February, and the first of March.
      ['2028-02-28T13:00:00Z', 'tue'],
      ['2028-02-29T13:00:00Z', 'wed'],
    ] as const) {
      assert.equal(weekdayOf(new Date(instant), melbourne), day, instant);
    }
  });

  it('holds on the days on which the clocks change', () => {
    // 4 October 2026: forward at 2 am. 5 April 2026: back at 3 am; 13:30 UTC and 14:30 UTC are both on Sunday.
    for (const [instant, day] of [
      ['2026-10-03T13:59:59Z', 'sat'],
      ['2026-10-03T14:00:00Z', 'sun'],
      ['2026-10-04T12:59:59Z', 'sun'],
      ['2026-10-04T13:00:00Z', 'mon'],
      ['2026-04-04T12:59:59Z', 'sat'],
      ['2026-04-04T13:00:00Z', 'sun'],
      ['2026-04-05T13:59:59Z', 'sun'],
      ['2026-04-05T14:00:00Z', 'mon'],
    ] as const) {
      assert.equal(weekdayOf(new Date(instant), melbourne), day, instant);
    }
  });

  it('is the day that a calendar on the wall shows', () => {
    const onTheWall = new Intl.DateTimeFormat('en-AU', { weekday: 'short', timeZone: melbourne });
    fc.assert(
      fc.property(instants, (instant) => {
        assert.equal(weekdayOf(instant, melbourne), onTheWall.format(instant).slice(0, 3).toLowerCase());
      }),
    );
  });
});

describe('whether somebody would take a freed time', () => {
  const start = new Date('2026-11-26T22:00:00Z');
  const freed = { practitionerId: 'dr_dia', start };
  const at = { now: new Date('2026-11-24T22:00:00Z'), timeZone: melbourne };

  it('asks only for what they said', () => {
    assert.ok(wouldTake({}, freed, at));
    assert.ok(wouldTake({ practitionerId: 'dr_dia' }, freed, at));
    assert.ok(!wouldTake({ practitionerId: 'nurse' }, freed, at));
    // A Thursday in London, a Friday at the clinic.
    assert.ok(wouldTake({ days: ['mon', 'fri'] }, freed, at));
    assert.ok(!wouldTake({ days: ['thu'] }, freed, at));
  });

  it('needs the whole notice that they asked for, to the second', () => {
    assert.ok(wouldTake({ noticeHours: 48 }, freed, at));
    assert.ok(!wouldTake({ noticeHours: 48 }, freed, { ...at, now: new Date(at.now.getTime() + 1000) }));
  });

  it('never depends on a day that was not excluded: naming every day is naming none', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 336 }), (day, noticeHours) => {
        const time = { ...freed, start: day };
        const all = wouldTake({ noticeHours, days: [...weekdays] }, time, at);
        assert.equal(all, wouldTake({ noticeHours }, time, at));
        const some = weekdays.filter((one) => wouldTake({ noticeHours, days: [one] }, time, at));
        assert.equal(some.length, all ? 1 : 0);
      }),
    );
  });
});

describe('how long a freed time is kept for one person', () => {
  const rules = { now: new Date('2026-11-24T22:00:00Z'), offerHours: 4, minimumNoticeMinutes: 60 };

  it('is the clinic’s hours, and less where the time is near', () => {
    const end = (start: string) => offerEnd(new Date(start), rules)?.toISOString() ?? null;
    assert.equal(end('2026-11-26T22:00:00Z'), '2026-11-25T02:00:00.000Z');
    assert.equal(end('2026-11-25T02:00:00Z'), '2026-11-25T01:00:00.000Z');
    assert.equal(end('2026-11-24T23:30:00Z'), '2026-11-24T22:30:00.000Z');
    assert.equal(end('2026-11-24T23:29:00Z'), null);
    assert.equal(end('2026-11-23T22:00:00Z'), null);
  });

  it('always leaves the person time to answer, and the booking its notice', () => {
    const hours = fc.integer({ min: 1, max: 72 });
    fc.assert(
      fc.property(instants, instants, hours, fc.nat({ max: 10_080 }), (now, start, offerHours, notice) => {
        const end = offerEnd(start, { now, offerHours, minimumNoticeMinutes: notice });
        if (end === null) {
          assert.ok(start.getTime() - notice * 60_000 - now.getTime() < (leastOfferMinutes + 1) * 60_000);
          return;
        }
        assert.ok(end.getTime() - now.getTime() >= leastOfferMinutes * 60_000);
        assert.ok(end.getTime() <= now.getTime() + offerHours * 3_600_000);
        assert.ok(end.getTime() <= start.getTime() - notice * 60_000);
        assert.equal(end.getTime() % 60_000, 0);
      }),
    );
  });
});
