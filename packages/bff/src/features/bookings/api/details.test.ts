import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { bookingDetails } from '@botaniqal/shared/contracts/rescheduling.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { openFollowups, paidRequest } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookFree, bookingsFeature } from '../index.ts';
import { bookPaid } from '../placing/book-paid.ts';

const start = '2026-11-23T22:30:00Z';
const by = { actor: { kind: 'patient' }, requestId: 'r', idempotencyKeyHash: null } as const;

describe('what a patient typed, to book again', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    world.calendar.open({ ...freeCall, starts: [start] });
    server = serverOn(world);
  });

  const ask = (id: string, token?: string) =>
    testApp(bookingsFeature(server.deps).routes ?? [], { clock: world.clock }).request(
      `/api/bookings/${id}/details`,
      token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
    );
  const readings = async (id: string) => {
    const rows = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    return rows.filter(({ action }) => action === 'booking.details_read').length;
  };
  const firstCall = async () => {
    const request = {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
    };
    return (await bookFree(server.deps, request, by)).body;
  };

  it('is shown to the link of a confirmed booking, is never kept by a cache, and each reading is in the audit trail', async () => {
    const { bookingId, manageToken } = await firstCall();
    for (const times of [1, 2]) {
      const answer = await ask(bookingId, manageToken);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
      const details = bookingDetails.strict().parse(await answer.json());
      assert.deepEqual(
        [details.name, details.email, details.dateOfBirth],
        ['Alex Sample', 'alex@example.com', null],
      );
      assert.match(details.phone, /^0491 570 156$/);
      assert.equal(await readings(bookingId), times);
    }
  });

  it('is shown neither without the link, nor to another one, nor for a booking that does not exist', async () => {
    const { bookingId, manageToken } = await firstCall();
    const unknown = '00000000-0000-4000-8000-000000000000';
    for (const answer of [
      await ask(bookingId),
      await ask(bookingId, 'x'.repeat(43)),
      await ask(unknown, manageToken),
      await ask('../staff', manageToken),
    ]) {
      assert.ok([401, 404].includes(answer.status));
      assert.ok(!(await answer.text()).includes('alex@example.com'));
    }
    assert.equal(await readings(bookingId), 0);
  });

  it('is not shown for a booking that was never confirmed, because nothing proves its email address', async () => {
    openFollowups(world, [start]);
    const { bookingId, manageToken } = await bookPaid(server.deps, paidRequest(start), by);
    const answer = await ask(bookingId, manageToken);
    assert.equal(answer.status, 404);
    assert.ok(!(await answer.text()).includes('@example.com'));
    assert.equal(await readings(bookingId), 0);
  });

  it('is still shown after the appointment was cancelled', async () => {
    const { bookingId, manageToken } = await firstCall();
    await testApp(bookingsFeature(server.deps).routes ?? [], { clock: world.clock }).request(
      `/api/bookings/${bookingId}/cancel`,
      { method: 'POST', headers: { Authorization: `Bearer ${manageToken}` } },
    );
    assert.equal((await ask(bookingId, manageToken)).status, 200);
  });
});
