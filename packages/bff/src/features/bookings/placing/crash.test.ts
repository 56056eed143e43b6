import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freeCall, freshWorld, serverOn } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { Crash, dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import { bookFree, type FreeBookingAnswer } from './book-free.ts';

const start = '2026-11-23T22:30:00Z';
const request = {
  patientName: 'Alex Sample',
  email: 'alex@example.com',
  phone: '0491 570 156',
  preferredTimes: [start],
  primaryConcern: 'I sleep badly',
  timezone: 'Australia/Melbourne',
};
const keyed = { idempotencyKeyHash: 'key', ...byPatient('request-1') };

describe('a server that is killed between any two steps', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  const worldWithOneTime = async () => {
    const world = await freshWorld(store);
    const starts = [start, '2026-11-23T23:00:00Z'];
    world.calendar.open({ ...freeCall, starts });
    return world;
  };

  /** Books on a server that dies before one of its acts, and lets a new one go on. */
  const bookThroughCrash = async (crashBefore: number, patientRepeats: boolean, linkIsLate: boolean) => {
    const world = await worldWithOneTime();
    if (linkIsLate) world.calendar.joinUrl = null;
    const doomed = serverOn(world, crashBefore);
    let answer: FreeBookingAnswer | undefined;
    const died = await dies(async () => {
      answer = await bookFree(doomed.deps, request, keyed);
      await doomed.jobs.runAll(linkIsLate ? 60_000 : undefined);
    });
    for (const appointment of world.calendar.appointments)
      appointment.joinUrl = 'https://video.example.com/late';
    const next = serverOn(world);
    if (patientRepeats && !answer) answer = await bookFree(next.deps, request, keyed);
    await next.jobs.runAll();
    return { world, next, answer, died, acts: doomed.acts() };
  };

  for (const [patientRepeats, linkIsLate, title] of [
    [true, false, 'and a patient who tries again'],
    [false, false, 'and a patient who does not try again'],
    [true, true, 'while the video link is late'],
  ] as const) {
    it(`leaves every acknowledged booking whole, and none doubled: ${title}`, async () => {
      const crashes = await killAtEachAct(async (crashBefore) => {
        const { world, answer, died, acts } = await bookThroughCrash(crashBefore, patientRepeats, linkIsLate);
        const at = `killed before act ${crashBefore} of ${acts}`;
        const booked = world.calendar.appointments;
        if (answer) assert.equal(booked.length, 1, `${at}: booked`);
        assert.ok(booked.length <= 1, `${at}: none doubled`);
        if (booked.length === 0) {
          assert.deepEqual(world.mailer.sent, [], `${at}: nothing promised`);
          return died;
        }
        assert.equal(world.records.patients.length, 1, `${at}: one patient`);
        assert.equal(world.records.appointments.length, 1, `${at}: one appointment in the records`);
        const ids = (to: string) =>
          new Set(world.mailer.sent.filter((mail) => mail.to === to).map((mail) => mail.messageId));
        const told = ids('alex@example.com').size;
        assert.ok(told === 1 || (linkIsLate && told === 2), `${at}: the patient got ${told} mails`);
        assert.equal(ids('enquiries@clinic.example.com').size, 1, `${at}: reception knows`);
        assert.deepEqual(await world.openTasks(), [], `${at}: no one needs to mend anything`);
        return died;
      });
      assert.ok(crashes > 15, `it was killed ${crashes} times`);
    });
  }

  it('does not repeat at once what the killed server may have begun at the calendar', async () => {
    const world = await worldWithOneTime();
    const doomed = serverOn(world);
    doomed.deps.scheduler = {
      displayName: world.calendar.displayName,
      book: () => Promise.reject(new Crash('while the calendar works')),
      find: (query) => world.calendar.find(query),
      read: (query) => world.calendar.read(query),
      trace: (query) => world.calendar.trace(query),
      cancel: (query) => world.calendar.cancel(query),
    };
    assert.ok(await dies(async () => void (await bookFree(doomed.deps, request, keyed))));
    const next = serverOn(world);
    await next.jobs.runAll(45_000);
    assert.equal(world.calendar.attempts.length, 0, 'it may still land');
    await next.jobs.runAll();
    assert.equal(world.calendar.attempts.length, 1);
    assert.equal(world.mailer.sent.length, 2);
  });

  it('takes a cancelled booking out of calendar and records, whenever it is killed', async () => {
    await killAtEachAct(async (crashBefore) => {
      const world = await worldWithOneTime();
      const calm = serverOn(world);
      const { body } = await bookFree(calm.deps, request, keyed);
      await calm.jobs.runAll();
      const doomed = serverOn(world, crashBefore);
      const cancel = async (server: typeof calm) =>
        cancelBooking(
          server.deps,
          await mustLoadBooking(server.deps, world.store.db, body.bookingId),
          byPatient(),
        );
      const died = await dies(async () => {
        await cancel(doomed);
        await doomed.jobs.runAll();
      });
      const next = serverOn(world);
      await cancel(next);
      await next.jobs.runAll();
      const at = `killed before act ${crashBefore}`;
      assert.deepEqual(
        world.calendar.appointments.map((one) => one.status),
        ['cancelled'],
        at,
      );
      assert.equal(world.records.appointments.length, 0, at);
      const cancellations = world.mailer.sent.filter((mail) => mail.subject.startsWith('Cancelled:'));
      assert.equal(new Set(cancellations.map((mail) => mail.messageId)).size, 2, at);
      const again = await bookFree(next.deps, request, { ...byPatient('r'), idempotencyKeyHash: null });
      assert.equal(again.status, 201, `${at}: the time is free again`);
      return died;
    });
  });
});
