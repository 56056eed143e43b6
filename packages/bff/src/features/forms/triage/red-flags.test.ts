import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  callBackTaken,
  type SubmissionReceived,
  submissionReceived,
} from '@botaniqal/shared/contracts/forms.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { staffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { asc, eq, sql } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { createStaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import { sealing, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  alex,
  answersRaising,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../testing/fixtures/forms/forms-fixture.ts';
import { serviceNames } from '../../../testing/fixtures/service-names.ts';
import { staffHeader } from '../../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { staffTasksFeature } from '../../staff-tasks/index.ts';
import { formSubmissions } from '../tables.ts';

const at = { today: '2026-11-20' };
/** The intake asks for name and insurance: it has no question whose answer could alarm. */
const alarming = new Map<FormId, FormDefinition>();
for (const id of formIds) if (id !== 'full_intake') alarming.set(id, await loadForm(id));

describe('an answer that signals danger', () => {
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

  const sent = async (id: string, body: object): Promise<SubmissionReceived> => {
    const answer = await server.post(`/api/forms/${id}/submissions`, body);
    assert.equal(answer.status, 202, await answer.clone().text());
    return submissionReceived.parse(await answer.json());
  };
  const tasks = async () => {
    const staff = createStaffAuth({ secret: 'a secret of at least 32 characters', clock: world.clock });
    const { clock } = world;
    const tasks = staffTasksFeature({
      store,
      sealing,
      clock,
      metrics: createMetrics(),
      names: serviceNames,
      staff,
    });
    const app = testApp([...(tasks.routes ?? [])], {
      clock,
    });
    const headers = staffHeader(clock, ['tasks:manage']);
    return staffTaskList.parse(await (await app.request('/api/staff/tasks', { headers })).json()).tasks;
  };
  const callBack = (id: string, more: object = {}) =>
    server.post(`/api/forms/submissions/${id}/call-back`, { name: 'Alex', phone: '0491 570 156', ...more });

  for (const [id, form] of alarming) {
    it(`(${id}) stops the form, whichever it is, with the rest left empty or filled in, and leads to no booking`, async () => {
      assert.ok(form.redFlags.length > 0);
      for (const flag of form.redFlags) {
        const least = answersRaising(form, flag);
        for (const [answers, complete] of [
          [least, false],
          [wholeAnswers(form, at, least), true],
        ] as const) {
          const { submissionId, outcome, triageSessionId } = await sent(id, { answers });
          assert.equal(outcome?.stop, true, flag.code);
          assert.equal(outcome?.recommendation, null);
          assert.equal(triageSessionId, undefined);
          assert.ok(outcome?.redFlags.includes(flag.code));
          assert.ok(['emergency', 'same_day'].includes(outcome?.urgency ?? ''));
          assert.equal(outcome?.support[0]?.phone, '000');
          const [row] = await store.db
            .select()
            .from(formSubmissions)
            .where(eq(formSubmissions.id, submissionId));
          assert.deepEqual([row?.stopped, row?.complete], [true, complete], flag.code);
        }
      }
    });
  }

  it('counts before all else that is wrong: details, tokens, drafts, zones', async () => {
    const { outcome } = await sent('mini_intake', {
      answers: { emergencySigns: ['breathing'], dateOfBirth: 'soon', firstName: 7, email: '' },
      bookingId: randomUUID(),
      manageToken: 'guess',
      draftId: 'none',
      draftToken: 'x'.repeat(999),
      timeZone: 'Mars',
      patient: { firstName: 'Alex', email: 'alex', phone: '0491 570 156' },
      attribution: 4,
    });
    assert.deepEqual(outcome?.redFlags, ['breathing']);
    const [task] = await tasks();
    assert.equal(task?.facts.patientPhone, '0491 570 156', 'what holds of the details is enough to call');
    assert.equal(task?.facts.patientName, 'Alex');
    assert.equal(task?.facts.patientEmail, undefined);
  });

  it('puts an urgent task in front of staff: whom to call and which flag, and no other answer', async () => {
    await sent('triage', {
      answers: { selfHarm: 'plan', emergencySigns: ['none'], words: 'My sister left' },
      patient: alex,
    });
    const [task, ...others] = await tasks();
    assert.deepEqual(others, []);
    assert.equal(task?.kind, 'red_flag');
    assert.match(task?.todo ?? '', /^Urgent: call/);
    assert.deepEqual(task?.facts, {
      patientName: 'Alex Sample',
      patientPhone: '0491 570 156',
      patientEmail: 'alex@example.com',
      reason: 'Has thoughts of suicide or self-harm with a plan, or fears acting on them.',
    });
  });

  it('is told to enquiries by mail, without what was answered', async () => {
    await sent('triage', { answers: { selfHarm: 'plan', words: 'My sister left' }, patient: alex });
    await server.settle();
    const [mail, ...others] = world.mailer.sent;
    assert.deepEqual(others, []);
    assert.equal(mail?.to, 'enquiries@clinic.example.com');
    assert.match(mail?.text ?? '', /0491 570 156/);
    assert.match(mail?.subject ?? '', /^Urgent/);
    assert.doesNotMatch(
      `${mail?.subject} ${mail?.text} ${mail?.html}`,
      /suicid|self-harm|plan\b|sister|triage form/i,
    );
  });

  it('opens no task and sends no mail for a person without an address or number', async () => {
    await sent('triage', { answers: { selfHarm: 'thoughts' } });
    await server.settle();
    assert.deepEqual(await tasks(), []);
    assert.deepEqual(world.mailer.sent, []);
  });

  describe('in a burst from one address', () => {
    const danger = (index: number, from: string) =>
      server.post(
        '/api/forms/mini_intake/submissions',
        {
          answers: { emergencySigns: ['breathing'] },
          patient: {
            firstName: `Person ${index}`,
            email: `person-${index}@example.com`,
            phone: '0491 570 156',
          },
        },
        { 'X-From': from },
      );

    it('is taken and answered with 000 each time, and is one task with a count and every person', async () => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) => danger(index, `2001:db8:1:2::${index.toString(16)}`)),
      );
      for (const answer of answers) {
        assert.equal(answer.status, 202);
        assert.equal(submissionReceived.parse(await answer.json()).outcome?.support[0]?.phone, '000');
      }
      assert.equal((await store.db.select().from(formSubmissions)).length, 40);
      const [task, ...more] = await tasks();
      assert.deepEqual(more, []);
      assert.equal(task?.facts.count, 40);
      const named = [task?.facts, ...(task?.facts.others ?? [])].map((one) => one?.patientEmail);
      assert.equal(new Set(named).size, 40);
      await server.settle();
      const alarms = world.mailer.sent.filter(({ subject }) => subject.startsWith('Urgent'));
      assert.equal(alarms.length, 5, 'at 1, 2, 5, 10 and 20');
    });

    it('does not hide the alarm of a person elsewhere, nor the next one after staff have done the task', async () => {
      for (const index of [1, 2, 3]) await danger(index, '203.0.113.7');
      await danger(4, '198.51.100.9');
      assert.deepEqual((await tasks()).map(({ facts }) => [facts.patientEmail, facts.count]).toSorted(), [
        ['person-1@example.com', 3],
        ['person-4@example.com', undefined],
      ]);
      await store.db.execute(sql`update staff_tasks set done_at = ${world.clock.at.toISOString()}`);
      await danger(5, '203.0.113.7');
      world.clock.at = new Date('2026-11-20T06:30:00Z');
      await danger(6, '203.0.113.7');
      assert.deepEqual(
        (await tasks()).map(({ facts }) => facts.patientEmail),
        ['person-5@example.com', 'person-6@example.com'],
      );
    });

    it('names the same person once', async () => {
      for (let times = 0; times < 3; times += 1) await danger(1, '203.0.113.7');
      assert.deepEqual(
        (await tasks()).map(({ facts }) => [facts.count, facts.others]),
        [[3, []]],
      );
    });

    it('is one task for the calls back that are asked for', async () => {
      for (let times = 0; times < 5; times += 1) {
        const { submissionId } = await sent('triage', { answers: { selfHarm: 'plan' } });
        await callBack(submissionId, { name: `Person ${times}` });
      }
      assert.deepEqual(
        (await tasks()).map(({ kind, facts }) => [kind, facts.count, facts.others?.length]),
        [['call_back', 5, 4]],
      );
    });
  });

  describe('with a call back asked for', () => {
    it('puts a task in front of staff and a mail to enquiries, once, however often it is asked', async () => {
      const { submissionId } = await sent('triage', {
        answers: { selfHarm: 'unsure', words: 'My sister left' },
      });
      const answers = await Promise.all([1, 2, 3].map(() => callBack(submissionId)));
      const taken = await Promise.all(answers.map(async (one) => callBackTaken.parse(await one.json())));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
      assert.deepEqual(
        new Set(taken.map(({ requestedAt }) => requestedAt)),
        new Set(['2026-11-20T05:00:00.000Z']),
      );
      world.clock.at = new Date('2026-11-20T06:00:00Z');
      assert.deepEqual(callBackTaken.parse(await (await callBack(submissionId)).json()), taken[0]);
      const open = await tasks();
      assert.deepEqual(
        open.map(({ kind, facts }) => [kind, facts]),
        [['call_back', { patientName: 'Alex', patientPhone: '0491 570 156' }]],
      );
      await server.settle();
      assert.equal(world.mailer.sent.length, 1);
      assert.match(world.mailer.sent[0]?.text ?? '', /0491 570 156/);
      assert.doesNotMatch(world.mailer.sent[0]?.text ?? '', /sister|suicid/i);
      const trail = await store.db
        .select()
        .from(auditLog)
        .where(eq(auditLog.subjectId, submissionId))
        .orderBy(asc(auditLog.id));
      assert.deepEqual(
        trail.map(({ action }) => action),
        ['submission.received', 'submission.call_back_requested'],
      );
    });

    it('is there after a stop only, and needs a number to call', async () => {
      const ordinary = await sent('triage', { answers: wholeAnswers(await loadForm('triage'), at) });
      for (const id of [ordinary.submissionId, randomUUID(), 'nonsense']) {
        const answer = await callBack(id);
        assert.deepEqual([answer.status, problem.parse(await answer.json()).code], [404, 'not_found']);
      }
      const stopped = await sent('triage', { answers: { selfHarm: 'plan' } });
      const wrong = await callBack(stopped.submissionId, { phone: 'call me', name: '' });
      const { status, fields } = problem.parse(await wrong.json());
      assert.deepEqual([status, fields?.map(({ path }) => path)], [422, ['name', 'phone']]);
      assert.deepEqual(await tasks(), []);
    });

    it('is limited, as each puts something in front of people', async () => {
      server = formServer(world, { callsPerMinute: 2 });
      const { submissionId } = await sent('triage', { answers: { selfHarm: 'plan' } });
      const statuses = [];
      for (let times = 0; times < 3; times += 1) statuses.push((await callBack(submissionId)).status);
      assert.deepEqual(statuses, [202, 202, 429]);
    });
  });
});
