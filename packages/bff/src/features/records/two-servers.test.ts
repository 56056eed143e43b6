import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { freeCall, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  bookCall,
  filingServer,
  intakeFacts,
  sendForm,
  tasksOf,
} from '../../testing/fixtures/forms/filing-fixture.ts';
import { callStart, freshForms } from '../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';

const laterStart = '2026-11-23T23:00:00Z';

async function slowly<Found>(look: Promise<Found>): Promise<Found> {
  const found = await look;
  await wait(100);
  return found;
}

describe('two servers that file one person at the same moment', () => {
  let store: Store;
  let world: World;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
    world.calendar.open({ ...freeCall, starts: [callStart, laterStart] });
    // Both servers have looked before one of them makes a record, unless something keeps them apart.
    const { records } = world;
    const byContact = records.findPatientsByContact.bind(records);
    records.findPatientsByContact = (contact) => slowly(byContact(contact));
    const bornOn = records.findPatientsBornOn.bind(records);
    records.findPatientsBornOn = (dateOfBirth) => slowly(bornOn(dateOfBirth));
  });

  const fileAtOnce = async (...jobs: readonly [string, object][]) => {
    await Promise.all(jobs.map(([name, payload]) => filingServer(world).jobs.runNow(name, payload)));
    await filingServer(world).jobs.runAll();
  };

  it('make one record for two bookings, and file both appointments under it', async () => {
    const server = filingServer(world);
    const one = await bookCall(server);
    const two = await bookCall(server, { preferredTimes: [laterStart] });
    await fileAtOnce(
      ['file-booking', { bookingId: one.bookingId }],
      ['file-booking', { bookingId: two.bookingId }],
    );
    const [patient, ...others] = world.records.patients;
    assert.ok(patient);
    assert.deepEqual(others, []);
    assert.deepEqual(
      world.records.appointments.map(({ patientId }) => patientId),
      [patient.id, patient.id],
    );
    assert.deepEqual(await world.openTasks(), []);
  });

  it('make one record for a booking and its form', async () => {
    const server = filingServer(world);
    const booking = await bookCall(server);
    const submissionId = await sendForm(server, 'full_intake', intakeFacts, booking);
    await fileAtOnce(
      ['file-booking', { bookingId: booking.bookingId }],
      ['file-submission', { submissionId }],
    );
    const [patient, ...others] = world.records.patients;
    assert.ok(patient);
    assert.deepEqual(others, []);
    assert.equal(world.records.appointments[0]?.patientId, patient.id);
    assert.equal(world.records.files.of(patient.id).documents.length, 1);
  });

  it('make one record for two forms', async () => {
    const server = filingServer(world);
    const one = await sendForm(server, 'full_intake', intakeFacts);
    const two = await sendForm(server, 'mini_intake', intakeFacts);
    await fileAtOnce(['file-submission', { submissionId: one }], ['file-submission', { submissionId: two }]);
    const [patient, ...others] = world.records.patients;
    assert.ok(patient);
    assert.deepEqual(others, []);
    assert.equal(world.records.files.of(patient.id).documents.length, 2);
  });

  it('never leave two records of one person without telling staff', async () => {
    const server = filingServer(world);
    const { bookingId } = await bookCall(server);
    // The booking asked for no date of birth, so the records cannot be certainly one person's.
    const submissionId = await sendForm(server, 'full_intake', intakeFacts);
    await fileAtOnce(['file-booking', { bookingId }], ['file-submission', { submissionId }]);
    const records = world.records.patients.length;
    const pages = (await tasksOf(world, 'patients_may_be_same')).map(
      ({ recordPages }) => recordPages?.length,
    );
    assert.deepEqual(pages, records === 1 ? [] : [records]);
  });
});
