import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { type Stack, startStack } from '../support/stack.ts';

const zones = [
  'Australia/Melbourne',
  'Australia/Brisbane',
  'Australia/Perth',
  'Australia/Lord_Howe',
  'Europe/London',
];

/** The nurse practitioner's follow-up: every day but Sunday, so that days around a change of clocks have times. */
const eventType = 'b61e6051-e58b-5096-bb95-4d1ab7647e45';
const visit = { service: 'alternative_medicine', visit: 'followup', practitioner: 'nurse' };

const seasons: { name: string; now: string; ranges: { name: string; from: string; to: string }[] }[] = [
  {
    name: 'in spring, when Melbourne puts its clocks forward on 4 October 2026',
    now: '2026-09-24T09:00:00+10:00',
    ranges: [
      { name: 'the week before and after', from: '2026-10-01', to: '2026-10-07' },
      { name: 'the day itself', from: '2026-10-04', to: '2026-10-04' },
      { name: 'the first working day after', from: '2026-10-05', to: '2026-10-05' },
      { name: 'the end of a month', from: '2026-09-30', to: '2026-10-01' },
      { name: 'the end of October, when London goes back', from: '2026-10-23', to: '2026-10-27' },
      { name: 'a whole month', from: '2026-10-01', to: '2026-10-31' },
      { name: 'as many days as may be asked for', from: '2026-10-01', to: '2026-12-01' },
    ],
  },
  {
    name: 'in autumn, when Melbourne puts its clocks back on 4 April 2027',
    now: '2027-03-24T09:00:00+11:00',
    ranges: [
      { name: 'the week before and after', from: '2027-04-01', to: '2027-04-07' },
      { name: 'the day itself', from: '2027-04-04', to: '2027-04-04' },
      { name: 'the end of a month', from: '2027-03-31', to: '2027-04-01' },
      { name: 'the end of March, when London goes forward', from: '2027-03-26', to: '2027-03-30' },
      { name: 'a whole month', from: '2027-04-01', to: '2027-04-30' },
    ],
  },
];

for (const season of seasons) {
  describe(`the calendar ${season.name}`, () => {
    let stack: Stack;
    let truth: number[];
    before(async () => {
      stack = await startStack({ now: new Date(season.now) });
      truth = await startsAtCalendly(stack);
    });
    after(() => stack?.stop());

    for (const timeZone of zones) {
      for (const { name, from, to } of season.ranges) {
        it(`puts every time on its day in ${timeZone}: ${name}`, async () => {
          const calendar = (await stack.api.calendar({ ...visit, from, to, timeZone })).ok();
          const expected = truth.filter((start) => isWithin(localDay(start, timeZone), from, to));
          assert.deepEqual(
            flat(calendar),
            expected.map((start) => [localDay(start, timeZone), start]),
          );
          assertInOrder(calendar);
        });
      }
    }

    it('keeps the working hours of the clinic on both sides of the change', () => {
      const hours = truth.map((start) =>
        Number(part(start, 'Australia/Melbourne', { hour: '2-digit', hourCycle: 'h23' })),
      );
      assert.ok(hours.length > 50, 'there are times to look at');
      assert.ok(
        hours.every((hour) => hour >= 7 && hour < 20),
        `hours: ${[...new Set(hours)].join(' ')}`,
      );
    });
  });
}

/** What Calendly itself offers, asked past our server, window by window. */
async function startsAtCalendly(stack: Stack): Promise<number[]> {
  const starts: number[] = [];
  const first = stack.now().getTime() + 2 * 60_000;
  for (let window = 0; window < 3; window += 1) {
    const from = new Date(first + window * 31 * 86_400_000);
    const query = new URLSearchParams({
      event_type: `https://api.calendly.com/event_types/${eventType}`,
      start_time: from.toISOString(),
      end_time: new Date(from.getTime() + 31 * 86_400_000).toISOString(),
    });
    const response = await fetch(`${stack.env.CALENDLY_BASE_URL}/event_type_available_times?${query}`, {
      headers: { authorization: `Bearer ${stack.env.CALENDLY_API_KEY}` },
    });
    const { collection } = (await response.json()) as { collection: { start_time: string }[] };
    starts.push(...collection.map(({ start_time }) => Date.parse(start_time)));
  }
  return [...new Set(starts)].sort((a, b) => a - b);
}

function flat(calendar: CombinedCalendar): [string, number][] {
  return calendar.days.flatMap(({ date, slots }) =>
    slots.map((slot): [string, number] => [date, Date.parse(slot.start)]),
  );
}

function assertInOrder(calendar: CombinedCalendar): void {
  const dates = calendar.days.map(({ date }) => date);
  assert.deepEqual(dates, [...new Set(dates)].sort(), 'days in order, each once');
  for (const { slots } of calendar.days) {
    const starts = slots.map(({ start }) => Date.parse(start));
    assert.deepEqual(
      starts,
      [...new Set(starts)].sort((a, b) => a - b),
      'times in order, each once',
    );
  }
}

const isWithin = (day: string, from: string, to: string): boolean => day >= from && day <= to;

/** `YYYY-MM-DD` on the wall calendar of a zone, by its parts, so that no format is relied on. */
function localDay(instant: number, timeZone: string): string {
  const [year, month, day] = [
    part(instant, timeZone, { year: 'numeric' }),
    part(instant, timeZone, { month: '2-digit' }),
    part(instant, timeZone, { day: '2-digit' }),
  ];
  return `${year}-${month}-${day}`;
}

function part(instant: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const type = Object.keys(options)[0];
  const found = new Intl.DateTimeFormat('en-AU', { ...options, timeZone })
    .formatToParts(instant)
    .find((each) => each.type === type);
  return (found?.value ?? '').padStart(2, '0');
}
