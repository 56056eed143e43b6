import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PaidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  disagreements,
  openFollowups,
  paidRequest,
  paymentFor,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import { confirmPaid } from '../running/on-authorised.ts';
import { sweep } from '../running/sweep.ts';
import { bookPaid } from './book-paid.ts';

const start = '2026-11-23T22:30:00Z';
const keyed = { idempotencyKeyHash: 'key', ...byPatient('request-1') };
const never = new AbortController().signal;
type Server = ReturnType<typeof serverOn>;

describe('a server that is killed between any two steps of a paid booking', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  const worldWithTimes = async () => {
    const world = await freshWorld(store);
    openFollowups(world, [start, '2026-11-23T23:00:00Z']);
    return world;
  };
  const hold = (server: Server) => bookPaid(server.deps, paidRequest(start), keyed);
  const load = (server: Server, { bookingId }: PaidBookingHeld) =>
    mustLoadBooking(server.deps, store.db, bookingId);
  const confirm = async (server: Server, held: PaidBookingHeld) =>
    confirmPaid(server.deps, await load(server, held));
  const pay = (world: World, held: PaidBookingHeld) =>
    world.payments.pay(paymentFor(world, held.bookingId).id);
  const finish = async (world: World) => {
    const next = serverOn(world);
    await next.jobs.runAll();
    await sweep(next.deps, never);
    await next.jobs.runAll();
    return next;
  };

  it('keeps nothing, or one time with one payment, when it dies while the time is being held', async () => {
    await killAtEachAct(async (crashBefore) => {
      const world = await worldWithTimes();
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => void (await hold(doomed)));
      const at = `killed before act ${crashBefore}`;
      // The patient's page sends the same request again, and goes on.
      const next = serverOn(world);
      const held = await hold(next);
      assert.equal(world.payments.payments.size, 1, `${at}: one payment`);
      pay(world, held);
      assert.equal((await confirm(next, held)).status, 'confirmed', at);
      await finish(world);
      assert.deepEqual(await disagreements(world), [], at);
      assert.deepEqual(await world.openTasks(), [], at);
      return died;
    });
  });

  it('lets everything go when it dies while the time is being held and the patient does not come back', async () => {
    await killAtEachAct(async (crashBefore) => {
      const world = await worldWithTimes();
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => void (await hold(doomed)));
      const next = await finish(world);
      const at = `killed before act ${crashBefore}`;
      assert.deepEqual(await disagreements(world), [], at);
      assert.equal(
        (await bookPaid(next.deps, paidRequest(start), { ...keyed, idempotencyKeyHash: null })).status,
        'awaiting_payment',
        `${at}: the time is free`,
      );
      return died;
    });
  });

  for (const comesBack of [true, false]) {
    it(`books, charges and files once when it dies after the payment, and the page ${comesBack ? 'asks again' : 'is closed'}`, async () => {
      const crashes = await killAtEachAct(async (crashBefore) => {
        const world = await worldWithTimes();
        const held = await hold(serverOn(world));
        pay(world, held);
        const doomed = serverOn(world, crashBefore);
        const died = await dies(async () => {
          await confirm(doomed, held);
          await doomed.jobs.runAll();
        });
        const next = serverOn(world);
        if (comesBack) await confirm(next, held);
        await finish(world);
        const at = `killed before act ${crashBefore} of ${doomed.acts()}`;
        assert.equal((await load(next, held)).status, 'confirmed', at);
        assert.deepEqual(await disagreements(world), [], at);
        assert.deepEqual(await world.openTasks(), [], at);
        assert.equal(world.calendar.appointments.length, 1, `${at}: booked once`);
        const mails = world.mailer.sent.filter((mail) => mail.to === 'alex@example.com');
        assert.equal(new Set(mails.map((mail) => mail.messageId)).size, 1, `${at}: told once`);
        return died;
      });
      assert.ok(crashes > 20, `it was killed ${crashes} times`);
    });
  }

  it('lets the money go when it dies after the time was lost', async () => {
    await killAtEachAct(async (crashBefore) => {
      const world = await worldWithTimes();
      const held = await hold(serverOn(world));
      pay(world, held);
      world.calendar.failNextBookings('slot_taken');
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => {
        await confirm(doomed, held);
        await doomed.jobs.runAll();
      });
      await finish(world);
      assert.deepEqual(await disagreements(world), [], `killed before act ${crashBefore}`);
      return died;
    });
  });

  it('gives the money back once when it dies while a booking is being cancelled', async () => {
    await killAtEachAct(async (crashBefore) => {
      const world = await worldWithTimes();
      const calm = serverOn(world);
      const held = await hold(calm);
      pay(world, held);
      await confirm(calm, held);
      await calm.jobs.runAll();
      const cancel = async (server: Server) =>
        void (await cancelBooking(server.deps, await load(server, held), byPatient()));
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => {
        await cancel(doomed);
        await doomed.jobs.runAll();
      });
      await cancel(serverOn(world));
      await finish(world);
      const at = `killed before act ${crashBefore}`;
      assert.deepEqual(await disagreements(world), [], at);
      assert.equal(world.payments.refunds.length, 1, `${at}: one refund`);
      assert.deepEqual(await world.openTasks(), [], at);
      return died;
    });
  });
});
