import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { wholeAnswers } from '@botaniqal/bff/testing/fixtures/forms/forms-fixture.ts';
import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type {
  DraftKept,
  DraftView,
  FormContext,
  SubmissionReceived,
  TriageSession,
} from '@botaniqal/shared/contracts/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { mailsTo } from '../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const answersTo = async (id: FormId, given: object = {}, known: FormContext['known'] = {}) =>
  wholeAnswers(await loadForm(id), { today: '2026-11-20', known }, { ...given });

describe('forms, on the running stack', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack?.stop());

  const call = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await stack.api.send(method, path, { ...(body === undefined ? {} : { body }), headers });
    return answer.ok() as Body;
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  /** What is behind the `#` of the link in the newest mail whose subject fits. */
  const linkIn = (email: string, subject: RegExp) =>
    eventually(async () => {
      const mail = (await mailsTo(stack, email)).findLast((one) => subject.test(one.subject));
      const link = mail?.text.match(/\/forms#(\S+)/)?.[1];
      assert.ok(link, `a mail about ${subject} with a link to a form`);
      return new URLSearchParams(link);
    });
  const subjects = async (email: string) => (await mailsTo(stack, email)).map(({ subject }) => subject);
  const staffToken = () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(stack.now().getTime() / 1000) + 3600;
    const claims = { sub: 'consultant-1', role: 'consultant', permissions: ['triage:read'], exp };
    const signed = `${part({ alg: 'HS256' })}.${part(claims)}`;
    const secret = stack.env.CONSULTANT_JWT_SECRET ?? '';
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };

  it('are found by the link in the confirmation, sent once, and shown as sent; triage goes with the call', async () => {
    const triage = await call<SubmissionReceived>('POST', '/api/forms/triage/submissions', {
      answers: await answersTo('triage', { concern: 'food', trend: 'much_worse' }),
    });
    assert.equal(triage.outcome?.recommendation?.service, 'gaps_coaching');
    const patient = newPatient('Forms');
    const request = {
      ...requestFor([await oneFreeTime(stack)], patient),
      triageSessionId: triage.triageSessionId,
    };
    await call('POST', '/api/consultations/book', request);

    const link = await linkIn(patient.email, /^Your appointment/);
    const [form, booking, token] = ['form', 'booking', 'token'].map((name) => link.get(name) ?? '');
    assert.equal(form, 'mini_intake');
    const path = `/api/bookings/${booking}`;
    const context = await call<FormContext>('GET', `${path}/forms/${form}`, undefined, bearer(token ?? ''));
    assert.equal(context.prefill.email, patient.email);
    await call('POST', `/api/forms/${form}/submissions`, {
      answers: await answersTo('mini_intake', { email: patient.email }, context.known),
      bookingId: booking,
      manageToken: token,
    });
    const view = await call<BookingView>('GET', path, undefined, bearer(token ?? ''));
    assert.deepEqual(view.forms, [{ formId: 'mini_intake', status: 'submitted' }]);

    const session = await call<TriageSession>(
      'GET',
      `/api/staff/triage/${triage.triageSessionId}`,
      undefined,
      bearer(staffToken()),
    );
    assert.equal(session.outcome, 'booked');
    assert.equal(session.bookingId, booking);
    assert.equal(session.patientEmail, patient.email);
    assert.equal(session.urgency, 'soon');
  });

  it('that were left come back on another device by the mailed link, and are gone once they are sent', async () => {
    const { email } = newPatient('Draft');
    await call('POST', '/api/forms/full_intake/drafts', {
      answers: { firstName: 'Alex' },
      consent: true,
      email,
    });
    const link = await linkIn(email, /where you left off/);
    const [draftId, draftToken] = [link.get('draft') ?? '', link.get('token') ?? ''];
    const path = `/api/forms/drafts/${draftId}`;
    const found = await call<DraftView>('GET', path, undefined, bearer(draftToken));
    assert.deepEqual(found.answers, { firstName: 'Alex' });
    const answers = await answersTo('full_intake', { email });
    await call<DraftKept>('POST', path, { answers }, bearer(draftToken));
    await call('POST', '/api/forms/full_intake/submissions', { answers, draftId, draftToken });
    const gone = await stack.api.send('GET', path, { headers: bearer(draftToken) });
    assert.equal(gone.problem().code, 'not_found');
  });

  it('are there, once, although the server is killed in the moment in which it says so', async () => {
    const path = '/api/forms/full_intake/submissions';
    const people = [newPatient('Killed'), newPatient('Killed'), newPatient('Killed')];
    const sendings = await Promise.all(
      people.map(async ({ email }) => ({
        email,
        body: { answers: await answersTo('full_intake', { email }), emailCopy: true },
        key: { 'idempotency-key': randomUUID() },
      })),
    );
    const sendAll = () => Promise.all(sendings.map(({ body, key }) => call('POST', path, body, key)));
    const received = await sendAll();
    await stack.bff().kill();
    await stack.startAgain();
    assert.deepEqual(await sendAll(), received);
    // A mail that was on its way at the kill is left alone for as long as it may still arrive.
    await stack.advance(180_000);
    for (const { email } of people) {
      await eventually(async () => assert.ok((await subjects(email)).includes('We have your form')));
    }
    for (const { email } of people) {
      // Killed between the mail server's yes and our note of it, a mail goes out again under the same id.
      const ids = new Set((await mailsTo(stack, email)).map(({ messageId }) => messageId));
      assert.equal(ids.size, 1);
    }
  });

  it('that alarm put a mail in front of enquiries, without what was answered', async () => {
    const phone = '0491 570 313';
    const { outcome } = await call<SubmissionReceived>('POST', '/api/forms/triage/submissions', {
      answers: { selfHarm: 'plan', words: 'My sister left' },
      patient: { firstName: 'Kim', lastName: 'Alarm', email: 'kim.alarm@example.com', phone },
    });
    assert.deepEqual([outcome?.stop, outcome?.recommendation], [true, null]);
    const mail = await eventually(async () => {
      const found = (await mailsTo(stack, stack.env.ENQUIRIES_EMAIL ?? '')).find(({ text }) =>
        text.includes(phone),
      );
      assert.ok(found);
      return found;
    });
    assert.match(mail.subject, /^Urgent/);
    assert.doesNotMatch(mail.text, /sister|suicid|self-harm/i);
    assert.deepEqual(await subjects('kim.alarm@example.com'), [], 'another person may read that mailbox');
  });
});
