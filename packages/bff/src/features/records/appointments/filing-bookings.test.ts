import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookFree, cancelBooking, loadBooking } from '../../bookings/index.ts';
import { mails } from '../../messages/index.ts';

const start = '2026-11-23T22:30:00Z';
const once = { idempotencyKeyHash: null, ...byPatient('request-1') };

describe("filing a booking in the practice's records", () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    const starts = [start, '2026-11-23T23:00:00Z'];
    world.calendar.open({ ...freeCall, starts });
    server = serverOn(world);
  });

  const book = (more: object = {}) =>
    bookFree(
      server.deps,
      {
        patientName: 'Alex Sample',
        email: 'alex@example.com',
        phone: '+61 491 570 156',
        preferredTimes: [start],
        primaryConcern: 'I sleep badly',
        timezone: 'Australia/Melbourne',
        ...more,
      },
      once,
    );
  const known = { firstName: 'Alex', lastName: 'Sample', email: 'alex@example.com', mobile: '0491570156' };
  const filedWith = () => world.records.appointments.map((one) => one.patientId);

  it('makes a record for a new person, with what is known', async () => {
    await book();
    await server.jobs.runAll();
    const [patient] = world.records.patients;
    assert.deepEqual(
      [patient?.firstName, patient?.lastName, patient?.dateOfBirth, patient?.mobile],
      ['Alex', 'Sample', null, '0491570156'],
    );
    assert.match(world.records.appointments[0]?.notes ?? '', /In the patient's words: I sleep badly/);
  });

  it('uses the record that is certainly theirs', async () => {
    const { id } = world.records.addPatient(known);
    await book();
    await server.jobs.runAll();
    assert.equal(world.records.patients.length, 1);
    assert.deepEqual(filedWith(), [id]);
    assert.deepEqual(await world.openTasks(), []);
  });

  it('makes a new record and asks staff to compare when it is not certain', async () => {
    const relative = world.records.addPatient({ ...known, firstName: 'Robin' });
    await book();
    await server.jobs.runAll();
    assert.equal(world.records.patients.length, 2);
    assert.notEqual(filedWith()[0], relative.id);
    assert.deepEqual(await world.openTasks(), ['patients_may_be_same']);
  });

  it('files once when an answer is lost after the work was done, also where records look alike', async () => {
    const lost = () => new UpstreamError('medirecords', 'timeout');
    world.records.addPatient({ ...known });
    world.records.addPatient({ ...known });
    world.records.failNext('createPatient', lost(), { afterCommit: true });
    world.records.failNext('createAppointment', lost(), { afterCommit: true });
    await book();
    await server.jobs.runAll();
    assert.equal(world.records.patients.length, 3);
    assert.deepEqual(filedWith(), [world.records.patients[2]?.id]);
  });

  it('uses an appointment that reception has made by hand, and leaves it when the patient cancels', async () => {
    const { id } = world.records.addPatient(known);
    const byHand = { patientId: id, providerId: 'p', appointmentTypeId: 't', durationMinutes: 15, notes: '' };
    await world.records.createAppointment({ ...byHand, start: new Date(start) });
    const { body } = await book();
    await server.jobs.runAll();
    assert.equal(world.records.appointments.length, 1);
    const booking = await loadBooking(server.deps, store.db, body.bookingId);
    assert.ok(booking);
    await cancelBooking(server.deps, booking, byPatient());
    await server.jobs.runAll();
    assert.equal(world.records.appointments.length, 1);
  });

  it('does not take the appointment of another booking of the same person: staff are asked', async () => {
    world.records.addPatient(known);
    await book();
    await server.jobs.runAll();
    const { body } = await book({ preferredTimes: ['2026-11-23T23:00:00Z'] });
    await store.db.execute(sql`update bookings set start = ${start} where id = ${body.bookingId}`);
    await server.jobs.runAll();
    assert.equal(world.records.appointments.length, 1);
    assert.deepEqual(await world.openTasks(), ['filing_failed']);
  });

  it('waits while the records are down, and files once they return', async () => {
    world.records.down();
    const { status } = await book();
    assert.equal(status, 201);
    await server.jobs.runAll(6 * hourMs);
    assert.equal(world.mailer.sent.length, 2, 'patient and reception know already');
    world.records.up();
    await server.jobs.runAll();
    assert.equal(world.records.appointments.length, 1);
    assert.deepEqual(await world.openTasks(), []);
  });

  it('becomes a task after a day of tries', async () => {
    world.records.down();
    await book();
    await server.jobs.runAll(20 * hourMs);
    assert.deepEqual(await world.openTasks(), []);
    await server.jobs.runAll(48 * hourMs);
    assert.deepEqual(await world.openTasks(), ['filing_failed']);
  });

  it('becomes a task at once when it is refused, naming the field and not the patient', async () => {
    const details = [{ field: 'mobileNumber', code: null, message: '0491570156 is not valid' }];
    world.records.failNext(
      'createPatient',
      new UpstreamError('medirecords', 'rejected', { status: 400, details }),
    );
    await book();
    await server.jobs.runAll(60_000);
    assert.deepEqual(await world.openTasks(), ['filing_failed']);
  });

  it('becomes a task at once when another person has the time in the records', async () => {
    const other = world.records.addPatient({ lastName: 'Other' });
    const provider = '655edb5e-ab7c-5a32-81d5-06ac8d8ee7d6';
    const clash = { patientId: other.id, providerId: provider, appointmentTypeId: 't', durationMinutes: 15 };
    await world.records.createAppointment({ ...clash, notes: '', start: new Date(start) });
    await book();
    await server.jobs.runAll(60_000);
    assert.deepEqual(await world.openTasks(), ['filing_failed']);
  });
});

describe('mails while the mail server is down', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  const bookOn = async (world: World) => {
    const server = serverOn(world);
    world.calendar.open({ ...freeCall, starts: [start] });
    const patient = { patientName: 'Alex', email: 'alex@example.com', phone: '0491570156' };
    const wish = { preferredTimes: [start], primaryConcern: 'Sleep', timezone: 'Australia/Melbourne' };
    await bookFree(server.deps, { ...patient, ...wish }, once);
    await server.jobs.runAll();
  };

  it('are sent once it returns, once each', async () => {
    const world = await freshWorld(store);
    for (let tries = 0; tries < 12; tries += 1) {
      world.mailer.failNext(new UpstreamError('mail', 'unreachable'));
    }
    await bookOn(world);
    assert.deepEqual(world.mailer.sent.map((mail) => mail.to).sort(), [
      'alex@example.com',
      'enquiries@clinic.example.com',
    ]);
    assert.deepEqual(await world.openTasks(), []);
  });

  it('become a task when they are refused', async () => {
    const world = await freshWorld(store);
    world.mailer.failNext(new UpstreamError('mail', 'rejected'));
    await bookOn(world);
    assert.deepEqual(await world.openTasks(), ['mail_not_sent']);
    const [facts] = await world.taskFacts();
    const sentTo = facts?.patientEmail === 'alex@example.com' ? /You are booked/ : /Patient/;
    assert.match(facts?.mailText ?? '', sentTo);
    assert.doesNotMatch(facts?.mailText ?? '', /token=/);
    assert.equal(world.mailer.sent.length, 1);
  });

  it('are sent again under one Message-ID when the answer is lost', async () => {
    const world = await freshWorld(store);
    world.mailer.failNext(new UpstreamError('mail', 'timeout'), { afterSending: true });
    await bookOn(world);
    const toPatient = world.mailer.sent.filter((mail) => mail.to === 'alex@example.com');
    assert.equal(toPatient.length, 2);
    assert.equal(new Set(toPatient.map((mail) => mail.messageId)).size, 1);
  });

  it('leave no content behind once they are out', async () => {
    const world = await freshWorld(store);
    await bookOn(world);
    const kept = await store.db.select().from(mails);
    assert.deepEqual(
      kept.map((mail) => [mail.mail, mail.sentAt !== null, mail.attempts]),
      [
        [null, true, 1],
        [null, true, 1],
      ],
    );
  });
});
