import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { AppointmentReading } from '../../../ports/calendar.ts';
import { freshWorld, sealing, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { storeConfirmedBookings } from '../../../testing/fixtures/bookings/confirmed-bookings.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { InMemoryMailboxes } from '../../../testing/vendors/microsoft.ts';
import { createMailboxWebhooks } from '../../../upstreams/microsoft/webhooks.ts';
import type { MailboxDeps } from '../deps.ts';
import { watchMailbox } from './watch-mailbox.ts';

const practitionerId = 'consultant';
/** The time of the stored appointment. */
const appointment = { start: '2026-11-23T22:30:00.000Z', end: '2026-11-23T23:00:00.000Z' };

let store: Store;
let world: World;
let mailboxes: InMemoryMailboxes;
let reading: Partial<AppointmentReading> | UpstreamError;
let deps: MailboxDeps;

before(async () => {
  store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
});
after(() => store.close());

beforeEach(async () => {
  world = await freshWorld(store);
  await store.db.execute(sql`truncate mailbox_overlaps`);
  await storeConfirmedBookings(store, [1]);
  await store.db.execute(sql`update bookings set calendar_event_id = 'event-of-the-calendar'`);
  mailboxes = new InMemoryMailboxes();
  reading = { copyId: null };
  deps = {
    ...{ store, clock: world.clock, log: silentLog, metrics: createMetrics(), sealing, mailboxes },
    jobs: { enqueue: async () => null },
    subscriptions: { longestMinutes: 1 } as MailboxDeps['subscriptions'],
    webhooks: createMailboxWebhooks(),
    scheduler: {
      read: async () => {
        if (reading instanceof UpstreamError) throw reading;
        return {
          eventId: 'E',
          start: new Date(appointment.start),
          status: 'active',
          joinUrl: null,
          ...reading,
        };
      },
    },
    availability: { mailboxChanged: async () => undefined },
    clinic: { practitioners: [{ id: practitionerId, mailbox: 'consultant@example.com' }] },
    publicUrl: 'https://booking.example.com',
  };
});

const watch = () => watchMailbox(deps, { payload: { practitionerId }, signal: new AbortController().signal });

describe('an event at the time of a confirmed appointment', () => {
  it('opens a task, once, with both times and nothing else of the event', async () => {
    mailboxes.addEvent(practitionerId, { start: '2026-11-23T22:00:00Z', end: '2026-11-23T22:45:00Z' });
    await watch();
    await watch();
    const [facts, ...others] = await world.taskFacts();
    assert.deepEqual(others, []);
    assert.equal(facts?.start, appointment.start);
    assert.equal(facts?.end, appointment.end);
    assert.deepEqual(facts?.mailboxEvents, [
      { start: '2026-11-23T22:00:00.000Z', end: '2026-11-23T22:45:00.000Z' },
    ]);
  });

  it('has its task closed when it goes away', async () => {
    const eventId = mailboxes.addEvent(practitionerId, appointment);
    await watch();
    assert.deepEqual(await world.openTasks(), ['mailbox_conflict']);
    mailboxes.deleteEvent(eventId);
    await watch();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('has no second task after staff have closed the first, until something else is there', async () => {
    mailboxes.addEvent(practitionerId, appointment);
    await watch();
    await store.db.execute(sql`update staff_tasks set done_at = now(), done_by = 'staff'`);
    await watch();
    assert.deepEqual(await world.openTasks(), []);
    mailboxes.addEvent(practitionerId, { start: '2026-11-23T22:50:00Z', end: '2026-11-24T00:00:00Z' });
    await watch();
    assert.deepEqual(await world.openTasks(), ['mailbox_conflict']);
  });

  it('is no conflict when it is the copy that the calendar names, or has the patient as a guest', async () => {
    const named = mailboxes.addEvent(practitionerId, appointment);
    reading = { copyId: 'known-to-the-calendar' };
    mailboxes.copies.set('known-to-the-calendar', named);
    const invited = mailboxes.addEvent(practitionerId, appointment);
    mailboxes.invited.set(invited, ['person-1@example.com']);
    await watch();
    assert.deepEqual(await world.openTasks(), []);
    // It is asked about once.
    reading = new UpstreamError('calendly', 'timeout');
    await watch();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('is judged later when the calendar cannot say whether it is its copy', async () => {
    mailboxes.addEvent(practitionerId, appointment);
    reading = new UpstreamError('calendly', 'timeout');
    await assert.rejects(watch(), UpstreamError);
    assert.deepEqual(await world.openTasks(), []);
    reading = { copyId: null };
    await watch();
    assert.deepEqual(await world.openTasks(), ['mailbox_conflict']);
  });

  it('is no conflict when it goes away while it is asked about, as the copy of an appointment that moves', async () => {
    const eventId = mailboxes.addEvent(practitionerId, appointment);
    mailboxes.isCopy = async () => {
      mailboxes.deleteEvent(eventId);
      return false;
    };
    await watch();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('keeps its task while the mailbox cannot be read', async () => {
    mailboxes.addEvent(practitionerId, appointment);
    await watch();
    mailboxes.away.add(practitionerId);
    await assert.rejects(watch(), UpstreamError);
    assert.deepEqual(await world.openTasks(), ['mailbox_conflict']);
  });
});
