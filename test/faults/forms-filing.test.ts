import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { wholeAnswers } from '@botaniqal/bff/testing/fixtures/forms/forms-fixture.ts';
import { advanceQueue } from '@botaniqal/bff/testing/queue-clock.ts';
import type { SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { mailsTo } from '../support/holdings.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

/** Each sends two forms. More of them would show nothing more: how filing bears a load is the bench's question. */
const people = 30;
const kills = 10;
const day = 24 * 3_600_000;

interface Sent {
  formId: FormId;
  person: number;
  submissionId: string;
}

/** What MediRecords' stand-in holds, as far as this test reads it. */
interface Held {
  patients: { id: string; email: string | null; dob: string }[];
  correspondences: { id: string; patientId: string; subject: string }[];
  relationships: { patientId: string }[];
  addresses: { patientId: string }[];
}

describe('when MediRecords is down for a day and the server is killed ten times meanwhile', () => {
  let stack: Stack;
  const sent: Sent[] = [];
  let held: Held;

  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
    await stack.sandbox.fault({ service: 'medirecords', kind: 'status', value: 503 });
    const forms = await everyForm();
    const share = Math.ceil(forms.length / kills);
    for (let kill = 0; kill < kills; kill += 1) {
      await sendAndKill(forms.slice(kill * share, (kill + 1) * share), kill);
    }
    await stack.sandbox.clearFaults();
    await advanceQueue(databaseUrl(), day / kills, { noServerRuns: false });
    // Twice more while it files: what a kill interrupts then may have been done.
    for (const share of [0.2, 0.6]) {
      await eventually(async () =>
        assert.ok((await readHeld()).correspondences.length >= share * forms.length),
      );
      await killAndPass(2 * 3_600_000);
    }
    held = await eventually(async () => {
      const now = await readHeld();
      assert.ok(now.correspondences.length >= forms.length, `${now.correspondences.length} are filed`);
      return now;
    });
  });
  after(() => stack?.stop());

  const databaseUrl = () => stack.env.DATABASE_URL ?? '';
  const readHeld = async () => (await stack.sandbox.state('medirecords')) as Held;

  /** Passes time while no server runs: in the job queue and for all clocks. */
  async function killAndPass(milliseconds: number): Promise<void> {
    await stack.bff().kill();
    await advanceQueue(databaseUrl(), milliseconds, { noServerRuns: true });
    await stack.startAgain();
    await stack.advance(milliseconds);
  }

  /** Sends forms as many patients at once do, and kills the server among them; who has no answer asks again. */
  async function sendAndKill(forms: Awaited<ReturnType<typeof everyForm>>, kill: number): Promise<void> {
    const keyed = forms.map((form) => ({ ...form, key: randomUUID() }));
    const unanswered: typeof keyed = [];
    let begun = 0;
    const moment = Promise.withResolvers<void>();
    const sending = inLanes(keyed, async (form) => {
      begun += 1;
      if (begun === Math.ceil((keyed.length * (kill + 1)) / kills)) moment.resolve();
      const submissionId = await send(form).catch(() => null);
      if (submissionId === null) unanswered.push(form);
      else sent.push({ formId: form.formId, person: form.person, submissionId });
    });
    await moment.promise;
    await Promise.all([sending, killAndPass(day / kills)]);
    await inLanes(unanswered, async (form) => {
      const submissionId = await eventually(() => send(form));
      sent.push({ formId: form.formId, person: form.person, submissionId });
    });
  }

  async function send({ formId, answers, key }: { formId: FormId; answers: Answers; key: string }) {
    const answer = await stack.api.send('POST', `/api/forms/${formId}/submissions`, {
      body: { answers },
      headers: { 'idempotency-key': key },
    });
    assert.equal(answer.status, 202, answer.text);
    return (answer.ok() as SubmissionReceived).submissionId;
  }

  it('takes all of them in', () => {
    assert.equal(sent.length, 2 * people);
    assert.equal(new Set(sent.map(({ submissionId }) => submissionId)).size, 2 * people);
  });

  it('files each of them exactly once, with the patient who sent it', () => {
    const patients = new Map(held.patients.map((one) => [one.id, one]));
    for (const { submissionId, person, formId } of sent) {
      const documents = held.correspondences.filter(({ subject }) =>
        subject.includes(referenceOf(submissionId)),
      );
      assert.equal(documents.length, 1, `${formId} of ${person}`);
      assert.equal(patients.get(documents[0]?.patientId ?? '')?.email, emailOf(person));
    }
    assert.equal(held.correspondences.length, sent.length, 'and nothing else');
  });

  it('makes one record, one address and one emergency contact of each patient', () => {
    for (let person = 0; person < people; person += 1) {
      const records = held.patients.filter(({ email }) => email === emailOf(person));
      assert.equal(records.length, 1, emailOf(person));
      const [record] = records;
      assert.equal(record?.dob, birthOf(person));
      const ofRecord = ({ patientId }: { patientId: string }) => patientId === record?.id;
      assert.equal(held.addresses.filter(ofRecord).length, 1);
      assert.equal(held.relationships.filter(ofRecord).length, 1);
    }
  });

  it('tells enquiries of each, and leaves nothing to staff', async () => {
    const enquiries = stack.env.ENQUIRIES_EMAIL ?? '';
    await eventually(async () => {
      const told = new Set(
        (await mailsTo(stack, enquiries))
          .filter(({ subject }) => subject.startsWith('New form'))
          .map(({ messageId }) => messageId),
      );
      assert.equal(told.size, sent.length);
    });
    const metrics = await (await fetch(`${stack.url}/metrics`)).text();
    assert.deepEqual(metrics.match(/^bq_open_tasks\{.*form_not_filed.*$/gm) ?? [], []);
  });
});

function emailOf(person: number): string {
  return `filed-${person}@example.com`;
}

function birthOf(person: number): string {
  const at = new Date(Date.UTC(1960, 0, 1 + person * 31));
  return at.toISOString().slice(0, 10);
}

function referenceOf(submissionId: string): string {
  return `FORM-${submissionId.replaceAll('-', '').slice(0, 8).toUpperCase()}`;
}

/** The short form and the long one of each person, in any order. */
async function everyForm(): Promise<{ formId: FormId; person: number; answers: Answers }[]> {
  const ids = ['mini_intake', 'full_intake'] as const;
  const definitions = await Promise.all(ids.map((id) => loadForm(id)));
  return definitions.flatMap((form) =>
    Array.from({ length: people }, (_, person) => ({
      formId: form.id,
      person,
      answers: wholeAnswers(
        form,
        { today: '2026-11-20' },
        {
          firstName: 'Kim',
          lastName: `Filed${person}`,
          email: emailOf(person),
          dateOfBirth: birthOf(person),
        },
      ),
    })),
  );
}

/** A few at a time. */
async function inLanes<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}
