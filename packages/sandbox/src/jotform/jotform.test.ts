import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '../start.ts';
import { friday, type Json } from '../testing/running-sandbox.ts';
import { differences } from '../testing/shape.ts';
import { briefFormId, intakeFormId } from './seed.ts';

const clinicConfigPath = fileURLToPath(new URL('../../../../clinic.yaml', import.meta.url));

/** `GET /submission/{id}`, as the contract has it. */
const sample = {
  responseCode: 200,
  message: 'success',
  content: {
    id: '5012088400321322831',
    form_id: '211843801846457',
    ip: '192.168.10.1',
    created_at: '2026-07-04 07:54:00',
    status: 'ACTIVE',
    new: '1',
    flag: '0',
    notes: '',
    updated_at: null,
    answers: {},
  },
  duration: '21ms',
  'limit-left': 4982,
};

/** In the order of a real capture. */
const partsOfACapture = [
  'action',
  'webhookURL',
  'username',
  'formID',
  'type',
  'customParams',
  'product',
  'formTitle',
  'customTitle',
  'submissionID',
  'event',
  'documentID',
  'teamID',
  'subject',
  'isSilent',
  'customBody',
  'rawRequest',
  'fromTable',
  'appID',
  'pretty',
  'unread',
  'parent',
  'ip',
];

describe('the stand-in for JotForm', () => {
  let sandbox: Sandbox;
  let endpoint: Server;
  let deliveries: { type: string; form: FormData }[] = [];
  let answers: number[] = [];

  before(async () => {
    endpoint = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const type = String(request.headers['content-type']);
      const form = await new Response(Buffer.concat(chunks), {
        headers: { 'content-type': type },
      }).formData();
      deliveries.push({ type, form });
      response.writeHead(answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    sandbox = await startSandbox({ clinicConfigPath, now: friday });
  });
  after(async () => {
    await sandbox.stop();
    await new Promise((resolve) => endpoint.close(resolve));
  });
  beforeEach(() => {
    sandbox.reset();
    deliveries = [];
    answers = [];
  });

  const hook = () => {
    const address = endpoint.address();
    if (address === null || typeof address === 'string') return assert.fail('The endpoint does not listen.');
    const { port }: AddressInfo = address;
    return `http://127.0.0.1:${port}/hook/of-the-test`;
  };
  const call = async (path: string, init: RequestInit = {}, key = 'sandbox-jotform-key') => {
    const answer = await fetch(`${sandbox.urls.jotform}${path}`, { ...init, headers: { APIKEY: key } });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const register = (formId: string) =>
    call(`/form/${formId}/webhooks`, { method: 'POST', body: new URLSearchParams({ webhookURL: hook() }) });
  const submit = (body: Record<string, unknown>): string => {
    const { submissionId } = sandbox.act('jotform', 'submit', body) as { submissionId: string };
    return submissionId;
  };
  const arrived = async (count: number) => {
    for (let tries = 0; deliveries.length < count && tries < 500; tries += 1) await sleep(10);
    assert.equal(deliveries.length, count);
  };

  it('announces a submission with all parts of a real capture, the secret of the address too', async () => {
    assert.equal((await register(intakeFormId)).status, 200);
    const id = submit({ form: intakeFormId });
    await arrived(1);
    const [delivery] = deliveries;
    assert.match(delivery?.type ?? '', /^multipart\/form-data; boundary=/);
    assert.deepEqual([...(delivery?.form.keys() ?? [])], partsOfACapture);
    assert.equal(delivery?.form.get('submissionID'), id);
    assert.equal(delivery?.form.get('formID'), intakeFormId);
    assert.equal(delivery?.form.get('webhookURL'), hook());
    const raw = JSON.parse(String(delivery?.form.get('rawRequest')));
    assert.deepEqual(raw.q4_name, { first: 'Ada', middle: '', last: 'Ng' });
    assert.deepEqual(raw.q27_conditions, ['None of these']);
  });

  it('gives the submission back in the shape of the contract, answers under the ids of their questions', async () => {
    const id = submit({ form: briefFormId, answers: { '8': 'Fitzroy', '9': null } });
    const { status, body } = await call(`/submission/${id}`);
    assert.equal(status, 200);
    assert.deepEqual(differences(body, sample), []);
    const of = (qid: string) => body.content?.answers?.[qid];
    assert.deepEqual(of('4'), {
      name: 'name',
      order: '4',
      text: 'Full Name',
      type: 'control_fullname',
      answer: { first: 'Ada', middle: '', last: 'Ng' },
      prettyFormat: 'Ada Ng',
    });
    assert.equal(of('8')?.answer, 'Fitzroy');
    const unanswered = of('9');
    assert.ok(unanswered && !Object.hasOwn(unanswered, 'answer'));
    assert.match(String(body.content?.created_at), /^2026-11-19 19:00:00$/);
  });

  it('refuses with 401 what is not this account’s, and does not say whether it exists', async () => {
    const foreign = submit({ form: briefFormId, foreign: true });
    for (const [id, key] of [
      [foreign, 'sandbox-jotform-key'],
      ['123', 'sandbox-jotform-key'],
      [submit({ form: briefFormId }), 'wrong'],
    ]) {
      const { status, body } = await call(`/submission/${id}`, {}, key);
      assert.equal(status, 401);
      assert.match(String(body.message), /^You're not authorized to use \(\/submission-id\)/);
    }
  });

  it('counts the calls of a day', async () => {
    const id = submit({ form: briefFormId });
    sandbox.limit('jotform', { callsPerDay: 2 });
    assert.equal((await call(`/submission/${id}`)).body['limit-left'], 1);
    assert.equal((await call(`/submission/${id}`)).status, 200);
    assert.equal((await call(`/submission/${id}`)).status, 429);
    sandbox.setClock(new Date('2026-11-21T00:00:01Z'));
    assert.equal((await call(`/submission/${id}`)).status, 200);
  });

  it('announces again what was not taken, and twice what a test wants twice', async () => {
    sandbox.configure('jotform', { retrySeconds: [0.05] });
    await register(briefFormId);
    answers = [500];
    submit({ form: briefFormId });
    await arrived(2);
    deliveries = [];
    sandbox.configure('jotform', { webhookCopies: 2 });
    const id = submit({ form: briefFormId });
    await arrived(2);
    assert.deepEqual(
      deliveries.map(({ form }) => form.get('submissionID')),
      [id, id],
    );
  });

  it('knows where to announce from the environment, and is filled in from the panel', async () => {
    const own = await startSandbox({
      clinicConfigPath,
      env: { PUBLIC_URL: 'https://booking.example.com', JOTFORM_WEBHOOK_SECRET: 's3cret' },
    });
    try {
      const all = (await (await fetch(`${own.urls.panel}/__sandbox/settings`)).json()) as Json;
      assert.equal(
        String(all.jotform?.webhookUrl),
        'https://booking.example.com/api/webhooks/jotform/s3cret',
      );
    } finally {
      await own.stop();
    }
    const pressed = await fetch(`${sandbox.urls.panel}/panel/jotform/acts/submit`, {
      method: 'POST',
      body: new URLSearchParams({ form: briefFormId }),
      headers: { origin: sandbox.urls.panel },
      redirect: 'manual',
    });
    assert.equal(pressed.status, 303);
    const panel = await (await fetch(sandbox.urls.panel)).text();
    assert.match(panel, /Ada Ng/);
  });
});
