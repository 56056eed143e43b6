import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { patientSearchAnswer, phoneBookingAnswer } from '@botaniqal/shared/contracts/phone-booking.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { staffTriageSession, triageQueue } from '@botaniqal/shared/contracts/staff/triage.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../platform/audit/tables.ts';
import { RateLimit } from '../../platform/http/requests/rate-limit.ts';
import { createIdempotency } from '../../platform/idempotency/idempotency.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { testApp } from '../../testing/app.ts';
import { sealing, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { paymentFor } from '../../testing/fixtures/bookings/paid-fixture.ts';
import { storedRows } from '../../testing/fixtures/bookings/phone-fixture.ts';
import { callStart, formServer, freshForms } from '../../testing/fixtures/forms/forms-fixture.ts';
import { staffSecret } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { bookingsFeature } from '../bookings/index.ts';
import { formsFeature } from '../forms/index.ts';
import { isFiled } from '../records/index.ts';
import { phoneBookingFeature } from './index.ts';

const start = '2026-11-25T23:00:00Z';
const later = '2026-11-25T23:15:00Z';
const initial = {
  practitionerId: 'dr_dia',
  service: 'alternative_medicine',
  visit: 'initial',
} as const;

describe('a booking by phone', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof desk>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
    world.calendar.open({ ...initial, starts: [start, later] });
    server = desk(world);
  });

  const token = (sub: string, permissions: readonly string[], role = 'consultant') => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = world.clock.now().getTime() / 1000 + 3600;
    const signed = `${part({ alg: 'HS256' })}.${part({ sub, role, permissions, exp })}`;
    return `Bearer ${signed}.${createHmac('sha256', staffSecret).update(signed).digest('base64url')}`;
  };
  const all = ['triage:read', 'triage:update', 'booking:create', 'bookings:manage'];
  const as = (sub: string, permissions: readonly string[] = all) => ({
    Authorization: token(sub, permissions),
  });
  const post = (path: string, body: object, headers: Record<string, string> = as('consultant')) =>
    server.app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const bookPhone = (body: object, headers?: Record<string, string>) =>
    post('/api/bookings/phone', body, headers);
  const booked = async (answer: Response) => {
    assert.equal(answer.status, 200, await answer.clone().text());
    return phoneBookingAnswer.parse(await answer.json());
  };
  const refusal = async (answer: Response) => problem.parse(await answer.json());
  const session = async (id: string) =>
    staffTriageSession.parse(
      await (await server.app.request(`/api/staff/triage/${id}`, { headers: as('consultant') })).json(),
    );
  /** A patient books the free call on the page. */
  const freeCall = async () => {
    const answer = await post('/api/consultations/book', {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [callStart],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Perth',
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    const call = consultationBooked.parse(await answer.json());
    await server.settle();
    return call;
  };
  const seed = (triageSessionId: string) => ({
    triageSessionId,
    practitionerId: 'dr_dia',
    serviceType: 'alternative_medicine',
    appointmentType: 'initial',
    scheduledTime: start,
    paymentCollected: true,
    paymentMethod: 'credit_card_phone',
    amountCollected: 119.0,
    notes: 'Patient prefers afternoon appointments',
  });
  const patient = {
    firstName: 'Kim',
    lastName: 'Taylor',
    email: 'kim@example.com',
    phone: '0491 570 157',
    dateOfBirth: '1980-02-29',
  };
  const stranger = { practitionerId: 'dr_dia', serviceType: 'alternative_medicine', scheduledTime: start };
  const rowOf = async (id: string) => {
    const row = (await storedRows(store).bookings()).find((one) => one.id === id);
    assert.ok(row);
    return row;
  };

  it('every free call opens a session, scheduled, with its consultant', async () => {
    const call = await freeCall();
    const opened = await session(call.bookingId);
    assert.deepEqual(
      [opened.status, opened.outcome, opened.consultantId, opened.scheduledTime, opened.urgency],
      ['scheduled', null, 'consultant', '2026-11-23T22:30:00.000Z', null],
    );
    assert.deepEqual(
      [opened.patientName, opened.primaryConcern, opened.phoneLink],
      ['Alex Sample', 'I sleep badly', 'tel:0491570156'],
    );
    const headers = as('consultant');
    const queue = triageQueue.parse(
      await (await server.app.request('/api/staff/triage/queue', { headers })).json(),
    );
    assert.deepEqual(
      queue.sessions.map(({ sessionId, rank, isMine }) => [sessionId, rank, isMine]),
      [[call.bookingId, 'call', true]],
    );
  });

  it('is made for a child by a parent who calls, and for the same child again without asking once more', async () => {
    const born = '2018-05-01';
    const child = { ...patient, firstName: 'Sam', dateOfBirth: born };
    const contactPerson = { name: 'Kim Taylor', relation: 'parent', consent: true };
    const request = { ...stranger, paymentCollected: true, contactPerson, accessNeeds: 'Auslan' };
    const { dateOfBirth: _, ...unborn } = child;
    const fieldsOf = async (answer: Response) => (await refusal(answer)).fields?.map(({ path }) => path);
    assert.deepEqual(await fieldsOf(await bookPhone({ ...request, patient: unborn })), [
      'patient.dateOfBirth',
    ]);
    const carer = { ...contactPerson, relation: 'carer' };
    assert.deepEqual(await fieldsOf(await bookPhone({ ...request, patient: child, contactPerson: carer })), [
      'contactPerson.relation',
    ]);
    const first = await booked(await bookPhone({ ...request, patient: child }));
    const again = await booked(
      await bookPhone({
        ...stranger,
        patientOfBookingId: first.bookingId,
        scheduledTime: later,
        paymentCollected: true,
      }),
    );
    await server.settle();
    assert.deepEqual(
      world.records.patients.map(({ firstName, dateOfBirth, email }) => [firstName, dateOfBirth, email]),
      [['Sam', born, null]],
    );
    assert.ok(
      world.records.appointments.every(({ notes }) => /Contact person: Kim Taylor, parent/.test(notes)),
    );
    assert.notEqual(again.bookingId, first.bookingId);
    const found = await post('/api/staff/patients/search', { q: 'kim' });
    const { patients } = patientSearchAnswer.parse(await found.json());
    assert.deepEqual(
      patients.map(({ name, contactPerson: by, accessNeeds }) => [name, by?.name, accessNeeds]),
      [['Sam Taylor', 'Kim Taylor', 'Auslan']],
    );
  });

  it('is made as seed 003 says, and the money is recorded without a payment service', async () => {
    const call = await freeCall();
    const made = await booked(await bookPhone(seed(call.bookingId)));
    assert.equal(made.calendlyEventCreated, true);
    assert.deepEqual([made.status, made.payment], ['confirmed', 'collected']);
    assert.match(made.confirmationNumber, /^BOT-2026-/);
    // The jobs of this server have not run: it does not claim what is not so.
    assert.deepEqual([made.medirecordsSynced, made.patientNotified], [false, false]);
    const row = await rowOf(made.bookingId);
    assert.deepEqual(
      [row.channel, row.bookedBy, row.triageSessionId],
      ['phone', 'staff:consultant', call.bookingId],
    );
    const [payment] = await storedRows(store).payments();
    assert.deepEqual(
      [payment?.provider, payment?.capturedCents, payment?.method, payment?.goal],
      ['taken_by_staff', 11900, 'credit_card_phone', 'capture'],
    );
    assert.equal(world.payments.payments.size, 0);
    const after = await session(call.bookingId);
    assert.deepEqual([after.status, after.outcome, after.bookingId], ['ended', 'booked', made.bookingId]);
    await server.settle();
    // The session has led to a booking: a second one is refused with what was done.
    const told = await refusal(await bookPhone(seed(call.bookingId)));
    assert.deepEqual(
      [told.status, told.code, told.change?.by],
      [409, 'changed_meanwhile', 'staff:consultant'],
    );
  });

  it('answers true once the record and the email are there', async () => {
    const call = await freeCall();
    const working = setInterval(() => void server.settle().catch(() => {}), 30);
    try {
      const made = await booked(await bookPhone(seed(call.bookingId)));
      assert.deepEqual([made.medirecordsSynced, made.patientNotified], [true, true]);
    } finally {
      clearInterval(working);
      await server.settle();
    }
  });

  it('takes the price, the service and the visit when the request does not name them', async () => {
    const call = await freeCall();
    const { triageSessionId, practitionerId, scheduledTime } = seed(call.bookingId);
    const body = { triageSessionId, practitionerId, scheduledTime, paymentCollected: true };
    const made = await booked(await bookPhone(body));
    assert.deepEqual(made.price, { amountCents: 11900, currency: 'AUD' });
    const [payment] = await storedRows(store).payments();
    assert.deepEqual([payment?.capturedCents, payment?.method], [11900, 'other']);
  });

  it('is for the consultant of the session or a manager only', async () => {
    const call = await freeCall();
    assert.equal((await bookPhone(seed(call.bookingId), {})).status, 401);
    assert.equal((await bookPhone(seed(call.bookingId), as('consultant', ['triage:read']))).status, 403);
    assert.equal((await bookPhone(seed(call.bookingId), as('colleague'))).status, 403);
    assert.equal((await bookPhone(seed(randomUUID()))).status, 403);
    assert.equal(world.calendar.appointments.length, 1);
    const claim = await post(`/api/staff/triage/${call.bookingId}/claim`, { version: 1 }, as('colleague'));
    assert.equal(claim.status, 200, await claim.clone().text());
    assert.equal((await bookPhone(seed(call.bookingId))).status, 403);
    assert.equal((await bookPhone(seed(call.bookingId), as('colleague'))).status, 200);
  });

  it('of a manager goes from any session', async () => {
    const call = await freeCall();
    const headers = { Authorization: token('boss', all, 'staff') };
    assert.equal((await bookPhone(seed(call.bookingId), headers)).status, 200);
  });

  it('names other times when this one is gone; nothing is kept, and the next try books', async () => {
    const call = await freeCall();
    await booked(await bookPhone({ ...stranger, patient, paymentCollected: true }));
    const lost = await refusal(await bookPhone(seed(call.bookingId)));
    assert.deepEqual([lost.status, lost.code, lost.alternatives], [409, 'slot_unavailable', [later]]);
    assert.equal((await storedRows(store).payments()).length, 1);
    const made = await booked(await bookPhone({ ...seed(call.bookingId), scheduledTime: later }));
    assert.equal(made.status, 'confirmed');
  });

  it('that the calendar refuses keeps no money, and the session books again', async () => {
    const call = await freeCall();
    world.calendar.failNextBookings('slot_taken');
    const lost = await refusal(await bookPhone(seed(call.bookingId)));
    assert.equal(lost.code, 'slot_unavailable');
    assert.deepEqual(await storedRows(store).payments(), []);
    assert.deepEqual(await world.openTasks(), []);
    const made = await booked(await bookPhone({ ...seed(call.bookingId), scheduledTime: later }));
    await server.settle();
    assert.equal((await session(call.bookingId)).bookingId, made.bookingId);
  });

  it('without a session is for a new patient, or for the patient of another booking', async () => {
    const first = await booked(await bookPhone({ ...stranger, patient, paymentCollected: true }));
    const second = await booked(
      await bookPhone({
        ...stranger,
        scheduledTime: later,
        patientOfBookingId: first.bookingId,
        paymentCollected: true,
      }),
    );
    const [a, b] = await Promise.all([rowOf(first.bookingId), rowOf(second.bookingId)]);
    assert.equal(a.personKey, b.personKey);
    const withoutContact = await refusal(await bookPhone({ ...stranger, paymentCollected: true }));
    assert.deepEqual(
      withoutContact.fields?.map(({ path }) => path),
      ['patient.firstName', 'patient.lastName', 'patient.email', 'patient.phone'],
    );
  });

  it('is made once however often the request is sent', async () => {
    const headers = { ...as('consultant'), 'Idempotency-Key': 'press-1' };
    const body = { ...stranger, patient, paymentCollected: true };
    const first = await booked(await bookPhone(body, headers));
    assert.deepEqual((await booked(await bookPhone(body, headers))).bookingId, first.bookingId);
    assert.equal((await storedRows(store).bookings()).length, 1);
  });

  it('with a payment link is held until it is paid, and then booked', async () => {
    const call = await freeCall();
    const body = { ...seed(call.bookingId), paymentCollected: false, payment: 'link' };
    const holdUntil = '2026-11-21T05:00:00Z';
    const held = await booked(await bookPhone({ ...body, holdUntil }));
    assert.deepEqual(
      [held.status, held.payment, held.calendlyEventCreated, held.holdExpiresAt],
      ['awaiting_payment', 'link', false, holdUntil],
    );
    assert.match(held.paymentUrl ?? '', /\/pay#booking=.+&token=.+/);
    assert.equal((await session(call.bookingId)).visitBooking?.status, 'awaiting_payment');
    await server.settle();
    const mail = world.mailer.sent.find(({ subject }) => subject === 'Pay to confirm your appointment');
    assert.ok(mail?.text.includes(held.paymentUrl ?? '-'));
    // Closing the page gives nothing away.
    const access = new URLSearchParams((held.paymentUrl ?? '').split('#')[1]);
    const patientHeaders = { Authorization: `Bearer ${access.get('token')}` };
    await post(`/api/bookings/${held.bookingId}/release`, {}, patientHeaders);
    // Paid after more hours than a booking may take to be confirmed.
    world.clock.at = new Date('2026-11-20T18:00:00Z');
    world.payments.pay(paymentFor(world, held.bookingId).id);
    const answer = await post(`/api/bookings/${held.bookingId}/confirm`, {}, patientHeaders);
    assert.equal(answer.status, 200, await answer.clone().text());
    await server.settle();
    assert.equal((await rowOf(held.bookingId)).status, 'confirmed');
    assert.deepEqual(
      [(await session(call.bookingId)).outcome, (await session(call.bookingId)).status],
      ['booked', 'ended'],
    );
  });

  it('with a link that is not paid in time lets the time go, and the session waits again', async () => {
    const call = await freeCall();
    const body = { ...seed(call.bookingId), paymentCollected: false, payment: 'link' };
    const held = await booked(await bookPhone(body));
    assert.equal(held.holdExpiresAt, '2026-11-21T05:00:00Z');
    world.clock.at = new Date('2026-11-21T05:05:00Z');
    await server.settle();
    assert.equal((await rowOf(held.bookingId)).status, 'expired');
    const waits = await session(call.bookingId);
    assert.deepEqual([waits.status, waits.visitBooking, waits.outcome], ['scheduled', null, null]);
  });

  it('is paid at the appointment only where the clinic allows it', async () => {
    const body = { ...stranger, patient, payment: 'later' };
    const refused = await refusal(await bookPhone(body));
    assert.deepEqual([refused.status, refused.fields?.[0]?.path], [422, 'payment']);
    server = desk(world, true);
    const made = await booked(await bookPhone(body));
    assert.deepEqual([made.status, made.payment], ['confirmed', 'later']);
    assert.deepEqual(await storedRows(store).payments(), []);
  });

  it('of a free visit needs no money', async () => {
    world.calendar.open({
      practitionerId: 'consultant',
      service: 'alternative_medicine',
      visit: 'consultation',
      starts: [later],
    });
    const made = await booked(
      await bookPhone({
        practitionerId: 'consultant',
        serviceType: 'alternative_medicine',
        appointmentType: 'consultation',
        scheduledTime: later,
        patient,
      }),
    );
    assert.deepEqual([made.status, made.payment], ['confirmed', 'none']);
    await server.settle();
    assert.equal((await session(made.bookingId)).status, 'scheduled');
  });

  it('that staff cancel asks a person to give the money back', async () => {
    const made = await booked(await bookPhone({ ...stranger, patient, paymentCollected: true }));
    await server.settle();
    const path = `/api/staff/bookings/${made.bookingId}/cancel`;
    const answer = await post(path, { refund: 'full' });
    assert.equal(answer.status, 200, await answer.clone().text());
    await server.settle();
    assert.deepEqual(await world.openTasks(), ['collected_payment_to_return']);
    const [facts] = await world.taskFacts();
    assert.equal(facts?.refundCents, 11900);
  });

  it('of two consultants from one session is made once', async () => {
    const call = await freeCall();
    const headers = { Authorization: token('boss', all, 'staff') };
    const answers = await Promise.all([
      bookPhone(seed(call.bookingId)),
      bookPhone({ ...seed(call.bookingId), scheduledTime: later }, headers),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const made = (await storedRows(store).bookings()).filter(({ channel }) => channel === 'phone');
    assert.equal(made.length, 1);
  });

  it('finds its patient while the name is typed, and says in the audit trail who looked', async () => {
    const made = await booked(await bookPhone({ ...stranger, patient, paymentCollected: true }));
    const search = async (q: string) => {
      const answer = await post('/api/staff/patients/search', { q });
      const { patients } = (await answer.json()) as { patients: { name: string; bookingId: string }[] };
      return patients.map(({ name }) => name);
    };
    for (const q of [
      'kim tay',
      'Taylor',
      '0491570157',
      'KIM@example.com',
      '29/2/1980',
      '',
      made.confirmationNumber,
    ]) {
      assert.deepEqual(await search(q), ['Kim Taylor'], q);
    }
    assert.deepEqual(await search('kim smi'), []);
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, made.bookingId));
    assert.ok(lines.some(({ action, actor }) => action === 'booking.listed' && actor === 'staff:consultant'));
  });

  it('finds the same person in the records, and only reads', async () => {
    await booked(await bookPhone({ ...stranger, patient, paymentCollected: true }));
    await server.settle();
    const before = world.records.patients.length;
    const answer = await post('/api/staff/patients/records', patient);
    const found = (await answer.json()) as { match: { name: string } | null; read: boolean };
    assert.deepEqual([found.match?.name, found.read], ['Kim Taylor', true]);
    assert.equal(world.records.patients.length, before);
  });
});

describe('a triage session that two consultants have open', () => {
  let store: Store;
  let world: World;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
  });

  it('tells the second what the first did, and overwrites nothing', async () => {
    const server = desk(world);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const headersOf = (sub: string) => {
      const exp = world.clock.now().getTime() / 1000 + 3600;
      const permissions = ['triage:read', 'triage:update'];
      const signed = `${part({ alg: 'HS256' })}.${part({ sub, role: 'consultant', permissions, exp })}`;
      const signature = createHmac('sha256', staffSecret).update(signed).digest('base64url');
      return { 'Content-Type': 'application/json', Authorization: `Bearer ${signed}.${signature}` };
    };
    const booking = consultationBooked.parse(
      await (
        await server.app.request('/api/consultations/book', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            patientName: 'Alex Sample',
            email: 'alex@example.com',
            phone: '0491 570 156',
            preferredTimes: [callStart],
            primaryConcern: 'I sleep badly',
            timezone: 'Australia/Melbourne',
          }),
        })
      ).json(),
    );
    await server.settle();
    const write = (path: string, body: object, who: string) =>
      server.app.request(`/api/staff/triage/${booking.bookingId}${path}`, {
        method: 'POST',
        headers: headersOf(who),
        body: JSON.stringify(body),
      });
    const parse = async (answer: Response) => {
      assert.equal(answer.status, 200, await answer.clone().text());
      return staffTriageSession.parse(await answer.json());
    };
    const claimed = await parse(await write('/claim', { version: 1 }, 'consultant@botaniqal.example'));
    assert.equal(claimed.claimedBy?.name, 'Casey Morgan');
    const second = problem.parse(await (await write('/claim', { version: 1 }, 'jo')).json());
    assert.deepEqual(
      [second.status, second.code, second.change?.what, second.change?.name, second.change?.version],
      [409, 'changed_meanwhile', 'claimed', 'Casey Morgan', 2],
    );
    const late = problem.parse(await (await write('', { triageNotes: 'mine', version: 1 }, 'jo')).json());
    assert.equal(late.code, 'changed_meanwhile');
    const started = await parse(
      await write('/call', { act: 'start', version: 2 }, 'consultant@botaniqal.example'),
    );
    assert.deepEqual([started.status, started.triageNotes, started.version], ['in_call', '', 3]);
    const handed = await parse(
      await write(
        '/hand-over',
        { to: 'manager@botaniqal.example', version: 3 },
        'consultant@botaniqal.example',
      ),
    );
    assert.deepEqual([handed.claimedBy?.name, handed.isMine], ['Sam Lee', false]);
    assert.equal((await write('/release', { version: 4 }, 'jo')).status, 403);
    const unknown = await write('/hand-over', { to: 'nobody@example.com', version: 4 }, 'jo');
    assert.equal(unknown.status, 422);
  });
});

/** A server with the desk's routes. */
function desk(world: World, payLater = false) {
  const server = formServer(world);
  const bookingDeps = {
    ...server.bookings,
    clinic: { ...server.bookings.clinic, phone: { payLater, linkHours: 24 } },
  };
  const staff = createStaffAuth({ secret: staffSecret, clock: world.clock });
  const phone = phoneBookingFeature({
    bookings: bookingDeps,
    staff,
    records: world.records,
    isFiled: (bookingId) => isFiled(world.store.db, bookingId),
    looks: 20,
  });
  const forms = formsFeature({
    ...server.deps,
    staff,
    draftLimit: new RateLimit(world.clock, 1_000),
    callBackLimit: new RateLimit(world.clock, 1_000),
    clientAddress: () => '192.0.2.1',
  });
  const { run } = createIdempotency({ db: world.store.db, sealing, clock: world.clock, log: silentLog });
  const app = testApp(
    [...(forms.routes ?? []), ...(phone.routes ?? []), ...(bookingsFeature(bookingDeps, staff).routes ?? [])],
    { clock: world.clock, idempotently: run, log: silentLog },
  );
  return { ...server, app };
}
