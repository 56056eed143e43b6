import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type SubmissionRequest, submissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { eq } from 'drizzle-orm';
import { extractText, getDocumentProxy } from 'unpdf';
import { auditLog } from '../../../../platform/audit/tables.ts';
import { silentLog } from '../../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../../platform/store/store.ts';
import type { World } from '../../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  alex,
  answersRaising,
  type FormServer,
  formServer,
  freshForms,
  wholeAnswers,
} from '../../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../../testing/postgres.ts';
import { mails } from '../../../messages/index.ts';
import { loadSubmission, type Submission } from '../../submission.ts';
import { formCopyLinks } from '../../tables.ts';
import { submissionReference } from '../content/submission-document.ts';
import { queueEnquiriesMail, queuePatientCopy } from './form-copies.ts';

const at = { today: '2026-11-20' };

describe('the mails about a form', () => {
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

  const whole = async (id: FormId, given: Answers = {}) => wholeAnswers(await loadForm(id), at, given);
  const send = async (id: FormId, body: SubmissionRequest): Promise<Submission> => {
    const answer = await server.post(`/api/forms/${id}/submissions`, { emailCopy: true, ...body });
    assert.equal(answer.status, 202, await answer.clone().text());
    const { submissionId } = submissionReceived.parse(await answer.json());
    const stored = await loadSubmission(server.deps, store.db, submissionId);
    assert.ok(stored);
    return stored;
  };

  it('bring the patient a copy of what they wrote, as a PDF', async () => {
    const submission = await send('mini_intake', {
      answers: await whole('mini_intake', { firstName: 'Alex', lastName: 'Sample', reason: 'Hay fever' }),
    });
    assert.equal(world.mailer.sent.length, 0, 'nothing is drawn while the page waits');
    await server.settle();
    const [mail, ...others] = world.mailer.sent;
    assert.ok(mail && others.length === 0);
    assert.equal(mail.to, 'alex@example.com');
    assert.equal(mail.subject, 'We have your form');
    assert.match(mail.text, /Hello Alex/);
    assert.ok(!`${mail.text}${mail.html}`.includes('Hay fever'), 'the answers are in the attachment alone');
    const [attachment] = mail.attachments ?? [];
    assert.equal(attachment?.filename, `${submissionReference(submission.id)}.pdf`);
    assert.equal(attachment?.contentType, 'application/pdf');
    assert.ok(attachment && typeof attachment.content !== 'string');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(attachment.content)), {
      mergePages: true,
    });
    assert.match(text, /Alex Sample/);
    assert.match(text, /Hay fever/);
  });

  it('bring a link, and no answer, to a patient who did not ask for the answers', async () => {
    const answers = await whole('mini_intake', { firstName: 'Alex', reason: 'Hay fever' });
    const { id } = await send('mini_intake', { answers, emailCopy: false });
    await server.settle();
    const [mail, ...others] = world.mailer.sent;
    assert.ok(mail && others.length === 0);
    assert.equal(mail.subject, 'We have your form');
    assert.equal(mail.attachments, undefined);
    assert.ok(!`${mail.text}${mail.html}`.includes('Hay fever'));
    const { title } = await loadForm('mini_intake');
    assert.ok(!`${mail.text}${mail.html}`.includes(title), 'a shared mailbox does not say which form it was');
    assert.match(
      mail.text,
      new RegExp(`https://booking\\.example\\.com/forms/copy#form=${id}&token=\\S{40,}`),
    );
    await store.db.transaction(async (tx) => {
      const again = await loadSubmission(server.deps, tx, id);
      assert.ok(again);
      await queuePatientCopy(tx, server.deps, again);
    });
    await server.settle();
    assert.equal(world.mailer.sent.length, 1);
    assert.equal(
      (await store.db.select().from(formCopyLinks)).length,
      1,
      'the link that was mailed is the only one',
    );
  });

  it('carry no link that a stranger typed as a name to an address that is not theirs', async () => {
    const answers = await whole('mini_intake', { firstName: 'www.evil.example/win', lastName: 'Now' });
    await send('mini_intake', { answers });
    await server.settle();
    const [mail] = world.mailer.sent;
    assert.ok(mail);
    assert.match(mail.text, /^Hello, thank you/m);
    assert.ok(!`${mail.text}${mail.html}${mail.subject}${mail.toName}`.includes('evil'));
  });

  it('go out once, however often the job runs, and leave no answers behind', async () => {
    const submission = await send('mini_intake', { answers: await whole('mini_intake') });
    await server.settle();
    await store.db.transaction((tx) => queuePatientCopy(tx, server.deps, submission));
    await server.settle();
    assert.equal(world.mailer.sent.length, 1);
    const rows = await store.db.select().from(mails);
    assert.deepEqual(
      rows.map(({ key, mail }) => [key, mail]),
      [[`form-${submission.id}:copy`, null]],
    );
    const read = await store.db.select().from(auditLog).where(eq(auditLog.subjectId, submission.id));
    assert.ok(read.some(({ action }) => action === 'submission.copied_to_patient'));
  });

  it('do not reach the mailbox of a person whose answer was alarming: others may read it', async () => {
    const form = await loadForm('mini_intake');
    const [flag] = form.redFlags;
    assert.ok(flag);
    await send('mini_intake', {
      answers: { ...(await whole('mini_intake')), ...answersRaising(form, flag) },
    });
    await server.settle();
    assert.deepEqual(
      world.mailer.sent.map(({ to }) => to),
      ['enquiries@clinic.example.com'],
      'the alarm alone',
    );
  });

  it('need an address: triage without one has no copy, with one it has', async () => {
    const answers = await whole('triage');
    await send('triage', { answers });
    await server.settle();
    assert.equal(world.mailer.sent.length, 0);
    await send('triage', { answers, patient: alex });
    await server.settle();
    assert.deepEqual(
      world.mailer.sent.map(({ to }) => to),
      ['alex@example.com'],
    );
  });

  it('tell enquiries which form, whose, and where it lies, and nothing that was answered', async () => {
    const submission = await send('mental_health', {
      answers: await whole('mental_health'),
      patient: alex,
    });
    const patientPage = 'https://practice.example.com/patients/7';
    for (const _ of [1, 2]) {
      await store.db.transaction((tx) =>
        queueEnquiriesMail(tx, server.deps, submission, { kind: 'filed', patientPage }),
      );
    }
    await server.settle();
    const toEnquiries = world.mailer.sent.filter(({ to }) => to === 'enquiries@clinic.example.com');
    const [mail, ...others] = toEnquiries;
    assert.ok(mail && others.length === 0);
    assert.equal(mail.subject, `New form: ${submissionReference(submission.id)}`);
    assert.match(mail.text, /0491 ?570 ?15[67]/);
    assert.ok(mail.text.includes(patientPage));
    assert.equal(mail.attachments, undefined);
    const { content } = submission;
    assert.ok(content);
    const words = Object.entries(content.answers).flatMap(([id, answer]) =>
      typeof answer === 'string' && answer.length > 5 && !/name|email|phone/i.test(id) ? [answer] : [],
    );
    assert.ok(words.length > 0);
    for (const answer of words) assert.ok(!`${mail.text}${mail.html}`.includes(answer), answer);
  });
});
