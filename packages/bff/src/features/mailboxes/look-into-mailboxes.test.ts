import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { silentLog } from '../../platform/observability/log.ts';
import { createMetrics } from '../../platform/observability/metrics.ts';
import { clinic } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { InMemoryCalendar } from '../../testing/vendors/calendly.ts';
import { InMemoryMailboxes } from '../../testing/vendors/microsoft.ts';
import { type AskedCalendar, askTogether } from '../bookings/index.ts';
import { lookIntoMailboxes } from './look-into-mailboxes.ts';

const followup = { practitionerId: 'dr_dia', service: 'alternative_medicine', visit: 'followup' } as const;
const start = new Date('2026-11-24T00:00:00Z');
const end = new Date('2026-11-24T00:15:00Z');
const request = {
  ...followup,
  bookingId: 'booking-1',
  start,
  invitee: { name: 'Alex', email: 'alex@example.com', timeZone: 'Australia/Melbourne' },
  answers: [],
};
const forBooking = { ...followup, from: start, to: new Date(start.getTime() + 60_000), forBooking: true };

let calendar: InMemoryCalendar;
let mailboxes: InMemoryMailboxes;
let held: { start: Date; end: Date }[];
let changed: string[];
let metrics: ReturnType<typeof createMetrics>;
let asked: AskedCalendar;

beforeEach(() => {
  calendar = new InMemoryCalendar();
  calendar.open({ ...followup, starts: [start] });
  mailboxes = new InMemoryMailboxes(['dr_dia']);
  held = [{ start, end }];
  changed = [];
  metrics = createMetrics();
  asked = askTogether(
    { offeredStarts: calendar, scheduler: calendar },
    [
      lookIntoMailboxes({
        mailboxes,
        metrics,
        log: silentLog,
        timesHeldBy: async () => held,
        mailboxChanged: async (practitionerId) => void changed.push(practitionerId),
        patienceMs: 50,
      }),
    ],
    clinic,
  );
});

const outcomes = async () =>
  Object.fromEntries(
    (await metrics.mailboxChecks.get()).values.map(({ labels, value }) => [labels.outcome, value]),
  );

describe('a booking that asks the mailbox, too', () => {
  it('is made when both are free', async () => {
    assert.equal((await asked.scheduler.book(request)).kind, 'booked');
    assert.deepEqual(await outcomes(), { free: 1 });
  });

  it('finds the time taken when the mailbox is busy at any part of the visit, and the calendar is not asked', async () => {
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:14:00Z', end: '2026-11-24T01:00:00Z' });
    assert.equal((await asked.scheduler.book(request)).kind, 'slot_taken');
    assert.deepEqual(calendar.attempts, []);
    assert.deepEqual(await asked.offeredStarts.offeredStarts(forBooking), []);
    assert.deepEqual(await outcomes(), { busy: 2 });
    assert.deepEqual(changed, ['dr_dia', 'dr_dia']);
  });

  it('takes a time that only touches an event, or that has an event shown as free', async () => {
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:15:00Z', end: '2026-11-24T01:00:00Z' });
    mailboxes.addEvent('dr_dia', { start: '2026-11-24T00:00:00Z', end: '2026-11-24T01:00:00Z', busy: false });
    assert.equal((await asked.scheduler.book(request)).kind, 'booked');
  });

  it('goes on when the mailbox cannot be read, and that is counted', async () => {
    mailboxes.away.add('dr_dia');
    assert.deepEqual(await asked.offeredStarts.offeredStarts(forBooking), [start]);
    assert.equal((await asked.scheduler.book(request)).kind, 'booked');
    assert.deepEqual(await outcomes(), { unreadable: 2 });
  });

  it('goes on after a moment when the mailbox gives no answer', async () => {
    mailboxes.eventsBetween = () => new Promise(() => undefined);
    assert.equal((await asked.scheduler.book(request)).kind, 'booked');
    assert.deepEqual(await outcomes(), { unreadable: 1 });
  });

  it('does not look at the mailbox for a page, nor for a practitioner without one', async () => {
    const { forBooking: _, ...forPage } = forBooking;
    await asked.offeredStarts.offeredStarts(forPage);
    calendar.open({ ...followup, practitionerId: 'dr_shivani', starts: [start] });
    await asked.scheduler.book({ ...request, practitionerId: 'dr_shivani' });
    assert.deepEqual(mailboxes.reads, []);
    assert.deepEqual(await outcomes(), {});
  });

  it('does not stand in its own way: neither by our event of it, nor by the copy of its old time', async () => {
    const before = { start: new Date('2026-11-23T23:50:00Z'), end: new Date('2026-11-24T00:05:00Z') };
    held = [before, { start, end }];
    mailboxes.addEvent('dr_dia', { start: before.start.toISOString(), end: before.end.toISOString() });
    mailboxes.addEvent('dr_dia', {
      start: '2026-11-24T00:05:00Z',
      end: '2026-11-24T00:20:00Z',
      bookingId: 'booking-1',
    });
    assert.equal((await asked.scheduler.book(request)).kind, 'booked');
  });

  it('finds the time taken by an event with exactly its new times', async () => {
    mailboxes.addEvent('dr_dia', { start: start.toISOString(), end: end.toISOString() });
    assert.equal((await asked.scheduler.book(request)).kind, 'slot_taken');
  });
});
