import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  type SubmissionReceived,
  type SubmissionRequest,
  submissionReceived,
} from '@botaniqal/shared/contracts/forms.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { toQuestionnaire } from '@botaniqal/shared/forms/fhir/questionnaire.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { asc, eq, sql } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { eventList } from '../../../platform/events/event-list.ts';
import { idempotencyKeys } from '../../../platform/idempotency/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { rowsOf } from '../../../platform/store/migrate.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { sealing, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  alex,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { loadSubmission } from '../submission.ts';
import { formSubmissions, triageSessions } from '../tables.ts';

const at = { today: '2026-11-20' };
const whole = async (id: FormId, given: Answers = {}) => wholeAnswers(await loadForm(id), at, given);

describe('a form over HTTP', () => {
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

  const send = (id: string, body: unknown, headers: Record<string, string> = {}) =>
    server.post(`/api/forms/${id}/submissions`, body, headers);
  const received = async (answer: Response): Promise<SubmissionReceived> => {
    assert.equal(answer.status, 202, await answer.clone().text());
    return submissionReceived.parse(await answer.json());
  };
  const sent = async (id: FormId, body: SubmissionRequest, headers: Record<string, string> = {}) =>
    received(await send(id, body, headers));
  const refusal = async (answer: Response) => {
    const { status, code, fields } = problem.parse(await answer.json());
    return { status, code, fields: fields?.map(({ path }) => path) };
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
  describe('its definition', () => {
    it('is there for each form of the clinic, word for word', async () => {
      for (const id of formIds) {
        const answer = await server.get(`/api/forms/${id}`);
        assert.equal(answer.status, 200);
        assert.deepEqual(await answer.json(), await loadForm(id));
      }
    });

    it('is kept by browsers for minutes, and not sent again to who has it', async () => {
      const first = await server.get('/api/forms/triage');
      assert.match(first.headers.get('cache-control') ?? '', /public, max-age=300/);
      const etag = first.headers.get('etag') ?? '';
      const again = await server.app.request('/api/forms/triage', { headers: { 'If-None-Match': etag } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
    });

    it('is there for other systems, too, as a FHIR Questionnaire with the same questions', async () => {
      for (const id of formIds) {
        const answer = await server.get(`/api/forms/${id}/questionnaire`);
        assert.equal(answer.status, 200, id);
        const expected = toQuestionnaire(await loadForm(id), 'https://booking.example.com');
        assert.deepEqual(await answer.json(), JSON.parse(JSON.stringify(expected)));
      }
      assert.equal((await server.get('/api/forms/nonsense/questionnaire')).status, 404);
    });

    it('is 404 for a form that there is not', async () => {
      for (const id of ['nonsense', 'TRIAGE', '__proto__', 'constructor']) {
        assert.equal((await server.get(`/api/forms/${id}`)).status, 404, id);
        assert.equal((await send(id, { answers: {} })).status, 404, id);
      }
    });
  });

  describe('sent', () => {
    it('is stored before it is acknowledged, each form of the clinic', async () => {
      const stored: string[] = [];
      server = formServer(world, {
        events: {
          emit: async (tx, name, ids) => {
            assert.equal(name, 'form.submitted');
            const { submissionId } = eventList['form.submitted'].parse(ids);
            const [row] = await tx.select().from(formSubmissions).where(eq(formSubmissions.id, submissionId));
            if (row) stored.push(row.formId);
          },
        },
      });
      for (const id of formIds) {
        const { submissionId, outcome, triageSessionId } = await sent(id, {
          answers: await whole(id),
          patient: alex,
        });
        assert.equal(outcome?.stop ?? false, false);
        assert.equal(triageSessionId, id === 'triage' ? submissionId : undefined);
        assert.deepEqual((await contentOf(submissionId)).answers, await whole(id));
      }
      assert.deepEqual(stored, formIds);
      assert.ok((await rows()).every(({ complete, source }) => complete && source === 'page'));
    });

    it('is not stored when what follows it cannot be queued', async () => {
      server = formServer(world, { events: { emit: () => Promise.reject(new Error('no queue')) } });
      const answer = await send('mini_intake', { answers: await whole('mini_intake') });
      assert.equal(answer.status, 500);
      assert.deepEqual(await rows(), []);
    });

    it('shows nothing of an answer in the database, nor in the queue', async () => {
      const answers = await whole('triage', { words: 'Cannot sleep since spring' });
      const { submissionId } = await sent('triage', {
        answers: { ...answers, emergencySigns: ['chest_pain'] },
        patient: alex,
      });
      await server.post(`/api/forms/submissions/${submissionId}/call-back`, {
        name: 'Kimberley',
        phone: '0491 570 157',
      });
      const tables = [
        'form_submissions',
        'triage_sessions',
        'staff_tasks',
        'mails',
        'manual_queue',
        'audit_log',
      ];
      for (const table of tables) {
        const found = rowsOf(await store.db.execute(sql`select * from ${sql.identifier(table)}`));
        const text = JSON.stringify(found);
        // Long enough, or with a space: sealed text is random letters.
        assert.doesNotMatch(
          text,
          /cannot sleep|alex@|sample|kimberley|0491 570|chest pain|chest_pain/i,
          table,
        );
      }
    });

    it('drops answers to questions that were not shown, and fields that the form does not have', async () => {
      const answers = await whole('triage', { concern: 'mind' });
      const { submissionId } = await sent('triage', {
        answers: {
          ...answers,
          gutSigns: ['blood'],
          healthSigns: ['stiff_neck'],
          stranger: 'x',
          constructor: 1,
        },
      });
      const content = await contentOf(submissionId);
      assert.deepEqual(content.answers, answers);
      assert.equal(content.patient, null);
    });

    it('is refused with every answer that does not hold, by its path', async () => {
      const answers: Record<string, unknown> = { ...(await whole('full_intake')), dateOfBirth: '2030-01-01' };
      answers.address = { line1: '1 Sample Street', suburb: 'Carlton', state: 'VIC', postcode: '12' };
      delete answers.firstName;
      const answer = await send('full_intake', { answers });
      assert.deepEqual(await refusal(answer), {
        status: 422,
        code: 'invalid_request',
        fields: ['answers.firstName', 'answers.dateOfBirth', 'answers.address.postcode'],
      });
      assert.deepEqual(await rows(), []);
    });

    it('is refused for what is wrong beside the answers, all at once', async () => {
      const answer = await send('mini_intake', {
        answers: {},
        bookingId: 'no id',
        patient: { ...alex, email: 'alex' },
        timeZone: 'Mars',
      });
      const { fields } = await refusal(answer);
      for (const path of ['bookingId', 'patient.email', 'timeZone', 'answers.firstName']) {
        assert.ok(fields?.includes(path), path);
      }
    });

    it('is refused for a patient who is not born yet, and taken in with an alarming answer all the same', async () => {
      const patient = { ...alex, dateOfBirth: '2026-11-21' };
      assert.deepEqual(await refusal(await send('triage', { answers: await whole('triage'), patient })), {
        status: 422,
        code: 'invalid_request',
        fields: ['patient.dateOfBirth'],
      });
      const { outcome } = await sent('triage', { answers: { emergencySigns: ['chest_pain'] }, patient });
      assert.equal(outcome?.stop, true);
    });

    it('says what would be right, also of an id that is too long and of a kept form', async () => {
      const answers = { ...(await whole('triage')), ['x'.repeat(65)]: 1 };
      const answer = await send('triage', { answers, draftId: 'mine' });
      const { fields } = problem.parse(await answer.json());
      assert.deepEqual(
        fields?.map(({ message }) => message),
        ['is not the id of a question: those have 64 characters at most', 'must be the id of a kept form'],
      );
    });

    it('is judged by the day on which its patient is', async () => {
      // 16:00 in Melbourne; in Kiritimati it is the 20th already, in Honolulu still the 19th.
      const answers = await whole('mini_intake');
      const kept = await sent('mini_intake', { answers, timeZone: 'Pacific/Honolulu' });
      assert.equal((await contentOf(kept.submissionId)).today, '2026-11-19');
      const born = { answers: await whole('full_intake', { dateOfBirth: '2026-11-20' }) };
      assert.equal((await send('full_intake', born)).status, 202);
      const behind = await refusal(await send('full_intake', { ...born, timeZone: 'Pacific/Honolulu' }));
      assert.deepEqual(behind.fields, ['answers.dateOfBirth']);
    });

    it('is in the audit trail', async () => {
      const { submissionId } = await sent('mini_intake', { answers: await whole('mini_intake') });
      assert.deepEqual(await trailOf(submissionId), [['patient', 'submission.received']]);
    });

    it('is counted by form and kind of outcome, without an answer', async () => {
      await sent('mini_intake', { answers: await whole('mini_intake') });
      await sent('triage', { answers: await whole('triage', { concern: 'mind' }) });
      await sent('triage', { answers: { selfHarm: 'plan' } });
      const text = await server.bookings.metrics.registry.metrics();
      for (const [form, outcome] of [
        ['mini_intake', 'received'],
        ['triage', 'recommended'],
        ['triage', 'stopped'],
      ]) {
        assert.ok(text.includes(`bq_form_submissions_total{form="${form}",outcome="${outcome}"} 1`), outcome);
      }
    });

    it('must be JSON with answers, of a size that a person types', async () => {
      assert.equal((await send('triage', {})).status, 422);
      assert.equal((await send('triage', { answers: [] })).status, 422);
      assert.equal((await send('triage', { answers: 'all fine' })).status, 422);
      assert.equal((await send('triage', { answers: { words: 'x'.repeat(300_000) } })).status, 413);
      const asText = await server.app.request('/api/forms/triage/submissions', {
        method: 'POST',
        body: '{}',
      });
      assert.equal(asText.status, 415);
    });
  });

  describe('sent twice', () => {
    const key = { 'Idempotency-Key': 'one-press' };

    it('with one key is one submission, answered the same, and another body is refused', async () => {
      const body = { answers: await whole('triage') };
      const first = await sent('triage', body, key);
      assert.deepEqual(await sent('triage', body, key), first);
      assert.equal((await rows()).length, 1);
      const other = { answers: { ...body.answers, words: 'Something else' } };
      assert.equal((await refusal(await send('triage', other, key))).code, 'idempotency_key_reused');
    });

    it('is one submission when the server died before it could answer', async () => {
      const body = { answers: await whole('triage', { concern: 'food' }), patient: alex };
      const first = await sent('triage', body, key);
      await store.db.delete(idempotencyKeys);
      assert.deepEqual(await sent('triage', body, key), first);
      await store.db.delete(idempotencyKeys);
      const flagged = { answers: { emergencySigns: ['chest_pain'] }, patient: alex };
      const stopped = await sent('mini_intake', flagged, { 'Idempotency-Key': 'two' });
      assert.equal(stopped.outcome?.stop, true);
      await store.db.delete(idempotencyKeys);
      assert.deepEqual(await sent('mini_intake', flagged, { 'Idempotency-Key': 'two' }), stopped);
      assert.equal((await rows()).length, 2);
      assert.deepEqual(await world.openTasks(), ['red_flag']);
    });

    it('at once with one key is one submission', async () => {
      const body = { answers: await whole('mini_intake') };
      const answers = await Promise.all([1, 2, 3, 4].map(() => sent('mini_intake', body, key)));
      assert.equal(new Set(answers.map(({ submissionId }) => submissionId)).size, 1);
      assert.equal((await rows()).length, 1);
    });

    it('at once without a key is stored twice, each whole: nothing that a patient sent is lost', async () => {
      const body = { answers: await whole('triage'), patient: alex };
      const [one, two] = await Promise.all([sent('triage', body), sent('triage', body)]);
      assert.notEqual(one.submissionId, two.submissionId);
      assert.equal((await rows()).length, 2);
      assert.equal((await store.db.select().from(triageSessions)).length, 2);
    });

    it('is stored whole or not at all, wherever the server dies', async () => {
      const body = { answers: { selfHarm: 'plan' }, patient: alex };
      for (let moment = 1; moment < 12; moment += 1) {
        world = await freshForms(store);
        server = formServer(world, { crashBefore: moment });
        const answer = await send('triage', body);
        const all = [
          ...(await rows()),
          ...(await store.db.select().from(triageSessions)),
          ...(await world.openTasks()),
        ];
        assert.ok(all.length === 0 || all.length === 3, `half stored at ${moment}`);
        if (answer.status === 202) return;
        assert.equal(answer.status, 500);
      }
      assert.fail('It was never answered.');
    });
  });
});
