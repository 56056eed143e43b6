import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { handleWebhookEvent, webhookEvents } from '../../../platform/webhook-inbox/index.ts';
import type { World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { tasksOf } from '../../../testing/fixtures/forms/filing-fixture.ts';
import {
  type FormsElsewhereServer,
  formsElsewhereServer,
  webhookSecret,
} from '../../../testing/fixtures/forms/forms-elsewhere-fixture.ts';
import { freshForms } from '../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { submissionReference } from '../document/content/submission-document.ts';
import { loadSubmission } from '../submission.ts';
import { formSubmissions } from '../tables.ts';

const brief = '243231271343446';
const intake = '243231271343501';
const minute = 60_000;

describe('forms from JotForm, over HTTP', () => {
  let store: Store;
  let sandbox: Sandbox;
  let world: World;
  let server: FormsElsewhereServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    const clinicConfigPath = fileURLToPath(new URL('../../../../../../clinic.yaml', import.meta.url));
    sandbox = await startSandbox({ clinicConfigPath });
  });
  after(async () => {
    await sandbox.stop();
    await store.close();
  });
  beforeEach(async () => {
    sandbox.reset();
    world = await freshForms(store);
    server = await formsElsewhereServer(world, sandbox);
  });
  afterEach(() => server.stop());

  const submissions = async () => {
    const rows = await store.db.select({ id: formSubmissions.id }).from(formSubmissions);
    const all = await Promise.all(rows.map(({ id }) => loadSubmission(server.deps, store.db, id)));
    return all.filter((one) => one !== null);
  };
  const onlySubmission = async () => {
    const [submission, ...others] = await submissions();
    assert.ok(submission && others.length === 0);
    return submission;
  };
  const events = () => store.db.select().from(webhookEvents);
  const readBacks = () =>
    sandbox.calls('jotform').filter(({ path }) => path.startsWith('/submission/')).length;
  const post = (
    path: string,
    body: FormData | string = noticeOf('1'),
    headers: Record<string, string> = {},
  ) => server.app.request(`/api/webhooks/jotform${path}`, { method: 'POST', body, headers });
  const noticeOf = (submissionID: string, formID = brief) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ formID, submissionID, rawRequest: '{broken' })) {
      form.append(name, value);
    }
    return form;
  };

  for (const [formKey, formId] of [
    [brief, 'mini_intake'],
    [intake, 'full_intake'],
  ] as const) {
    it(`take ${formId} like one from our page: stored, filed, and no copy that the patient did not ask for`, async () => {
      await server.register(formKey);
      const { submissionKey, statuses } = await server.send({ form: formKey });
      assert.deepEqual(statuses, [204]);
      assert.equal((await submissions()).length, 0, 'nothing is read while JotForm waits');
      await server.jobs.runAll();
      const submission = await onlySubmission();
      assert.deepEqual(
        [submission.formId, submission.source, submission.sourceKey, submission.complete, submission.stopped],
        [formId, 'elsewhere', submissionKey, true, false],
      );
      const { answers, asSent } = submission.content ?? {};
      assert.deepEqual(
        [answers?.firstName, answers?.lastName, answers?.dateOfBirth, answers?.mobilePhone],
        ['Ada', 'Ng', '1980-03-27', '0491570156'],
      );
      assert.deepEqual(asSent, [{ question: 'How did you hear of us?', answer: 'From a friend' }]);
      const [patient] = world.records.patients;
      assert.deepEqual([patient?.firstName, patient?.lastName], ['Ada', 'Ng']);
      const { documents } = world.records.files.of(patient?.id ?? '');
      assert.ok(documents[0]?.subject.includes(submissionReference(submission.id)));
      assert.deepEqual(
        world.mailer.sent.map(({ to }) => to),
        ['enquiries@clinic.example.com'],
      );
      assert.deepEqual(await world.openTasks(), []);
    });
  }

  it('take what is in several of their questions as one answer of ours', async () => {
    await server.register(intake);
    await server.send({ form: intake });
    await server.jobs.runAll();
    const { content } = await onlySubmission();
    assert.deepEqual(content?.answers.medicare, { number: '2123456701', irn: '1', expiry: '2029-05' });
    assert.deepEqual(content?.answers.emergencyContact, {
      name: 'Kim Ng',
      relationship: 'partner',
      phone: '0491570157',
    });
    assert.deepEqual(content?.answers.address, {
      line1: '1 High Street',
      suburb: 'Richmond',
      state: 'VIC',
      postcode: '3121',
    });
    assert.equal(content?.answers.gender, 'female');
    assert.deepEqual(content?.answers.privacyConsent, { agreed: true, version: '2026-11' });
  });

  it('refuse a wrong secret, or none, and store nothing', async () => {
    for (const path of ['/wrong', '', '?secret=wrong', '?secret=']) {
      const answer = await post(path);
      assert.equal(answer.status, 401, path);
    }
    assert.deepEqual(await events(), []);
    await server.register(brief, '/wrong');
    assert.deepEqual((await server.send({ form: brief })).statuses, [401]);
    assert.deepEqual(await events(), []);
  });

  it('take the secret in the query as well', async () => {
    await server.register(brief, `?secret=${webhookSecret}`);
    assert.deepEqual((await server.send({ form: brief })).statuses, [204]);
    await server.jobs.runAll();
    await onlySubmission();
  });

  it('show neither the secret nor an answer in any log', async () => {
    await server.register(brief);
    await server.send({ form: brief });
    await post('/wrong-but-typed-by-a-person');
    await post(`?secret=${webhookSecret}`, 'no form at all');
    await server.jobs.runAll();
    assert.match(server.logged(), /"route":"\/api\/webhooks\/jotform\/:secret"/);
    for (const word of [webhookSecret, 'wrong-but-typed', 'Ada', 'ada.ng', 'sleep', '0491', '/submission/']) {
      assert.ok(!server.logged().includes(word), word);
    }
  });

  it('are stored once, however often they are announced', async () => {
    sandbox.configure('jotform', { webhookCopies: 3 });
    await server.register(brief);
    const { submissionKey, statuses } = await server.send({ form: brief });
    assert.deepEqual(statuses, [204, 204, 204]);
    await server.jobs.runAll();
    await post(`/${webhookSecret}`, noticeOf(submissionKey));
    const [event] = await events();
    assert.ok(event);
    await store.db.transaction((tx) =>
      server.deps.jobs.enqueue(tx, handleWebhookEvent, { webhookEventId: event.id }),
    );
    await server.jobs.runAll();
    await onlySubmission();
    assert.equal((await events()).length, 1);
    assert.equal(readBacks(), 1);
  });

  it('are stored once even when the server was killed between storing and noting so', async () => {
    await server.register(brief);
    await server.send({ form: brief });
    await server.jobs.runAll();
    await store.db.update(webhookEvents).set({ handledAt: null });
    const [event] = await events();
    assert.ok(event);
    await store.db.transaction((tx) =>
      server.deps.jobs.enqueue(tx, handleWebhookEvent, { webhookEventId: event.id }),
    );
    await server.jobs.runAll();
    await onlySubmission();
    assert.deepEqual(
      world.mailer.sent.map(({ to }) => to),
      ['enquiries@clinic.example.com'],
    );
    assert.ok((await events())[0]?.handledAt);
  });

  it('that are not ours to read become a task after a few looks, and are not asked for all day', async () => {
    await server.register(brief);
    const { submissionKey } = await server.send({ form: brief, foreign: true });
    await server.jobs.runAll();
    assert.deepEqual(await submissions(), []);
    assert.equal(readBacks(), 4);
    const [task, ...others] = await tasksOf(world, 'form_elsewhere_not_taken');
    assert.ok(others.length === 0);
    assert.match(
      task?.reason ?? '',
      new RegExp(`^Submission ${submissionKey} of form ${brief}: JotForm does not`),
    );
  });

  it('of a form that clinic.yaml does not list become a task', async () => {
    const another = '243231271349999';
    sandbox.act('jotform', 'submit', { form: another });
    await post(`/${webhookSecret}`, noticeOf(await idOfLatest(), another));
    await server.jobs.runAll();
    assert.deepEqual(await submissions(), []);
    const [task] = await tasksOf(world, 'form_elsewhere_not_taken');
    assert.match(task?.reason ?? '', /is not listed in clinic\.yaml/);
  });

  it('that are announced as one of another form are not taken', async () => {
    await server.register(brief);
    sandbox.act('jotform', 'submit', { form: intake });
    await post(`/${webhookSecret}`, noticeOf(await idOfLatest(), brief));
    await server.jobs.runAll();
    assert.deepEqual(await submissions(), []);
    const [task] = await tasksOf(world, 'form_elsewhere_not_taken');
    assert.match(task?.reason ?? '', /announced as one of another form/);
  });

  it('wait while JotForm is unwell, answers nonsense, or lets no one call any more today', async () => {
    await server.register(brief);
    await server.send({ form: brief });
    sandbox.fault({ service: 'jotform', kind: 'status', value: 503 });
    await server.jobs.runAll(10 * minute);
    sandbox.clearFaults();
    sandbox.configure('jotform', { submissionBody: 'broken' });
    await server.jobs.runAll(10 * minute);
    sandbox.configure('jotform', { submissionBody: 'whole' });
    sandbox.limit('jotform', { callsPerDay: 0 });
    await server.jobs.runAll(10 * minute);
    assert.deepEqual(await submissions(), []);
    assert.deepEqual(await world.openTasks(), []);
    sandbox.limit('jotform', { callsPerDay: 1000 });
    await server.jobs.runAll();
    await onlySubmission();
  });

  it('become a task when JotForm cannot be reached for a day', async () => {
    await server.register(brief);
    await server.send({ form: brief });
    sandbox.fault({ service: 'jotform', kind: 'drop' });
    const begun = world.clock.now().getTime();
    await server.jobs.runAll(48 * 60 * minute);
    assert.ok(world.clock.now().getTime() - begun > 24 * 60 * minute, 'a day of tries');
    const [task] = await tasksOf(world, 'form_elsewhere_not_taken');
    assert.match(task?.reason ?? '', /could not be reached for a day/);
    assert.ok((await events())[0]?.handledAt);
  });

  describe('with answers that do not hold by our form', () => {
    const odd = {
      // Missing, unknown, malformed, and too long for the record.
      '5': null,
      '10': 'Since the flood',
      '6': 'ada at example',
      '8': 'Ri'.repeat(60),
    };

    it('are not lost: kept as they came, filed, and a task names the questions', async () => {
      await server.register(brief);
      await server.send({ form: brief, answers: { ...odd, '6': 'ada.ng@example.com' } });
      await server.jobs.runAll();
      const submission = await onlySubmission();
      assert.equal(submission.complete, false);
      assert.equal(submission.content?.answers.howLong, 'Since the flood');
      const [patient, ...others] = world.records.patients;
      assert.ok(patient && others.length === 0);
      assert.equal(world.records.files.of(patient.id).documents.length, 1);
      assert.deepEqual(await world.openTasks(), ['form_elsewhere_incomplete']);
      const [task] = await tasksOf(world, 'form_elsewhere_incomplete');
      assert.equal(task?.patientName, 'Ada Ng');
      const labels = ['Date of birth', 'How long has it been going on?', 'Suburb or town'];
      for (const label of labels) assert.ok(task?.reason?.includes(label), label);
      assert.ok(!task?.reason?.includes('flood'), 'the questions, not the answers');
    });

    it('are left to staff where the record of the patient is not certain', async () => {
      await server.register(brief);
      await server.send({ form: brief, answers: odd });
      await server.jobs.runAll();
      assert.deepEqual(world.records.patients, []);
      assert.deepEqual((await world.openTasks()).sort(), ['form_elsewhere_incomplete', 'form_not_filed']);
      assert.deepEqual(world.mailer.sent, [], 'no copy to an address that is none');
    });

    it('are looked at at once when an answer about safety could not be read', async () => {
      await server.register(brief);
      await server.send({ form: brief, answers: { '2': ['Chest feels odd'] } });
      await server.jobs.runAll();
      const [task] = await tasksOf(world, 'form_elsewhere_incomplete');
      assert.match(task?.reason ?? '', /^Look at it now: an answer about safety/);
    });

    it('keep what our form would not have asked', async () => {
      await server.register(brief);
      await server.send({ form: brief, answers: { '13': 'Dr Lee, in 2024' } });
      await server.jobs.runAll();
      const { complete, content } = await onlySubmission();
      assert.equal(complete, true);
      assert.ok(content?.asSent?.some(({ answer }) => answer === 'Dr Lee, in 2024'));
    });
  });

  it('with an alarming answer raise the alarm, which says that no page has shown help', async () => {
    await server.register(brief);
    await server.send({
      form: brief,
      answers: { '3': 'Yes, and I have a plan, or I fear that I may act on them' },
    });
    await server.jobs.runAll();
    const submission = await onlySubmission();
    assert.deepEqual([submission.stopped, submission.urgency], [true, 'emergency']);
    const [task] = await tasksOf(world, 'red_flag_unseen');
    assert.equal(task?.patientPhone, '0491570156');
    assert.match(task?.reason ?? '', /suicide or self-harm/);
    const [mail, ...others] = world.mailer.sent.filter(({ subject }) => subject.startsWith('Urgent'));
    assert.ok(mail && others.length === 0);
    assert.match(mail.text.replace(/\s+/g, ' '), /The person has not been shown who to call/);
    assert.ok(!world.mailer.sent.some(({ to }) => to === 'ada.ng@example.com'), 'no copy');
  });

  it('are asked for only by a notice that names a form and a submission', async () => {
    const long = noticeOf('1');
    long.append('pretty', 'x'.repeat(300_000));
    for (const [body, headers, status] of [
      [noticeOf('../user'), {}, 400],
      [noticeOf('1', ''), {}, 400],
      ['{"formID":"1","submissionID":"2"}', { 'Content-Type': 'application/json' }, 400],
      ['--x\r\nbroken', { 'Content-Type': 'multipart/form-data; boundary=x' }, 400],
      [long, {}, 413],
    ] as const) {
      assert.equal((await post(`/${webhookSecret}`, body, headers)).status, status);
    }
    assert.deepEqual(await events(), []);
    assert.equal((await server.app.request(`/api/webhooks/jotform/${webhookSecret}`)).status, 405);
  });

  async function idOfLatest(): Promise<string> {
    const { submissions: all } = sandbox.state('jotform') as { submissions: { id: string }[] };
    return all.at(-1)?.id ?? '';
  }
});
