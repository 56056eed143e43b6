import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { storedRows } from '../../../testing/fixtures/bookings/phone-fixture.ts';
import { dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { sweep } from '../running/sweep.ts';
import { bookByPhone, earlierPhoneBooking, type PhoneBooking } from './book-phone.ts';

const start = '2026-11-25T23:00:00Z';
const wish: PhoneBooking = {
  service: 'alternative_medicine',
  visit: 'initial',
  practitionerId: 'dr_dia',
  start,
  payment: { mode: 'collected', amountCents: 11_900, method: 'eftpos', reference: 'R-1' },
  patient: {
    name: 'Kim Taylor',
    firstName: 'Kim',
    lastName: 'Taylor',
    email: 'kim@example.com',
    phone: '0491 570 157',
    dateOfBirth: '1980-02-29',
    timeZone: 'Australia/Melbourne',
    primaryConcern: null,
    contactPerson: null,
    accessNeeds: null,
  },
  triageSessionId: null,
  notes: 'Prefers the afternoon',
};
const context = {
  idempotencyKeyHash: 'key',
  actor: { kind: 'staff', subject: 'consultant@botaniqal.example' },
  requestId: 'request-1',
} as const;
type Server = ReturnType<typeof serverOn>;

describe('a server that is killed between any two steps of a booking by phone', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  const book = async (server: Server) =>
    (await earlierPhoneBooking(server.deps, context)) ?? (await bookByPhone(server.deps, wish, context));

  for (const pressesAgain of [true, false]) {
    it(`books once and keeps the note of the money, and the consultant ${pressesAgain ? 'presses again' : 'is gone'}`, async () => {
      const crashes = await killAtEachAct(async (crashBefore) => {
        const world = await freshWorld(store);
        world.calendar.open({
          practitionerId: 'dr_dia',
          service: 'alternative_medicine',
          visit: 'initial',
          starts: [start],
        });
        const doomed = serverOn(world, crashBefore);
        const died = await dies(async () => {
          await book(doomed);
          await doomed.jobs.runAll();
        });
        const next = serverOn(world);
        if (pressesAgain) await book(next);
        await next.jobs.runAll();
        await sweep(next.deps, new AbortController().signal);
        await next.jobs.runAll();

        const at = `killed before act ${crashBefore} of ${doomed.acts()}`;
        const bookings = await storedRows(store).bookings();
        const payments = await storedRows(store).payments();
        assert.ok(bookings.length <= 1, `${at}: ${bookings.length} bookings`);
        if (pressesAgain) assert.equal(bookings.length, 1, `${at}: booked`);
        // The note of the money is stored with the booking, or neither is.
        assert.equal(payments.length, bookings.length, `${at}: the note of the money`);
        if (bookings.length === 0) {
          assert.equal(world.calendar.appointments.length, 0, `${at}: nothing in the calendar`);
          return died;
        }
        assert.deepEqual([bookings[0]?.status, bookings[0]?.channel], ['confirmed', 'phone'], at);
        assert.equal(world.calendar.appointments.length, 1, `${at}: booked once`);
        assert.equal(world.records.appointments.length, 1, `${at}: filed once`);
        const mails = world.mailer.sent.filter(({ to }) => to === 'kim@example.com');
        assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 1, `${at}: told once`);
        assert.deepEqual(await world.openTasks(), [], at);
        return died;
      });
      assert.ok(crashes > 10, `it was killed ${crashes} times`);
    });
  }
});
