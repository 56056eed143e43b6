import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { weekdays } from '@botaniqal/shared/contracts/catalogue.ts';
import { hourMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { weekdayIndex } from '@botaniqal/shared/time/month-grid.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import fc from 'fast-check';
import { type WorkingHours, workingHours } from '../../../config/clinic/working-hours.ts';
import type { Stretch } from '../reading/windows.ts';
import { freeTimesFromWorkingHours, type WorkingWeek } from './working-times.ts';

const melbourne = 'Australia/Melbourne';
const week = (hours: object, closedDays: string[] = []): WorkingWeek => ({
  hours: workingHours.parse(hours),
  timeZone: melbourne,
  closedDays,
});
const at = (iso: string) => Date.parse(iso);
const stretch = (from: string, to: string): Stretch => ({ start: at(from), end: at(to) });
const free = (
  whose: WorkingWeek,
  durationMinutes: number,
  asked: Stretch,
  { busy = [] as Stretch[], earliest = 0 } = {},
) => freeTimesFromWorkingHours(whose, { durationMinutes }, asked, { busy, earliest });
const clock = (instant: number) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: melbourne,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);

describe('free times from working hours', () => {
  it('fill each span, and leave the break out', () => {
    const whose = week({ days: { monday: [span('09:00', '10:00'), span('10:30', '11:15')] } });
    // Monday 30 November in Melbourne.
    const found = free(whose, 30, stretch('2026-11-29T13:00:00Z', '2026-11-30T13:00:00Z'));
    assert.deepEqual(found.map(clock), ['Mon 09:00', 'Mon 09:15', 'Mon 09:30', 'Mon 10:30', 'Mon 10:45']);
  });

  it('are Monday to Friday with a break at noon where clinic.yaml says nothing', () => {
    const found = free(week({}), 30, stretch('2026-11-22T13:00:00Z', '2026-11-29T13:00:00Z'));
    assert.deepEqual(
      [...new Set(found.map((one) => clock(one).slice(0, 3)))],
      ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
    );
    assert.equal(found.map(clock).includes('Mon 12:15'), false);
    assert.equal(found.map(clock).includes('Mon 12:00'), true);
    assert.equal(found.map(clock).at(-1), 'Fri 16:30');
  });

  it('leave out the days on which the clinic is closed, of one year or of each', () => {
    const asked = stretch('2026-12-20T13:00:00Z', '2026-12-27T13:00:00Z');
    const days = (closed: string[]) =>
      new Set(free(week({}, closed), 15, asked).map((one) => dayOf(new Date(one), melbourne)));
    assert.equal(days([]).has('2026-12-25'), true);
    assert.equal(days(['12-25']).has('2026-12-25'), false);
    assert.equal(days(['2026-12-24']).has('2026-12-24'), false);
    assert.equal(days(['2025-12-24']).has('2026-12-24'), true);
  });

  it('keep the buffers free of busy times on both sides, and may touch them', () => {
    const whose = week({
      days: { monday: [span('09:00', '12:00')] },
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 30,
    });
    const busy = [stretch('2026-11-29T23:00:00Z', '2026-11-29T23:30:00Z')];
    const found = free(whose, 15, stretch('2026-11-29T13:00:00Z', '2026-11-30T13:00:00Z'), { busy });
    // Busy from 10:00 to 10:30.
    assert.deepEqual(
      found.map((one) => clock(one).slice(4)),
      ['09:00', '09:15', '10:45', '11:00', '11:15', '11:30', '11:45'],
    );
  });

  it('keep the notice', () => {
    const asked = stretch('2026-11-29T13:00:00Z', '2026-11-30T13:00:00Z');
    const [first = 0] = free(week({}), 15, asked, { earliest: at('2026-11-29T23:05:00Z') });
    assert.equal(clock(first), 'Mon 10:15');
  });

  it('keep the hours on the wall on both sides of a change of clocks, and across the end of a month', () => {
    for (const [from, to] of [
      // The first Sundays of October 2026 and of April 2027.
      ['2026-09-28T00:00:00Z', '2026-10-12T00:00:00Z'],
      ['2027-03-28T00:00:00Z', '2027-04-12T00:00:00Z'],
    ] as const) {
      const found = free(week({}), 15, stretch(from, to)).map((one) => clock(one).slice(4));
      assert.equal(found.toSorted()[0], '09:00');
      assert.equal(found.toSorted().at(-1), '16:45');
    }
  });

  it('lose the hour that the clock leaves out, and have the hour that comes twice once or as one span', () => {
    const night = week({ days: { sunday: [span('01:00', '04:00')] }, startEveryMinutes: 30 });
    const spring = free(night, 30, stretch('2026-10-03T14:00:00Z', '2026-10-04T13:00:00Z'));
    assert.deepEqual(
      spring.map((one) => clock(one).slice(4)),
      ['01:00', '01:30', '03:00', '03:30'],
    );
    const autumn = free(night, 30, stretch('2027-04-03T13:00:00Z', '2027-04-04T13:00:00Z'));
    assert.deepEqual(
      autumn.map((one) => clock(one).slice(4)),
      ['01:00', '01:30', '02:00', '02:30', '02:00', '02:30', '03:00', '03:30'],
    );
    const gap = week({ days: { sunday: [span('02:30', '03:30')] }, startEveryMinutes: 30 });
    const inGap = free(gap, 30, stretch('2026-10-03T14:00:00Z', '2026-10-04T13:00:00Z'));
    assert.deepEqual(
      inGap.map((one) => clock(one).slice(4)),
      ['03:00'],
    );
  });

  it('lie in the hours, in no busy time, in order, and are all of them, for each question', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, days, visits, anyBusy, (hours, start, count, duration, gapsBusy) => {
        const asked = { start, end: start + count * 24 * hourMs };
        const busy = gapsBusy.map(({ after, minutes }) => ({
          start: start + after * minuteMs,
          end: start + (after + minutes) * minuteMs,
        }));
        const whose = week(hours, ['12-25']);
        const found = free(whose, duration, asked, { busy });
        assert.deepEqual(
          found,
          [...new Set(found)].toSorted((a, b) => a - b),
        );
        for (const one of found) {
          assert.ok(one >= asked.start && one < asked.end);
          assert.ok(fits(whose.hours, one, duration), `${clock(one)} is in the hours`);
          const from = one - whose.hours.bufferBeforeMinutes * minuteMs;
          const to = one + (duration + whose.hours.bufferAfterMinutes) * minuteMs;
          assert.ok(busy.every((taken) => taken.end <= from || to <= taken.start));
        }
        // Nothing is lost where one question is asked in two parts.
        const middle = start + Math.floor(count / 2) * 24 * hourMs;
        const parts = [
          ...free(whose, duration, { start, end: middle }, { busy }),
          ...free(whose, duration, { start: middle, end: asked.end }, { busy }),
        ];
        assert.deepEqual(parts, found);
        // A busy time takes starts away, and adds none.
        const without = free(whose, duration, asked);
        assert.ok(found.every((one) => without.includes(one)));
      }),
      { numRuns: 300 },
    );
  });
});

function span(from: string, to: string) {
  return { from, to };
}

/** Whether a visit lies in one span by the clock on the wall. Working hours here do not touch the night. */
function fits(hours: WorkingHours, start: number, durationMinutes: number): boolean {
  const day = dayOf(new Date(start), melbourne);
  const weekday = weekdays[weekdayIndex(day)];
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const begins = minute(clock(start).slice(4));
  return ((weekday && hours.days[weekday]) ?? []).some(
    ({ from, to }) => minute(from) <= begins && begins + durationMinutes <= minute(to),
  );
}

const two = (value: number) => String(value).padStart(2, '0');
const anySpans = fc
  .uniqueArray(fc.integer({ min: 4 * 4, max: 23 * 4 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => {
    const sorted = quarters.toSorted((a, b) => a - b);
    const times = sorted.map((quarter) => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`);
    return Array.from({ length: Math.floor(times.length / 2) }, (_, n) =>
      span(times[2 * n] ?? '', times[2 * n + 1] ?? ''),
    );
  });
const anyHours = fc.record({
  days: fc.dictionary(fc.constantFrom(...weekdays), anySpans, { maxKeys: 7 }),
  startEveryMinutes: fc.constantFrom(5, 15, 20, 30, 60),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15),
  bufferAfterMinutes: fc.constantFrom(0, 10, 30),
});
/** Whole hours around the changes of clocks and the ends of months. */
const anyMoment = fc
  .tuple(
    fc.constantFrom('2026-10-03', '2027-04-03', '2026-11-29', '2026-12-24', '2027-02-27', '2028-02-28'),
    fc.integer({ min: 0, max: 47 }),
  )
  .map(([day, hours]) => at(`${day}T00:00:00Z`) + hours * hourMs);
const days = fc.integer({ min: 1, max: 6 });
const visits = fc.constantFrom(15, 30, 60);
const anyBusy = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 6 * 24 * 60 }),
    minutes: fc.integer({ min: 1, max: 12 * 60 }),
  }),
  { maxLength: 8 },
);
