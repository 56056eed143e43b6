import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { consultationBooked, paidBookingHeld } from '@botaniqal/shared/contracts/bookings.ts';
import { submissionReceived, triageSession, triageSessionList } from '@botaniqal/shared/contracts/forms.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { asc, eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { sealing, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { openFollowups, paidRequest, paymentFor } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import {
  alex,
  callStart,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../testing/fixtures/forms/forms-fixture.ts';
import { staffHeader } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { loadBooking } from '../../bookings/index.ts';

describe('a triage session', () => {
  let store: Store;
  let world: World;
  let server: FormServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshForms(store);
    server = formServer(world);
  });

  const triage = async (given: object = {}, more: object = {}) => {
    const answers = wholeAnswers(await loadForm('triage'), { today: '2026-11-20' }, { ...given });
    const answer = await server.post('/api/forms/triage/submissions', { answers, ...more });
    assert.equal(answer.status, 202, await answer.clone().text());
    return submissionReceived.parse(await answer.json());
  };
  const staff = (permissions = ['triage:read']) => staffHeader(world.clock, permissions);
  const get = (path: string, headers: Record<string, string> = staff()) =>
    server.app.request(path, { headers });
  const path = (id: string) => `/api/staff/triage/${id}`;
  const show = async (id: string) => {
    const answer = await get(path(id));
    assert.equal(answer.status, 200, await answer.clone().text());
    return triageSession.parse(await answer.json());
  };
  const change = (id: string, body: object, headers = staff(['triage:update'])) =>
    server.post(path(id), body, headers);
  const codeOf = async (answer: Response | Promise<Response>) => {
    const { status, code } = problem.parse(await (await answer).json());
    return [status, code];
  };
  const book = (triageSessionId: unknown) =>
    server.post('/api/consultations/book', {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [callStart],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
      triageSessionId,
    });

  it('says what a consultant needs before the call: concern, recommendation, reasons, answers in words', async () => {
    const { submissionId, outcome } = await triage(
      { concern: 'mind', words: 'I sleep badly', trend: 'much_worse' },
      { patient: alex },
    );
    assert.deepEqual(outcome?.recommendation, {
      service: 'counseling',
      visit: 'consultation',
      practitionerIds: ['counselor_1', 'counselor_2'],
    });
    const session = await show(submissionId);
    assert.equal(session.sessionId, submissionId);
    assert.equal(session.patientName, 'Alex Sample');
    assert.equal(session.patientEmail, 'alex@example.com');
    assert.equal(session.patientPhone, '0491 570 156');
    assert.equal(session.primaryConcern, 'I sleep badly');
    assert.equal(session.urgency, 'soon');
    assert.equal(session.recommendedService, 'counseling');
    assert.deepEqual(session.recommendedPractitioners, ['counselor_1', 'counselor_2']);
    assert.deepEqual([session.outcome, session.bookingId, session.triageNotes], [null, null, '']);
    assert.ok(session.reasons.some((reason) => /much worse/.test(reason)));
    const questions = session.answers.flatMap((section) => section.questions);
    const own = questions.find(({ question }) => question === 'Tell us in your own words');
    assert.deepEqual(own?.answer, ['I sleep badly']);
    assert.ok(questions.every(({ answer }) => answer.length > 0));
  });

  it('of a red flag says which, and who is to be called back', async () => {
    const { submissionId } = await triage({ selfHarm: 'plan' });
    await server.post(`/api/forms/submissions/${submissionId}/call-back`, {
      name: 'Kim',
      phone: '0491 570 157',
    });
    const session = await show(submissionId);
    assert.deepEqual(session.redFlags, ['self_harm_plan']);
    assert.equal(session.urgency, 'emergency');
    assert.equal(session.recommendedService, null);
    assert.equal(session.patientName, 'Kim');
    assert.deepEqual(session.callBack, {
      name: 'Kim',
      phone: '0491 570 157',
      requestedAt: '2026-11-20T05:00:00.000Z',
    });
  });

  it('is listed, the newest first, without answers', async () => {
    const older = await triage({ concern: 'food' });
    world.clock.at = new Date('2026-11-20T06:00:00Z');
    const newer = await triage({ selfHarm: 'plan' }, { patient: alex });
    const list = async () => triageSessionList.parse(await (await get('/api/staff/triage')).json());
    const { sessions } = await list();
    assert.deepEqual(
      sessions.map(({ sessionId, patientName, redFlags }) => [sessionId, patientName, redFlags]),
      [
        [newer.submissionId, 'Alex Sample', ['self_harm_plan']],
        [older.submissionId, null, []],
      ],
    );
    assert.deepEqual(Object.keys(sessions[0] ?? {}).sort(), [
      'createdAt',
      'outcome',
      'patientName',
      'redFlags',
      'scheduledTime',
      'sessionId',
      'urgency',
    ]);
  });

  it('marks the call as missed with its outcome, and takes that back with it', async () => {
    const { submissionId } = await triage({ concern: 'mind' }, { patient: alex });
    const answer = await book(submissionId);
    assert.equal(answer.status, 201, await answer.clone().text());
    const { bookingId } = consultationBooked.parse(await answer.json());
    await server.settle();
    const missedAt = async () => (await loadBooking({ sealing }, store.db, bookingId))?.noShowAt ?? null;
    // Before its start a call cannot be missed.
    assert.equal((await change(submissionId, { outcome: 'no_show' })).status, 200);
    assert.equal(await missedAt(), null);
    await change(submissionId, { outcome: null });
    world.clock.at = new Date(Date.parse(callStart) + 60_000);
    assert.equal((await change(submissionId, { outcome: 'no_show' })).status, 200);
    assert.deepEqual(await missedAt(), world.clock.at);
    await server.settle();
    assert.equal((await show(submissionId)).outcome, 'no_show');
    assert.equal((await change(submissionId, { outcome: 'referred' })).status, 200);
    assert.equal(await missedAt(), null);
    const lines = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, bookingId));
    assert.deepEqual(
      lines
        .filter(({ action }) => action.startsWith('booking.no_show'))
        .map(({ actor, action }) => [actor, action]),
      [
        ['staff:reception-1', 'booking.no_show'],
        ['staff:reception-1', 'booking.no_show_undone'],
      ],
    );
  });

  it('takes notes and an outcome; what is left out stays', async () => {
    const { submissionId } = await triage();
    const noted = await change(submissionId, { triageNotes: 'Prefers afternoons' });
    assert.equal(noted.status, 200);
    assert.equal(triageSession.parse(await noted.json()).triageNotes, 'Prefers afternoons');
    await change(submissionId, { outcome: 'referred' });
    const session = await show(submissionId);
    assert.deepEqual([session.outcome, session.triageNotes], ['referred', 'Prefers afternoons']);
    await change(submissionId, { outcome: null });
    assert.equal((await show(submissionId)).outcome, null);
    for (const body of [{}, { outcome: 'cured' }, { triageNotes: 'x'.repeat(5001) }]) {
      assert.deepEqual(await codeOf(change(submissionId, body)), [422, 'invalid_request']);
    }
  });

  it('is for staff with the permission only', async () => {
    const { submissionId } = await triage();
    for (const at of ['/api/staff/triage', path(submissionId)]) {
      assert.deepEqual(await codeOf(get(at, {})), [401, 'unauthorized']);
      assert.deepEqual(await codeOf(get(at, staff(['triage:update']))), [403, 'forbidden']);
    }
    const notes = { triageNotes: 'x' };
    for (const body of [notes, {}, { outcome: 'cured' }]) {
      assert.deepEqual(await codeOf(change(submissionId, body, {})), [401, 'unauthorized']);
      assert.deepEqual(await codeOf(change(submissionId, body, staff(['triage:read']))), [403, 'forbidden']);
    }
    assert.equal((await show(submissionId)).triageNotes, '');
  });

  it('is 404 where there is none, also under the id of another form', async () => {
    const answer = await server.post('/api/forms/mini_intake/submissions', {
      answers: wholeAnswers(await loadForm('mini_intake'), { today: '2026-11-20' }),
    });
    const { submissionId } = submissionReceived.parse(await answer.json());
    for (const id of [submissionId, randomUUID(), 'nonsense']) {
      assert.deepEqual(await codeOf(get(path(id))), [404, 'not_found']);
      assert.deepEqual(await codeOf(change(id, { outcome: 'booked' })), [404, 'not_found']);
    }
  });

  it('is in the audit trail whenever a person lists, reads or changes it', async () => {
    const { submissionId } = await triage();
    await get('/api/staff/triage');
    await show(submissionId);
    await change(submissionId, { outcome: 'no_show' });
    const trail = await store.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, submissionId))
      .orderBy(asc(auditLog.id));
    assert.deepEqual(
      trail.map(({ actor, action, subjectKind }) => [actor, action, subjectKind]),
      [
        ['patient', 'submission.received', 'submission'],
        ['staff:reception-1', 'triage_session.listed', 'triage_session'],
        ['staff:reception-1', 'triage_session.read', 'triage_session'],
        ['staff:reception-1', 'triage_session.changed', 'triage_session'],
      ],
    );
  });

  it('learns of the call that was booked after it: with whom, when, and for whom', async () => {
    const { triageSessionId } = await triage({ concern: 'health', trend: 'worse' });
    const answer = await book(triageSessionId);
    assert.equal(answer.status, 201, await answer.clone().text());
    const { bookingId } = consultationBooked.parse(await answer.json());
    await server.settle();
    const session = await show(triageSessionId ?? '');
    assert.equal(session.outcome, 'booked');
    assert.equal(session.bookingId, bookingId);
    assert.equal(session.consultantId, 'consultant');
    assert.equal(session.scheduledTime, '2026-11-23T22:30:00.000Z');
    assert.equal(session.patientName, 'Alex Sample');
    assert.equal(session.patientPhone, '0491 570 156');
  });

  it('learns of a paid booking in the same way, and not before it is paid', async () => {
    const { triageSessionId } = await triage({ concern: 'health' });
    openFollowups(world, [callStart]);
    const asked = await server.post(
      '/api/bookings',
      paidRequest(callStart, { triageSessionId: triageSessionId ?? '' }),
    );
    const { bookingId, manageToken } = paidBookingHeld.parse(await asked.json());
    assert.equal((await show(triageSessionId ?? '')).outcome, null);
    world.payments.pay(paymentFor(world, bookingId).id);
    const headers = { Authorization: `Bearer ${manageToken}` };
    assert.equal((await server.post(`/api/bookings/${bookingId}/confirm`, {}, headers)).status, 200);
    await server.settle();
    const session = await show(triageSessionId ?? '');
    assert.deepEqual(
      [session.outcome, session.bookingId, session.consultantId],
      ['booked', bookingId, 'dr_dia'],
    );
  });

  it('of a call that was cancelled waits again, unless staff have noted what came of it', async () => {
    for (const outcome of [undefined, 'referred']) {
      world = await freshForms(store);
      server = formServer(world);
      const { triageSessionId = '' } = await triage({ concern: 'health' });
      const booked = consultationBooked.parse(await (await book(triageSessionId)).json());
      await server.settle();
      if (outcome) await change(triageSessionId, { outcome });
      const headers = { Authorization: `Bearer ${booked.manageToken}` };
      await server.post(`/api/bookings/${booked.bookingId}/cancel`, {}, headers);
      await server.settle();
      const session = await show(triageSessionId);
      assert.equal(session.outcome, outcome ?? null);
      assert.equal(session.scheduledTime === null, outcome === undefined);
    }
  });

  it('stays open when the call was cancelled before the session heard of it', async () => {
    const { triageSessionId = '' } = await triage({ concern: 'health' });
    const booked = consultationBooked.parse(await (await book(triageSessionId)).json());
    const headers = { Authorization: `Bearer ${booked.manageToken}` };
    await server.post(`/api/bookings/${booked.bookingId}/cancel`, {}, headers);
    await server.settle();
    const session = await show(triageSessionId);
    assert.deepEqual([session.outcome, session.scheduledTime], [null, null]);
  });

  it('that is unknown is no reason to refuse a booking', async () => {
    assert.equal((await book(randomUUID())).status, 201);
    const { sessions } = triageSessionList.parse(await (await get('/api/staff/triage')).json());
    assert.deepEqual(sessions, []);
  });
});
