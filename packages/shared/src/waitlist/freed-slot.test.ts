import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { weekdays } from '../contracts/waitlist.ts';
import { dayMs, hourMs } from '../time/duration.ts';
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

describe('whether a freed time fits a waiting person', () => {
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
  const rules = {
    // Nine in the morning.
    now: new Date('2026-11-24T22:00:00Z'),
    offerHours: 4,
    quietHours: { from: '21:00', to: '08:00' },
    timeZone: melbourne,
    minimumNoticeMinutes: 60,
  };
  const hours = fc.integer({ min: 1, max: 72 });
  const notices = fc.nat({ max: 10_080 });
  const times = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const quiet = fc.oneof(fc.constant({ from: '21:00', to: '08:00' }), fc.record({ from: times, to: times }));
  /** Nights with and without a change of clocks, ends of months and years. */
  const nights = fc
    .tuple(
      fc.constantFrom('2026-10-03', '2027-04-03', '2026-12-31', '2028-02-28', '2028-02-29', '2026-11-24'),
      fc.nat({ max: 48 * 60 * 60 }),
    )
    .map(([day, seconds]) => new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000));
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: melbourne,
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const onTheClock = (instant: number) => wall.format(instant);

  it('is the clinic’s hours, and less where the time is near', () => {
    const end = (start: string) => offerEnd(new Date(start), rules)?.toISOString() ?? null;
    assert.equal(end('2026-11-26T22:00:00Z'), '2026-11-25T02:00:00.000Z');
    assert.equal(end('2026-11-25T02:00:00Z'), '2026-11-25T01:00:00.000Z');
    assert.equal(end('2026-11-24T23:30:00Z'), '2026-11-24T22:30:00.000Z');
    assert.equal(end('2026-11-24T23:29:00Z'), null);
    assert.equal(end('2026-11-23T22:00:00Z'), null);
  });

  it('does not count the night: who is asked at 11 pm has the whole morning', () => {
    const start = new Date('2028-12-01T00:00:00Z');
    for (const [asked, until, why] of [
      ['2026-11-24T12:00:00Z', '2026-11-25T01:00:00.000Z', '11 pm: until noon'],
      ['2026-11-24T07:00:00Z', '2026-11-24T22:00:00.000Z', '6 pm: three hours, and one from 8 am'],
      ['2026-11-24T06:00:00Z', '2026-11-24T10:00:00.000Z', '5 pm: until the quiet begins'],
      ['2026-11-24T10:00:00Z', '2026-11-25T01:00:00.000Z', '9 pm, to the second'],
      ['2026-11-24T21:00:00Z', '2026-11-25T01:00:00.000Z', '8 am, to the second'],
      ['2026-11-24T20:59:30Z', '2026-11-25T01:00:00.000Z', 'half a minute before'],
      ['2026-12-31T12:00:00Z', '2027-01-01T01:00:00.000Z', 'into the new year'],
      ['2028-02-28T12:00:00Z', '2028-02-29T01:00:00.000Z', 'into the day of a leap year'],
      // The night of 4 October 2026 is an hour shorter, that of 4 April 2027 an hour longer.
      ['2026-10-03T13:00:00Z', '2026-10-04T01:00:00.000Z', 'clocks go forward: until noon'],
      ['2027-04-03T12:00:00Z', '2027-04-04T02:00:00.000Z', 'clocks go back: until noon'],
    ] as const) {
      assert.equal(offerEnd(start, { ...rules, now: new Date(asked) })?.toISOString(), until, why);
    }
  });

  it('does not outlast the notice for the sake of the night, and counts it where nothing is quiet', () => {
    const now = new Date('2026-11-24T12:00:00Z');
    const early = offerEnd(new Date('2026-11-24T22:30:00Z'), { ...rules, now });
    assert.equal(early?.toISOString(), '2026-11-24T21:30:00.000Z');
    for (const time of ['00:00', '08:00', '21:00']) {
      const quietHours = { from: time, to: time };
      const end = offerEnd(new Date('2026-11-30T00:00:00Z'), { ...rules, now, quietHours });
      assert.equal(end?.toISOString(), '2026-11-24T16:00:00.000Z');
    }
  });

  it('is as many minutes awake as the clinic says, counted one by one on the clock on the wall', () => {
    fc.assert(
      fc.property(nights, fc.integer({ min: 1, max: 12 }), quiet, (now, offerHours, quietHours) => {
        const { from, to } = quietHours;
        const start = new Date(now.getTime() + 30 * dayMs);
        const end = offerEnd(start, { ...rules, now, offerHours, quietHours });
        // Where hardly a minute of the day is not quiet.
        if (end === null || end.getTime() >= start.getTime() - 3_660_000) return;
        const isQuiet = (clock: string) =>
          from <= to ? clock >= from && clock < to : clock >= from || clock < to;
        let awake = 0;
        // From the start of a minute: what is left of the first one, and of the last, is less than a minute each.
        const first = Math.floor(now.getTime() / 60_000) * 60_000;
        for (let at = first; at < end.getTime(); at += 60_000) if (!isQuiet(onTheClock(at))) awake += 1;
        assert.ok(Math.abs(awake - offerHours * 60) <= 1, `${awake} minutes until ${end.toISOString()}`);
        const around = [end.getTime() - 60_000, end.getTime()].map((at) => isQuiet(onTheClock(at)));
        assert.ok(around.includes(false), 'it ends while people are awake');
      }),
      { numRuns: 60 },
    );
  });

  it('always leaves the person time to answer, and the booking its notice', () => {
    fc.assert(
      fc.property(instants, instants, hours, notices, quiet, (now, start, offerHours, notice, quietHours) => {
        const given = { ...rules, now, offerHours, minimumNoticeMinutes: notice };
        const end = offerEnd(start, { ...given, quietHours });
        const always = offerEnd(start, { ...given, quietHours: { from: '08:00', to: '08:00' } });
        assert.equal(end === null, always === null, 'whether anybody is asked is no matter of the hour');
        assert.ok((always?.getTime() ?? 0) <= (end?.getTime() ?? 0), 'never shorter for it');
        assert.ok((always?.getTime() ?? 0) <= now.getTime() + offerHours * hourMs);
        if (end === null) {
          assert.ok(start.getTime() - notice * 60_000 - now.getTime() < (leastOfferMinutes + 1) * 60_000);
          return;
        }
        assert.ok(end.getTime() - now.getTime() >= leastOfferMinutes * 60_000);
        assert.ok(end.getTime() <= start.getTime() - notice * 60_000);
        assert.equal(end.getTime() % 60_000, 0);
      }),
    );
  });
});
