import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ConsultationRequest, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { Problem } from '../../../platform/problem.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { RecordsRefusal } from '../../../ports/records/refusal.ts';
import {
  clinic,
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { openFollowups, paidRequest } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { detailsOf } from '../api/details-of.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { viewOf } from '../booking-view.ts';
import { confirmPaid } from '../running/on-authorised.ts';
import { bookings, slotHolds } from '../tables.ts';
import { bookFree } from './book-free.ts';
import { bookPaid } from './book-paid.ts';

const start = '2026-11-23T22:30:00Z';
const parent = { name: 'Alex Sample', relation: 'parent', consent: true } as const;
const born = '2018-05-01';

describe('a booking for somebody else', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    world.calendar.open({ ...freeCall, starts: [start, '2026-11-23T23:00:00Z'] });
    openFollowups(world, [start]);
    server = serverOn(world);
  });

  const by = () => ({ ...byPatient('request-1'), idempotencyKeyHash: null });
  const call = (more: Partial<ConsultationRequest> = {}): ConsultationRequest => ({
    patientName: 'Sam Sample',
    email: 'alex@example.com',
    phone: '0491 570 156',
    preferredTimes: [start],
    primaryConcern: 'Sleeps badly',
    timezone: 'Australia/Melbourne',
    dateOfBirth: born,
    contactPerson: parent,
    accessNeeds: 'Auslan interpreter',
    ...more,
  });
  const visit = (more: Partial<PaidBookingRequest> = {}) => {
    const request = paidRequest(start, { contactPerson: parent, ...more });
    return { ...request, patient: { ...request.patient, firstName: 'Sam', dateOfBirth: born } };
  };
  const refusedWith = async (act: Promise<unknown>, path: string, code: string) => {
    await assert.rejects(act, (error) => {
      assert.ok(error instanceof Problem);
      assert.equal(error.code, 'invalid_request');
      assert.deepEqual(
        error.fields?.map((field) => [field.path, field.code]),
        [[path, code]],
      );
      return true;
    });
    assert.equal((await store.db.select().from(slotHolds)).length, 0);
    assert.equal((await store.db.select().from(bookings)).length, 0);
  };

  it('makes a record of the child and never uses the one of the parent', async () => {
    const mother = world.records.addPatient({
      firstName: 'Alex',
      lastName: 'Sample',
      dateOfBirth: '1980-02-29',
      email: 'alex@example.com',
      mobile: '0491570156',
    });
    await bookFree(server.deps, call(), by());
    await server.jobs.runAll();
    const child = world.records.patients.find(({ id }) => id !== mother.id);
    assert.deepEqual(
      [child?.firstName, child?.lastName, child?.dateOfBirth, child?.email, child?.mobile],
      ['Sam', 'Sample', born, null, null],
    );
    const [appointment] = world.records.appointments;
    assert.equal(appointment?.patientId, child?.id);
    assert.match(
      appointment?.notes ?? '',
      /Contact person: Alex Sample, parent, 0491 570 156, alex@example.com.\nNeeds to take part: Auslan interpreter\nIn the contact person's words: Sleeps badly/,
    );
    assert.deepEqual(world.records.files.of(child?.id ?? '').relatedPeople, [
      { name: 'Alex Sample', relation: 'parent', email: 'alex@example.com', phone: '0491570156' },
    ]);
    assert.deepEqual(await world.openTasks(), []);
  });

  it('finds the record of a child by name and date of birth, and names the parent there once', async () => {
    const child = world.records.addPatient({ firstName: 'Sam', lastName: 'Sample', dateOfBirth: born });
    for (const preferred of [start, '2026-11-23T23:00:00Z']) {
      await bookFree(server.deps, call({ preferredTimes: [preferred] }), by());
      await server.jobs.runAll();
    }
    assert.equal(world.records.patients.length, 1);
    assert.equal(world.records.files.of(child.id).relatedPeople.length, 1);
  });

  it('files the appointment with the parent in its notes when the records take no such person', async () => {
    const refusal = new RecordsRefusal('medirecords', { fields: ['isEmergency'], notOffered: false });
    world.records.failNext('createRelatedPerson', refusal);
    await bookFree(server.deps, call(), by());
    await server.jobs.runAll();
    assert.match(world.records.appointments[0]?.notes ?? '', /Contact person: Alex Sample/);
    assert.deepEqual(await world.openTasks(), []);
  });

  it('names the parent once when the answer of the records is lost', async () => {
    const lost = new UpstreamError('medirecords', 'timeout');
    world.records.failNext('createRelatedPerson', lost, { afterCommit: true });
    await bookFree(server.deps, call(), by());
    await server.jobs.runAll();
    const [child] = world.records.patients;
    assert.equal(world.records.files.of(child?.id ?? '').relatedPeople.length, 1);
    assert.equal(world.records.appointments.length, 1);
  });

  it('writes to the parent with the name of the child, and tells reception and the practitioner', async () => {
    const { body } = await bookFree(server.deps, call(), by());
    await server.jobs.runAll();
    const mail = world.mailer.sent.find(({ to }) => to === 'alex@example.com');
    assert.equal(mail?.toName, 'Alex Sample');
    assert.match(mail?.text ?? '', /Hello Alex, Sam's free first call with/);
    assert.match(mail?.text ?? '', /Sam Sample/);
    assert.match(mail?.text ?? '', /Auslan interpreter/);
    const copy = world.mailer.sent.find(({ to }) => to !== 'alex@example.com');
    assert.match(copy?.text ?? '', /Sam Sample \(child of Alex Sample\)/);
    assert.match(copy?.text ?? '', /Auslan interpreter/);
    const booking = await mustLoadBooking(server.deps, store.db, body.bookingId);
    assert.deepEqual((await viewOf(server.deps, booking)).bookedFor, { name: 'Sam Sample' });
    assert.deepEqual(detailsOf(booking).contactPerson, { name: 'Alex Sample', relation: 'parent' });
    assert.equal(booking.patient.contactPerson?.consent, '2026-12-01');
  });

  it('is paid by the parent', async () => {
    const held = await bookPaid(server.deps, visit(), by());
    world.payments.pay(held.payment.clientSecret.replace('_secret', ''), 'pays');
    await confirmPaid(server.deps, await mustLoadBooking(server.deps, store.db, held.bookingId));
    await server.jobs.runAll();
    assert.deepEqual(
      world.records.patients.map(({ firstName, email }) => [firstName, email]),
      [['Sam', null]],
    );
  });

  it('needs the date of birth of the patient', async () => {
    const { dateOfBirth: _, ...without } = call();
    await refusedWith(bookFree(server.deps, without, by()), 'dateOfBirth', 'required');
    await refusedWith(
      bookFree(server.deps, call({ dateOfBirth: '2030-01-01' }), by()),
      'dateOfBirth',
      'future',
    );
  });

  it('of a minor is made by a parent or guardian only', async () => {
    const carer = { ...parent, relation: 'carer' } as const;
    const [relation, alone] = ['contactPerson.relation', 'patient.dateOfBirth'];
    await refusedWith(
      bookFree(server.deps, call({ contactPerson: carer }), by()),
      relation,
      'guardian_needed',
    );
    await refusedWith(
      bookPaid(server.deps, visit({ contactPerson: carer }), by()),
      relation,
      'guardian_needed',
    );
    const { contactPerson: _, ...byMinor } = visit();
    await refusedWith(bookPaid(server.deps, byMinor, by()), alone, 'guardian_needed');
  });

  it('of a minor may be made alone where the clinic says so', async () => {
    const deps = { ...server.deps, clinic: { ...clinic, booking: { ...clinic.booking, ageOfMajority: 0 } } };
    const { contactPerson: _, ...byMinor } = visit();
    assert.equal((await bookPaid(deps, byMinor, by())).status, 'awaiting_payment');
  });

  it('is held to the age limits of a free visit', async () => {
    const services = clinic.services.map((service) => ({
      ...service,
      visits: service.visits.map((one) => ({ ...one, ages: { from: 18 } })),
    }));
    const deps = { ...server.deps, clinic: { ...clinic, services } };
    await refusedWith(bookFree(deps, call(), by()), 'dateOfBirth', 'too_young');
  });
});
