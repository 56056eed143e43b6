import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BusyLook, Span } from '../../../ports/busy-look.ts';
import { clinic } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { InMemoryCalendar } from '../../../testing/vendors/calendly.ts';
import { askTogether } from './ask-together.ts';

const followup = { practitionerId: 'dr_dia', service: 'alternative_medicine', visit: 'followup' } as const;
const start = new Date('2026-11-24T00:00:00Z');
const visit: Span = { start, end: new Date('2026-11-24T00:15:00Z') };
const query = { ...followup, from: start, to: new Date(start.getTime() + 60_000), forBooking: true };
const request = {
  ...followup,
  bookingId: 'booking-1',
  start,
  invitee: { name: 'Alex', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
  answers: [],
};

/** Each of them answers only when all of them have been asked. */
function meeting(expected: number) {
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  return () => {
    asked += 1;
    if (asked === expected) resolve();
    return all;
  };
}

describe('other systems that are asked before a booking', () => {
  let calendar: InMemoryCalendar;
  let notes: boolean[];
  beforeEach(() => {
    calendar = new InMemoryCalendar();
    calendar.open({ ...followup, starts: [start] });
    notes = [];
  });
  const says = (busy: readonly Span[], meet: () => Promise<void> = () => Promise.resolve()): BusyLook => ({
    async look() {
      await meet();
      return { busy, note: async (taken) => void notes.push(taken) };
    },
  });
  const unknown: BusyLook = { look: async () => null };

  it('are asked at the same moment, beside a reading of the calendar', async () => {
    const meet = meeting(3);
    const reading = {
      maxWindowDays: calendar.maxWindowDays,
      offeredStarts: async (asked: typeof query) => {
        await meet();
        return calendar.offeredStarts(asked);
      },
    };
    const both = { offeredStarts: reading, scheduler: calendar };
    const asked = askTogether(both, [says([], meet), says([], meet)], clinic);
    assert.deepEqual(await asked.offeredStarts.offeredStarts(query), [start]);
  });

  it('are asked at the same moment before the call that books', async () => {
    const meet = meeting(2);
    const looks = [says([], meet), says([], meet), unknown];
    const { scheduler } = askTogether({ offeredStarts: calendar, scheduler: calendar }, looks, clinic);
    assert.equal((await scheduler.book(request)).kind, 'booked');
  });

  it('stop the booking when one of them is busy, and each is told what it caused', async () => {
    const looks = [says([]), says([visit])];
    const asked = askTogether({ offeredStarts: calendar, scheduler: calendar }, looks, clinic);
    assert.equal((await asked.scheduler.book(request)).kind, 'slot_taken');
    assert.deepEqual(calendar.attempts, []);
    assert.deepEqual(await asked.offeredStarts.offeredStarts(query), []);
    assert.deepEqual(notes, [false, true, false, true]);
  });
});
