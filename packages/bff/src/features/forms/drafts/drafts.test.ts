import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { draftKept, draftView, submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { asc, eq, sql } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { idempotencyKeys } from '../../../platform/idempotency/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { rowsOf } from '../../../platform/store/migrate.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import type { World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  callStart,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { formDrafts, formSubmissions } from '../tables.ts';

const halfway = { firstName: 'Alex', dateOfBirth: { day: '27', month: '', year: '19' }, symptoms: ['tired'] };

describe('a form that is kept to come back to', () => {
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

  const keep = async (more: object = {}, form = 'full_intake', headers: Record<string, string> = {}) => {
    const body = { answers: halfway, consent: true, ...more };
    const answer = await server.post(`/api/forms/${form}/drafts`, body, headers);
    assert.equal(answer.status, 201, await answer.clone().text());
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
    return draftKept.parse(await answer.json());
  };
  const path = (id: string) => `/api/forms/drafts/${id}`;
  const withToken = (token: string) => ({ Authorization: `Bearer ${token}` });
  const show = async ({ draftId, draftToken }: { draftId: string; draftToken: string }) => {
    const answer = await server.get(path(draftId), draftToken);
    assert.equal(answer.status, 200, await answer.clone().text());
    return draftView.parse(await answer.json());
  };
  const code = async (answer: Response | Promise<Response>) => {
    const { status, code } = problem.parse(await (await answer).json());
    return [status, code];
  };
  const drop = (id: string, token?: string) =>
    server.app.request(path(id), { method: 'DELETE', headers: token ? withToken(token) : {} });
  const book = async () => {
    const answer = await server.post('/api/consultations/book', {
      patientName: 'Kim Sample',
      email: 'kim@example.com',
      phone: '0491 570 156',
      preferredTimes: [callStart],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
    });
    const { bookingId, manageToken } = consultationBooked.parse(await answer.json());
    await server.settle();
    world.mailer.sent.length = 0;
    return { bookingId, manageToken };
  };
  const actions = async (id: string) =>
    (await store.db.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(asc(auditLog.id))).map(
      ({ actor, action }) => [actor, action],
    );

  it('comes back as it stood in the fields, on any device, by its own link, for thirty days', async () => {
    const kept = await keep();
    const page = `https://clinic.example.com/forms#draft=${kept.draftId}&token=${kept.draftToken}`;
    assert.equal(kept.resumeUrl, page);
    assert.equal(kept.savedAt, '2026-11-20T05:00:00.000Z');
    assert.equal(kept.expiresAt, '2026-12-20T05:00:00.000Z');
    assert.equal(kept.mailed, false);
    const view = await show(kept);
    assert.deepEqual(view.answers, { firstName: 'Alex', dateOfBirth: { day: '27', month: '', year: '19' } });
    assert.equal(view.formId, 'full_intake');
    assert.deepEqual(view.context, {
      formId: 'full_intake',
      bookingId: null,
      status: 'due',
      submittedAt: null,
      known: {},
      prefill: {},
    });
  });

  it('sends no more than twelve links an hour to one mailbox, from however many addresses', async () => {
    const ask = (index: number, from = `198.51.100.${index}`) =>
      server.post(
        '/api/forms/full_intake/drafts',
        { answers: halfway, consent: true, email: `kim+${index}@example.com` },
        { 'X-From': from },
      );
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => ask(index)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 48);
    const { code, detail } = problem.parse(await refused[0]?.json());
    assert.equal(code, 'too_many_requests');
    assert.match(detail, /call \(03\) 7010 4321/);
    await server.settle();
    assert.equal(world.mailer.sent.length, 12);
    assert.equal((await store.db.select().from(formDrafts)).length, 12);
    world.clock.at = new Date('2026-11-20T06:01:00Z');
    assert.equal((await ask(99)).status, 201);
  });

  it('sends no more than sixty links an hour for one network address', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 62; index += 1) {
      const body = { answers: halfway, consent: true, email: `person-${index}@example.com` };
      statuses.push((await server.post('/api/forms/full_intake/drafts', body)).status);
    }
    assert.deepEqual([statuses.filter((one) => one === 201).length, statuses.at(-1)], [60, 429]);
  });

  it('is kept with consent only', async () => {
    for (const consent of [undefined, false, 'true', null]) {
      const answer = await server.post('/api/forms/full_intake/drafts', { answers: halfway, consent });
      const { status, fields } = problem.parse(await answer.json());
      assert.deepEqual([status, fields?.map((field) => field.path)], [422, ['consent']]);
    }
    assert.deepEqual(await store.db.select().from(formDrafts), []);
  });

  it('shows nothing of itself in the database', async () => {
    const answers = { firstName: 'Alexandrina' };
    const { draftToken } = await keep({ answers, email: 'alex@example.com' });
    for (const table of ['form_drafts', 'mails', 'manual_queue', 'audit_log']) {
      const text = JSON.stringify(
        rowsOf(await store.db.execute(sql`select * from ${sql.identifier(table)}`)),
      );
      assert.ok(!/alexandrina|alex@/i.test(text) && !text.includes(draftToken), table);
    }
  });

  it('is opened by its own token only', async () => {
    const [mine, other] = [await keep(), await keep()];
    for (const token of [undefined, 'guess', other.draftToken]) {
      assert.deepEqual(await code(server.get(path(mine.draftId), token)), [401, 'unauthorized']);
      assert.deepEqual(await code(drop(mine.draftId, token)), [401, 'unauthorized']);
      const change = server.post(path(mine.draftId), { answers: {} }, token ? withToken(token) : {});
      assert.deepEqual(await code(change), [401, 'unauthorized']);
    }
    assert.deepEqual(await code(server.get(path(randomUUID()), 'guess')), [404, 'not_found']);
    assert.deepEqual(await code(server.get(path('nonsense'), 'guess')), [404, 'not_found']);
    assert.equal((await show(mine)).answers.firstName, 'Alex');
  });

  it('is mailed once, to the address given, and the mail says nothing of what it is about', async () => {
    const kept = await keep({ email: 'alex@example.com' }, 'weight_loss');
    assert.equal(kept.mailed, true);
    await server.post(path(kept.draftId), { answers: {} }, withToken(kept.draftToken));
    await server.settle();
    const [mail, ...others] = world.mailer.sent;
    assert.deepEqual(others, []);
    assert.equal(mail?.to, 'alex@example.com');
    assert.ok(mail?.text.includes(kept.resumeUrl));
    assert.match(mail?.text ?? '', /20 December 2026/);
    assert.doesNotMatch(`${mail?.subject} ${mail?.text}`, /weight|health|symptom|medic|intake|clinical/i);
  });

  it('of a booking is mailed to its own address, and knows what the booking knows', async () => {
    const origin = await book();
    const kept = await keep({ ...origin, email: 'elsewhere@example.com' });
    await server.settle();
    assert.deepEqual(
      world.mailer.sent.map(({ to }) => to),
      ['kim@example.com'],
    );
    const { context } = await show(kept);
    assert.equal(context.bookingId, origin.bookingId);
    assert.equal(context.prefill.firstName, 'Kim');
    const stranger = { answers: {}, consent: true, ...origin, manageToken: 'guess' };
    assert.deepEqual(await code(server.post('/api/forms/full_intake/drafts', stranger)), [
      401,
      'unauthorized',
    ]);
  });

  it('is replaced by what was typed since, and kept for as long again', async () => {
    const kept = await keep();
    world.clock.at = new Date(world.clock.at.getTime() + 20 * dayMs);
    const body = { answers: { lastName: 'Sample', stranger: 1 } };
    const answer = await server.post(path(kept.draftId), body, withToken(kept.draftToken));
    assert.equal(answer.status, 200);
    const changed = draftKept.parse(await answer.json());
    assert.equal(changed.draftToken, kept.draftToken);
    assert.equal(changed.expiresAt, '2027-01-09T05:00:00.000Z');
    assert.deepEqual((await show(kept)).answers, { lastName: 'Sample' });
  });

  it('is closed when its time is over, and forgotten within the hour', async () => {
    await server.startWork();
    const old = await keep();
    world.clock.at = new Date(world.clock.at.getTime() + 20 * dayMs);
    const young = await keep();
    world.clock.at = new Date(world.clock.at.getTime() + 10 * dayMs);
    assert.deepEqual(await code(server.get(path(old.draftId), old.draftToken)), [404, 'not_found']);
    const change = server.post(path(old.draftId), { answers: {} }, withToken(old.draftToken));
    assert.deepEqual(await code(change), [404, 'not_found']);
    assert.equal(await server.jobs.runDue(), 1);
    assert.deepEqual(
      (await store.db.select().from(formDrafts)).map(({ id }) => id),
      [young.draftId],
    );
    assert.deepEqual((await actions(old.draftId)).at(-1), ['system', 'draft.expired']);
    assert.deepEqual(await world.jobs.waiting(), ['erase-expired-drafts'], 'it looks again');
  });

  it('is forgotten when its patient says so', async () => {
    const kept = await keep();
    assert.equal((await drop(kept.draftId, kept.draftToken)).status, 204);
    assert.deepEqual(await store.db.select().from(formDrafts), []);
    assert.deepEqual(await code(drop(kept.draftId, kept.draftToken)), [404, 'not_found']);
    assert.deepEqual(await actions(kept.draftId), [
      ['patient', 'draft.kept'],
      ['patient', 'draft.forgotten'],
    ]);
  });

  it('is forgotten in the moment in which the form is sent, wherever else it was kept', async () => {
    const origin = await book();
    const [here, elsewhere] = [await keep(origin), await keep(origin)];
    const otherForm = await keep(origin, 'mini_intake');
    const answers = wholeAnswers(await loadForm('full_intake'), { today: '2026-11-20' });
    // The mailed link has no manage token: the draft's own opens the booking's form.
    const { draftId, draftToken } = here;
    const answer = await server.post('/api/forms/full_intake/submissions', { answers, draftId, draftToken });
    const { submissionId } = submissionReceived.parse(await answer.json());
    const [row] = await store.db.select().from(formSubmissions).where(eq(formSubmissions.id, submissionId));
    assert.equal(row?.bookingId, origin.bookingId);
    assert.deepEqual(
      (await store.db.select().from(formDrafts)).map(({ id }) => id),
      [otherForm.draftId],
    );
    assert.deepEqual((await actions(elsewhere.draftId)).at(-1), ['patient', 'draft.sent']);
  });

  it('stays when an answer alarmed: it may have been a slip, and who takes it back goes on', async () => {
    const { draftId, draftToken } = await keep({}, 'mini_intake');
    const answers = { emergencySigns: ['chest_pain'] };
    const body = { answers, draftId, draftToken };
    assert.equal((await server.post('/api/forms/mini_intake/submissions', body)).status, 202);
    assert.equal((await show({ draftId, draftToken })).answers.firstName, 'Alex');
  });

  it('stays when the form was not stored', async () => {
    server = formServer(world, { events: { emit: () => Promise.reject(new Error('no queue')) } });
    const { draftId, draftToken } = await keep();
    const answers = wholeAnswers(await loadForm('full_intake'), { today: '2026-11-20' });
    const answer = await server.post('/api/forms/full_intake/submissions', { answers, draftId, draftToken });
    assert.equal(answer.status, 500);
    assert.equal((await show({ draftId, draftToken })).answers.firstName, 'Alex');
  });

  it('does not stop the sending when it is gone, or of another form, and opens no booking then', async () => {
    const origin = await book();
    const { draftId, draftToken } = await keep(origin, 'mini_intake');
    const answers = wholeAnswers(await loadForm('full_intake'), { today: '2026-11-20' });
    const body = { answers, draftId, draftToken };
    assert.equal((await server.post('/api/forms/full_intake/submissions', body)).status, 202);
    const [row] = await store.db.select().from(formSubmissions);
    assert.equal(row?.bookingId, null);
    assert.equal((await store.db.select().from(formDrafts)).length, 1, 'the other form is kept');
    const gone = { answers, draftId: randomUUID(), draftToken: 'guess' };
    assert.equal((await server.post('/api/forms/full_intake/submissions', gone)).status, 202);
  });

  it('is one draft when the same request comes again, also after a crash', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const first = await keep({ email: 'alex@example.com' }, 'full_intake', key);
    assert.deepEqual(await keep({ email: 'alex@example.com' }, 'full_intake', key), first);
    await store.db.delete(idempotencyKeys);
    assert.deepEqual(await keep({ email: 'alex@example.com' }, 'full_intake', key), first);
    await server.settle();
    assert.equal(world.mailer.sent.length, 1);
  });

  it('is in the audit trail from beginning to end', async () => {
    const kept = await keep();
    await show(kept);
    await server.post(path(kept.draftId), { answers: {} }, withToken(kept.draftToken));
    assert.deepEqual(await actions(kept.draftId), [
      ['patient', 'draft.kept'],
      ['patient', 'draft.read'],
      ['patient', 'draft.changed'],
    ]);
  });

  it('is limited, as each may send a mail to an address that a person typed', async () => {
    server = formServer(world, { callsPerMinute: 2 });
    await keep();
    await keep();
    const third = await server.post('/api/forms/triage/drafts', { answers: {}, consent: true });
    assert.deepEqual(await code(third), [429, 'too_many_requests']);
  });
});
