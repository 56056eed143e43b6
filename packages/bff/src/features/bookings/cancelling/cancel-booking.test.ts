import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { bookingView, consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { createIdempotency } from '../../../platform/idempotency/idempotency.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import {
  freeCall,
  freshWorld,
  sealing,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookingRoutes } from '../api/routes.ts';
import { bookings } from '../tables.ts';
import { cancelledInCalendar } from './cancelled-in-calendar.ts';

const start = '2026-11-23T22:30:00Z';
const later = '2026-11-23T23:00:00Z';

describe('a booking over HTTP', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    const starts = [start, later];
    world.calendar.open({ ...freeCall, starts });
    server = serverOn(world);
    const { clock } = world;
    const { run } = createIdempotency({ db: store.db, sealing, clock, log: silentLog });
    app = testApp(bookingRoutes(server.deps), { clock, idempotently: run });
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const wish = (more: object = {}) => ({
    patientName: 'Alex Sample',
    email: 'alex@example.com',
    phone: '0491 570 156',
    preferredTimes: [start],
    primaryConcern: 'I sleep badly',
    timezone: 'Australia/Melbourne',
    ...more,
  });
  const book = async () => {
    const answer = await post('/api/consultations/book', wish());
    assert.equal(answer.status, 201);
    return consultationBooked.parse(await answer.json());
  };
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const problemOf = async (answer: Response) => problem.parse(await answer.json());

  it('answers as the contract says, and names where the booking is', async () => {
    const answer = await post('/api/consultations/book', wish({ attribution: { source: 'newsletter' } }));
    assert.equal(answer.status, 201);
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
    const booked = consultationBooked.parse(await answer.json());
    assert.equal(answer.headers.get('location'), `/api/bookings/${booked.bookingId}`);
    assert.equal(booked.consultationId, booked.bookingId);
  });

  it('answers 409 with the nearest free times when the time is taken', async () => {
    await book();
    const answer = await post('/api/consultations/book', wish({ email: 'other@example.com' }));
    assert.equal(answer.status, 409);
    const refusal = await problemOf(answer);
    assert.equal(refusal.code, 'slot_unavailable');
    assert.deepEqual(refusal.alternatives, [later]);
  });

  it('books once for one Idempotency-Key, however often it is sent', async () => {
    const send = () => post('/api/consultations/book', wish(), { 'Idempotency-Key': 'once-please' });
    const answers = await Promise.all([send(), send(), send()]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [201, 201, 201],
    );
    assert.equal(new Set(bodies).size, 1);
    assert.equal(world.calendar.attempts.length, 1);
  });

  const bad: readonly [string, object, string][] = [
    ['no name', { patientName: '  ' }, 'patientName'],
    ['no email address', { email: 'alex' }, 'email'],
    ['no phone', { phone: '123' }, 'phone'],
    ['no time', { preferredTimes: [] }, 'preferredTimes'],
    ['eleven times', { preferredTimes: Array.from({ length: 11 }, () => start) }, 'preferredTimes'],
    ['a time in words', { preferredTimes: ['tomorrow'] }, 'preferredTimes.0'],
    ['a time in the past', { preferredTimes: ['2026-11-19T22:30:00Z'] }, 'preferredTimes.0'],
    ['a time too soon', { preferredTimes: ['2026-11-20T05:30:00Z'] }, 'preferredTimes.0'],
    ['a time in two years', { preferredTimes: ['2028-11-23T22:30:00Z'] }, 'preferredTimes.0'],
    ['no concern', { primaryConcern: '' }, 'primaryConcern'],
    ['a zone that does not exist', { timezone: 'Mars/Olympus' }, 'timezone'],
    ['a service that does not exist', { service: 'magic' }, 'service'],
  ];
  for (const [what, change, path] of bad) {
    it(`refuses ${what} by name`, async () => {
      const answer = await post('/api/consultations/book', wish(change));
      assert.equal(answer.status, 422);
      const refusal = await problemOf(answer);
      assert.equal(refusal.code, 'invalid_request');
      assert.equal(refusal.fields?.[0]?.path, path);
      assert.equal(world.calendar.attempts.length, 0);
    });
  }

  it('refuses a service that is not open yet', async () => {
    const answer = await post('/api/consultations/book', wish({ service: 'counseling' }));
    assert.equal(answer.status, 409);
    assert.equal((await problemOf(answer)).code, 'service_not_open');
  });

  it('is shown to a holder of its token only', async () => {
    const { bookingId, manageToken, confirmationNumber } = await book();
    const address = `/api/bookings/${bookingId}`;
    const answer = await app.request(address, { headers: bearer(manageToken) });
    assert.equal(answer.status, 200);
    assert.deepEqual(bookingView.parse(await answer.json()), {
      bookingId,
      confirmationNumber,
      status: 'confirmed',
      service: 'alternative_medicine',
      visit: 'consultation',
      practitionerId: 'consultant',
      start,
      durationMinutes: 15,
      timeZone: 'Australia/Melbourne',
      bookedFor: null,
      bookedAt: '2026-11-20T05:00:00Z',
      price: { amountCents: 0, currency: 'AUD' },
      forms: [{ formId: 'mini_intake', status: 'due' }],
      zoomLink: 'https://video.example.com/meeting',
      holdExpiresAt: null,
      holdExtendable: false,
      payment: null,
      cancellation: { possibleUntil: start, refundCents: 0, fullRefundUntil: null },
      rescheduling: { allowed: true, until: '2026-11-22T22:30:00Z', timesLeft: 2, reason: null },
      moving: null,
      movedFrom: null,
      noShowAt: null,
      failure: null,
      alternatives: [],
    });
    const strangers = [
      app.request(address),
      app.request(address, { headers: bearer('x'.repeat(43)) }),
      app.request(`/api/bookings/${crypto.randomUUID()}`, { headers: bearer(manageToken) }),
      app.request('/api/bookings/nonsense', { headers: bearer(manageToken) }),
    ];
    for (const stranger of await Promise.all(strangers)) {
      assert.equal(stranger.status, 401);
      assert.equal((await problemOf(stranger)).code, 'unauthorized');
    }
    const trail = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, bookingId));
    assert.deepEqual(
      trail.map((row) => [row.actor, row.action]),
      [
        ['patient', 'booking.accepted'],
        ['system', 'booking.booked'],
        ['patient', 'booking.read'],
      ],
    );
  });

  it('keeps who the patient is, and how to open it, unreadable in the database', async () => {
    const { bookingId, manageToken } = await book();
    const [row] = await store.db.select().from(bookings).where(eq(bookings.id, bookingId));
    const text = JSON.stringify(row);
    for (const secret of [
      'Alex',
      'alex@example.com',
      '0491 570',
      'sleep',
      manageToken,
      'video.example.com',
    ]) {
      assert.ok(!text.includes(secret), `${secret} is sealed`);
    }
  });

  it('is a file for the calendar', async () => {
    const { bookingId, manageToken } = await book();
    const answer = await app.request(`/api/bookings/${bookingId}/calendar.ics`, {
      headers: bearer(manageToken),
    });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/calendar; charset=utf-8; method=PUBLISH/);
    const file = await answer.text();
    assert.match(file, /DTSTART:20261123T223000Z\r\n/);
    assert.ok(!file.includes(manageToken));
  });

  it('can be cancelled, twice with the same answer, and is taken out everywhere', async () => {
    const { bookingId, manageToken } = await book();
    await server.jobs.runAll();
    const cancel = () => post(`/api/bookings/${bookingId}/cancel`, {}, bearer(manageToken));
    const [one, two] = [await cancel(), await cancel()];
    assert.deepEqual([one.status, two.status], [200, 200]);
    const view = bookingView.parse(await one.json());
    assert.deepEqual([view.status, view.zoomLink], ['cancelled', null]);
    assert.deepEqual(bookingView.parse(await two.json()), view);

    await server.jobs.runAll();
    assert.equal(world.calendar.appointments[0]?.status, 'cancelled');
    assert.equal(world.records.appointments.length, 0);
    assert.equal(world.records.patients.length, 1, "the patient's record stays");
    const cancellations = world.mailer.sent.filter((mail) => mail.subject.startsWith('Cancelled:'));
    assert.deepEqual(
      cancellations.map((mail) => mail.to),
      ['alex@example.com', 'enquiries@clinic.example.com'],
    );
    assert.match(String(cancellations[0]?.attachments?.[0]?.content), /METHOD:CANCEL\r\n/);
    await book();
  });

  it('cannot be cancelled once it has started', async () => {
    const { bookingId, manageToken } = await book();
    world.clock.at = new Date(start);
    const answer = await post(`/api/bookings/${bookingId}/cancel`, {}, bearer(manageToken));
    assert.equal(answer.status, 409);
    assert.equal((await problemOf(answer)).code, 'booking_not_cancellable');
    assert.equal(world.calendar.appointments[0]?.status, 'active');
  });

  it('cannot be cancelled while it is being confirmed', async () => {
    world.calendar.failNextBookings('unreachable');
    const answer = await post('/api/consultations/book', wish());
    assert.equal(answer.status, 202);
    const { bookingId, manageToken } = consultationBooked.parse(await answer.json());
    const refusal = await post(`/api/bookings/${bookingId}/cancel`, {}, bearer(manageToken));
    assert.equal(refusal.status, 409);
    await server.jobs.runAll();
    const cancelled = await post(`/api/bookings/${bookingId}/cancel`, {}, bearer(manageToken));
    assert.equal(cancelled.status, 200);
  });

  it('is cancelled when the practitioner cancels it in their calendar', async () => {
    const { bookingId, manageToken } = await book();
    await server.jobs.runAll();
    const eventId = world.calendar.appointments[0]?.eventId ?? '';
    world.calendar.cancelByHost(eventId);
    await cancelledInCalendar(server.deps, { eventId });
    await cancelledInCalendar(server.deps, { eventId });
    await cancelledInCalendar(server.deps, { eventId: 'another event' });
    await server.jobs.runAll();
    const view = await app.request(`/api/bookings/${bookingId}`, { headers: bearer(manageToken) });
    assert.equal(bookingView.parse(await view.json()).status, 'cancelled');
    assert.equal(world.records.appointments.length, 0);
    const mails = world.mailer.sent.filter((mail) => mail.to === 'alex@example.com');
    assert.equal(mails.length, 2);
    await book();
  });
});
