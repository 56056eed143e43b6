import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import type { HttpCallReport } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { formOfTheSuite } from '../../testing/ports/forms-elsewhere.suite.ts';
import { createJotform } from './jotform.ts';
import { givenForm } from './mapping.ts';
import { submissionAnswer } from './wire.ts';

const sent = z.object({ submissionId: z.string() });

describe('reading a submission back from JotForm', () => {
  let sandbox: Sandbox;
  let reports: HttpCallReport[];
  before(async () => {
    const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
    sandbox = await startSandbox({ clinicConfigPath });
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    sandbox.reset();
    reports = [];
  });

  const connect = (apiKey = 'sandbox-jotform-key', baseUrl = sandbox.urls.jotform) =>
    createJotform(
      { baseUrl, apiKey },
      { clock: systemClock, random: () => 0, report: (report) => reports.push(report) },
    );
  const send = () => sent.parse(sandbox.act('jotform', 'submit', { form: formOfTheSuite })).submissionId;
  const failsFor = (reason: UpstreamError['reason']) => (error: unknown) =>
    error instanceof UpstreamError && error.reason === reason;

  it('sends the key in a header and not in the address', async () => {
    await connect().read(send());
    const [call] = sandbox.calls('jotform');
    assert.deepEqual([call?.method, call?.query], ['GET', '']);
    assert.ok(!call?.path.includes('sandbox-jotform-key'));
  });

  it('tells a wrong key no differently from a submission that is not ours', async () => {
    assert.equal(await connect('wrong').read(send()), null);
  });

  it('tries again by itself after a moment of weakness', async () => {
    const key = send();
    sandbox.fault({ service: 'jotform', kind: 'status', value: 500, times: 1 });
    assert.equal((await connect().read(key))?.submissionKey, key);
    assert.deepEqual(
      reports.map(({ outcome, tries }) => [outcome, tries]),
      [['ok', 2]],
    );
  });

  it('hands on when to come back, when the calls of the day are used up', async () => {
    const key = send();
    sandbox.fault({ service: 'jotform', kind: 'rate_limit', value: 3600 });
    await assert.rejects(connect().read(key), (error) => {
      assert.ok(failsFor('rate_limited')(error));
      return error instanceof UpstreamError && error.retryAfterSeconds === 3600;
    });
    sandbox.clearFaults();
    sandbox.limit('jotform', { callsPerDay: 0 });
    await assert.rejects(connect().read(key), failsFor('rate_limited'));
  });

  it('says how many calls are left today', async () => {
    const key = send();
    sandbox.limit('jotform', { callsPerDay: 8 });
    assert.equal((await connect().read(key))?.callsLeft, 7);
  });

  it('does not take broken JSON for a submission', async () => {
    const key = send();
    sandbox.configure('jotform', { submissionBody: 'broken' });
    await assert.rejects(connect().read(key), failsFor('bad_answer'));
  });

  it('gives up on a connection that is lost', async () => {
    const key = send();
    sandbox.fault({ service: 'jotform', kind: 'drop' });
    await assert.rejects(connect().read(key), failsFor('connection_lost'));
  });

  it('stops when it is told to', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const stopping = new AbortController();
    const reading = connect('key', `http://127.0.0.1:${port}`).read('1', stopping.signal);
    stopping.abort();
    await assert.rejects(reading, failsFor('aborted'));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('reads each type of question, and an unknown one by its words', () => {
    const answers = {
      '1': {
        text: 'Phone, as older forms have it',
        type: 'control_phone',
        answer: { area: '03', phone: '7010 4321' },
      },
      '2': { text: 'Ticked', type: 'control_checkbox', answer: { '0': 'Cough', other: 'Hay fever' } },
      '3': {
        text: 'Time',
        type: 'control_time',
        answer: { hourSelect: '9', minuteSelect: '30', ampm: 'AM' },
      },
      '4': { text: 'Blank date', type: 'control_datetime', answer: { day: '', month: '', year: '' } },
      '5': {
        text: 'Files',
        type: 'control_fileupload',
        answer: ['https://x.example/a', 'https://x.example/b'],
      },
      '6': { text: 'Name in one piece', type: 'control_fullname', answer: 'Ada Ng' },
      '7': { text: 'A number', type: 'control_number', answer: 7, order: '0' },
      '8': { text: 'Unheard of', type: 'control_widget', answer: { a: ['x', { b: 'y' }] }, order: 'last' },
    };
    const given = givenForm(
      submissionAnswer.parse({ content: { id: 1, form_id: 2, answers }, 'limit-left': '12' }),
    );
    assert.deepEqual([given.submissionKey, given.formKey, given.callsLeft], ['1', '2', 12]);
    const found = new Map(given.questions.map((one) => [one.questionKey, one]));
    const texts = (key: string) => found.get(key)?.answer;
    assert.deepEqual(texts('1'), { kind: 'texts', texts: ['03 7010 4321'] });
    assert.deepEqual(texts('2'), { kind: 'texts', texts: ['Cough', 'Hay fever'] });
    assert.deepEqual(texts('3'), { kind: 'texts', texts: ['9 30 AM'] });
    assert.equal(found.has('4'), false);
    assert.deepEqual(texts('5'), { kind: 'texts', texts: ['https://x.example/a, https://x.example/b'] });
    assert.deepEqual(texts('6'), { kind: 'texts', texts: ['Ada Ng'] });
    assert.deepEqual(texts('7'), { kind: 'texts', texts: ['7'] });
    assert.equal(found.get('8')?.words, 'x, y');
    const empty = { content: { id: '1', form_id: '2', answers: [] } };
    assert.deepEqual(givenForm(submissionAnswer.parse(empty)).questions, []);
  });
});
