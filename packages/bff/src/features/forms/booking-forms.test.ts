import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { bookingView, consultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import {
  formContext,
  type SubmissionReceived,
  type SubmissionRequest,
  submissionReceived,
} from '@botaniqal/shared/contracts/forms.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { asc, eq } from 'drizzle-orm';
import { auditLog } from '../../platform/audit/tables.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { sealing, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  callStart,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { loadSubmission } from './submission.ts';
import { formSubmissions } from './tables.ts';

const at = { today: '2026-11-20' };
const whole = async (id: FormId, given: Answers = {}, known?: Answers) =>
  wholeAnswers(await loadForm(id), { ...at, ...(known ? { known } : {}) }, given);

describe('a form of a booking', () => {
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

  const send = (id: string, body: unknown) => server.post(`/api/forms/${id}/submissions`, body);
  const sent = async (id: FormId, body: SubmissionRequest): Promise<SubmissionReceived> => {
    const answer = await send(id, body);
    assert.equal(answer.status, 202, await answer.clone().text());
    return submissionReceived.parse(await answer.json());
  };
  const rows = () => store.db.select().from(formSubmissions).orderBy(asc(formSubmissions.receivedAt));
  const contentOf = async (id: string) => {
    const submission = await loadSubmission({ sealing }, store.db, id);
    assert.ok(submission?.content);
    return submission.content;
  };
  const trailOf = async (id: string) => {
    const trail = await store.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, id))
      .orderBy(asc(auditLog.id));
    return trail.map(({ actor, action }) => [actor, action]);
  };
  const book = async () => {
    const answer = await server.post('/api/consultations/book', {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [callStart],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    const { bookingId, manageToken } = consultationBooked.parse(await answer.json());
    return { bookingId, manageToken };
  };

  it('counts as sent in the booking, and only that form', async () => {
    const { bookingId, manageToken } = await book();
    const show = async () => {
      const answer = await server.get(`/api/bookings/${bookingId}`, manageToken);
      return bookingView.parse(await answer.json()).forms;
    };
    assert.deepEqual(await show(), [{ formId: 'mini_intake', status: 'due' }]);
    const { submissionId } = await sent('mini_intake', {
      answers: await whole('mini_intake'),
      bookingId,
      manageToken,
    });
    assert.deepEqual(await show(), [{ formId: 'mini_intake', status: 'submitted' }]);
    const [row] = await rows();
    assert.deepEqual([row?.id, row?.bookingId], [submissionId, bookingId]);
  });

  it('is taken with the token of that booking only', async () => {
    const { bookingId } = await book();
    const answers = await whole('mini_intake');
    for (const manageToken of [undefined, 'guess', '']) {
      const answer = await send('mini_intake', { answers, bookingId, manageToken });
      assert.equal(problem.parse(await answer.json()).code, 'unauthorized');
    }
    const nowhere = { answers, bookingId: randomUUID(), manageToken: 'guess' };
    assert.equal((await send('mini_intake', nowhere)).status, 401);
    assert.deepEqual(await rows(), []);
  });

  it('is taken again, and though the booking is cancelled, and though it asked for another form', async () => {
    const { bookingId, manageToken } = await book();
    const send = async (id: FormId) => sent(id, { answers: await whole(id), bookingId, manageToken });
    await send('mini_intake');
    await send('mini_intake');
    await send('full_intake');
    const headers = { Authorization: `Bearer ${manageToken}` };
    assert.equal((await server.post(`/api/bookings/${bookingId}/cancel`, {}, headers)).status, 200);
    await send('mini_intake');
    assert.equal((await rows()).length, 4);
  });

  it('asks once: what the booking and its other forms hold is known, kept with the form, and not asked', async () => {
    const origin = await book();
    const context = async (id: FormId) => {
      const answer = await server.get(`/api/bookings/${origin.bookingId}/forms/${id}`, origin.manageToken);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
      return formContext.parse(await answer.json());
    };
    const before = await context('weight_loss');
    assert.equal(before.status, 'due');
    assert.deepEqual(before.known, { email: 'alex@example.com' }, 'a name that we split is asked');
    assert.deepEqual(before.prefill, {
      firstName: 'Alex',
      lastName: 'Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      primaryConcern: 'I sleep badly',
    });

    const intake = await whole('full_intake', {
      takesMedicines: true,
      medicines: [{ name: 'Thyroxine', dose: '50 mcg', frequency: 'daily' }],
      firstName: 'Alexandra',
    });
    await sent('full_intake', { answers: intake, ...origin });
    const { known } = await context('weight_loss');
    const [intakeRow] = await rows();
    assert.deepEqual((await trailOf(intakeRow?.id ?? '')).at(-1), ['patient', 'submission.read']);
    assert.equal(known.firstName, 'Alexandra');
    assert.equal(known.takesMedicines, true);
    assert.equal('address' in known, false, 'nothing that this form does not ask for');
    assert.deepEqual((await context('full_intake')).known, {}, 'its own answers are asked again');
    assert.equal((await context('full_intake')).submittedAt, '2026-11-20T05:00:00.000Z');

    const answers = await whole('weight_loss', {}, known);
    assert.equal('firstName' in answers, false);
    const { submissionId } = await sent('weight_loss', {
      answers: { ...answers, firstName: 'Somebody', takesMedicines: false },
      ...origin,
    });
    const content = await contentOf(submissionId);
    assert.deepEqual(content.answers, answers, 'what is known is not asked, and not taken');
    assert.equal(content.known.firstName, 'Alexandra');
    assert.equal(content.known.takesMedicines, true);
  });

  it('tells what it knows to the holder of its token only, and the trail tells who asked', async () => {
    const { bookingId, manageToken } = await book();
    const path = `/api/bookings/${bookingId}/forms/mini_intake`;
    assert.equal((await server.get(path)).status, 401);
    assert.equal((await server.get(path, 'guess')).status, 401);
    assert.equal((await server.get('/api/bookings/none/forms/mini_intake', manageToken)).status, 401);
    assert.equal((await server.get(`/api/bookings/${bookingId}/forms/none`, manageToken)).status, 404);
    await server.get(path, manageToken);
    const trail = await trailOf(bookingId);
    assert.deepEqual(trail.at(-1), ['patient', 'booking.form_read']);
  });
});
