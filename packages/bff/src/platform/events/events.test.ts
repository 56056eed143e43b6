import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { asc } from 'drizzle-orm';
import { ManualQueue } from '../../testing/manual-queue.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { rejection } from '../../testing/rejection.ts';
import { silentLog } from '../observability/log.ts';
import { openStore, type Store } from '../store/store.ts';
import { createEvents } from './events.ts';
import { eventLog } from './tables.ts';

describe('events', () => {
  let store: Store;
  const clock = { at: new Date('2026-11-20T00:00:00Z'), now: () => clock.at };

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  async function open() {
    const queue = await ManualQueue.open(store.db, clock);
    const jobs = queue.process(() => {});
    return { queue, jobs, events: createEvents({ jobs, clock }, jobs) };
  }

  it('reach each subscriber by a job of its own, after the transaction', async () => {
    const { queue, jobs, events } = await open();
    const heard: string[] = [];
    events.subscribe('waitlist', {
      'booking.confirmed': async ({ ids }) => void heard.push(`waitlist ${ids.bookingId}`),
    });
    events.subscribe('records', {
      'booking.confirmed': async ({ ids }) => void heard.push(`records ${ids.bookingId}`),
    });
    events.subscribe('payments', { 'payment.stuck': async () => void heard.push('payments') });
    const bookingId = randomUUID();
    await store.db.transaction((tx) => events.emit(tx, 'booking.confirmed', { bookingId }));
    assert.deepEqual(await queue.waiting(), ['deliver-event', 'deliver-event']);
    await jobs.runAll();
    assert.deepEqual(heard, [`waitlist ${bookingId}`, `records ${bookingId}`]);
  });

  it('do not happen when their transaction is rolled back', async () => {
    const { queue, events } = await open();
    events.subscribe('records', { 'booking.confirmed': async () => {} });
    await rejection(
      store.db.transaction(async (tx) => {
        await events.emit(tx, 'booking.confirmed', { bookingId: randomUUID() });
        throw new Error('rolled back');
      }),
    );
    assert.deepEqual(await queue.waiting(), []);
  });

  it('are tried again for the subscriber that failed, and only for that one', async () => {
    const { jobs, events } = await open();
    let tries = 0;
    const others: string[] = [];
    events.subscribe('fails-once', {
      'form.submitted': async () => {
        tries += 1;
        if (tries === 1) throw new Error('not now');
      },
    });
    events.subscribe('succeeds', { 'form.submitted': async ({ ids }) => void others.push(ids.submissionId) });
    await store.db.transaction((tx) => events.emit(tx, 'form.submitted', { submissionId: randomUUID() }));
    await jobs.runAll();
    assert.deepEqual({ tries, others: others.length }, { tries: 2, others: 1 });
  });

  it('stay in the log with their ids alone, and the log cannot be changed', async () => {
    const { events } = await open();
    const bookingId = randomUUID();
    const more = { bookingId, email: 'alex@example.com' };
    await store.db.transaction((tx) => events.emit(tx, 'booking.cancelled', more));
    const rows = await store.db.select().from(eventLog).orderBy(asc(eventLog.id));
    const last = rows.at(-1);
    assert.deepEqual(
      { name: last?.name, ids: last?.ids, at: last?.at },
      { name: 'booking.cancelled', ids: { bookingId }, at: clock.at },
    );
    const error = await rejection(store.db.delete(eventLog));
    assert.match(String((error as Error & { cause?: unknown }).cause), /append-only/);
  });
});
