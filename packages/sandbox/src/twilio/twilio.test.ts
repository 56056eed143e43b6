import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../start.ts';
import { type Answer, parsed, startForTest } from '../testing/running-sandbox.ts';
import { segmentsOf } from './model.ts';

const account = 'AC5a4db0c003650b074a418ca15a4db0c0';
const token = 'sandbox-twilio-token';
const ours = '+61480000000';
const patient = '+61491570156';

let sandbox: Sandbox;
let origin: string;
/** Another one for each test, so that a callback of an earlier test is not taken for one of this test. */
let url: string;
let count = 0;
let received: { fields: Record<string, string>; signature: string | undefined }[] = [];
let look: (() => void)[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
  if (!url.endsWith(request.url ?? '')) return void response.writeHead(404).end();
  received.push({ fields, signature: request.headers['x-twilio-signature']?.toString() });
  response.writeHead(204).end();
  for (const next of look.splice(0)) next();
});

before(async () => {
  sandbox = await startForTest();
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
beforeEach(() => {
  sandbox.reset();
  count += 1;
  url = `${origin}/api/webhooks/twilio/${count}`;
  sandbox.configure('twilio', { inboundUrl: url });
  received = [];
  look = [];
});
after(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await sandbox.stop();
});

async function call(path: string, fields?: Record<string, string>, secret = token): Promise<Answer> {
  const answer = await fetch(`${sandbox.urls.twilio}/2010-04-01/Accounts/${account}/Messages${path}`, {
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    headers: { authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}` },
  });
  return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
}
const send = (change: Record<string, string> = {}) =>
  call('.json', { To: patient, From: ours, Body: 'Botaniqal: see you', StatusCallback: url, ...change });
const arrived = async (count: number) => {
  while (received.length < count) await new Promise<void>((resolve) => look.push(resolve));
  return received;
};
const states = () => received.map(({ fields }) => fields.MessageStatus);

describe('a text message', () => {
  it('is taken, and its steps come as signed callbacks', async () => {
    const { status, body } = await send();
    assert.deepEqual([status, body.status, body.num_segments, body.date_sent], [201, 'queued', '1', null]);
    await arrived(2);
    assert.deepEqual(states(), ['sent', 'delivered']);
    for (const { fields, signature } of received) {
      const text = Object.keys(fields)
        .sort()
        .map((name) => `${name}${fields[name]}`)
        .join('');
      assert.equal(signature, createHmac('sha1', token).update(`${url}${text}`).digest('base64'));
      assert.equal(fields.MessageSid, String(body.sid));
    }
    assert.equal((await call(`/${body.sid}.json`)).body.status, 'delivered');
    const list = await call(`.json?To=${encodeURIComponent(patient)}&DateSent=2026-11-20`);
    assert.equal(list.body.messages?.[0]?.sid, body.sid);
    await call(`/${body.sid}.json`, { Body: '' });
    assert.equal((await call(`/${body.sid}.json`)).body.body, '');
  });

  it('fails by the number, as the contract lists', async () => {
    const code = async (change: Record<string, string>) => (await send(change)).body.code;
    assert.equal(await code({ To: '+61491570006' }), 21211);
    assert.equal(await code({ To: '0491570156' }), 21211);
    assert.equal(await code({ To: '+61370104321' }), 21614);
    assert.equal(await code({ To: '+61491570158' }), 21610);
    assert.equal(await code({ From: '+61400000000' }), 21606);
    assert.equal(await code({ Body: 'x'.repeat(1601) }), 21617);
    assert.equal(await code({ StatusCallback: 'mailto:clinic@botaniqal.example' }), 21609);
    assert.equal(await code({ StatusCallback: 'https://our_clinic.example/status' }), 21609);
    assert.equal(await code({ ValidityPeriod: '0' }), 20001);
    assert.equal(await code({ ValidityPeriod: '36001' }), 20001);
    await send({ To: '+61491570157' });
    await send({ To: '+61491570159' });
    await arrived(4);
    assert.deepEqual(
      received
        .map(({ fields }) => fields.ErrorCode)
        .filter(Boolean)
        .toSorted(),
      ['30003', '30007'],
    );
    await assert.rejects(send({ To: '+61491570110' }));
    const messages = (await call('.json?To=%2B61491570110')).body.messages;
    assert.equal(messages?.length, 1);
  });

  it('needs the account, and comes no faster than its limit', async () => {
    assert.deepEqual(
      [(await call('.json', undefined, 'wrong')).body.code, (await send()).status],
      [20003, 201],
    );
    sandbox.limit('twilio', { messagesPerMinute: 1 });
    assert.equal((await send()).body.code, 20429);
    sandbox.fault({ service: 'twilio', kind: 'rate_limit', value: 9 });
    assert.equal((await send()).headers.get('retry-after'), '9');
  });

  it('is counted in parts', () => {
    const parts = [
      'a'.repeat(160),
      'a'.repeat(161),
      `${'a'.repeat(159)}€`,
      'ü'.repeat(160),
      '’'.repeat(70),
      '’'.repeat(71),
    ];
    assert.deepEqual(parts.map(segmentsOf), [1, 2, 2, 1, 1, 2]);
  });
});

describe('a patient’s reply', () => {
  it('arrives signed; STOP keeps further messages away, START lets them in', async () => {
    const reply = (body: string) => sandbox.act('twilio', 'reply', { from: patient, body });
    reply('Y');
    reply('Stop');
    await arrived(2);
    assert.deepEqual(
      received.map(({ fields }) => [fields.From, fields.Body, fields.OptOutType]),
      [
        [patient, 'Y', undefined],
        [patient, 'Stop', 'STOP'],
      ],
    );
    assert.equal((await send()).body.code, 21610);
    reply('START');
    assert.equal((await send()).status, 201);
    assert.throws(() => sandbox.act('twilio', 'shout', {}), /must be reply/);
  });

  it('that asks for help names the keyword and keeps messages coming', async () => {
    sandbox.act('twilio', 'reply', { from: patient, body: 'Help ' });
    const [callback] = await arrived(1);
    assert.equal(callback?.fields.OptOutType, 'HELP');
    assert.equal((await send({ ValidityPeriod: '3600' })).status, 201);
  });

  it('comes late, twice, newest first, or with a wrong signature, as the settings say', async () => {
    sandbox.configure('twilio', {
      callbackCopies: 2,
      callbackOrder: 'newest_first',
      callbackDelaySeconds: 60,
      signature: 'wrong',
    });
    const { body } = await send();
    sandbox.setClock(new Date('2026-11-20T00:02:00Z'));
    await arrived(4);
    assert.deepEqual(states(), ['delivered', 'delivered', 'sent', 'sent']);
    const [first] = received;
    const { fields, signature } = first ?? assert.fail();
    const text = Object.entries(fields)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flat()
      .join('');
    assert.notEqual(signature, createHmac('sha1', token).update(`${url}${text}`).digest('base64'));
    assert.equal(fields.MessageSid, String(body.sid));
  });

  it('is written by a person on the panel', async () => {
    await fetch(`${sandbox.urls.panel}/panel/twilio/acts/reply`, {
      method: 'POST',
      headers: { origin: sandbox.urls.panel },
      body: new URLSearchParams({ from: patient, body: 'Can I bring <my dog>?' }),
    });
    await arrived(1);
    const page = await (await fetch(sandbox.urls.panel)).text();
    assert.ok(page.includes('Can I bring &lt;my dog&gt;?'));
  });
});
