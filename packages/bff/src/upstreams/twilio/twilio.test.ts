import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { systemClock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { TextMessenger } from '../../ports/text-messages.ts';
import { createTwilio } from './twilio.ts';
import { createTextWebhooks } from './webhooks.ts';

const authToken = 'sandbox-twilio-token';
const patient = '+61491570156';
const url = 'https://booking.example.com/api/webhooks/twilio';

describe('text messages at the stand-in', () => {
  let sandbox: Sandbox;
  let messenger: TextMessenger;
  before(async () => {
    const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
    sandbox = await startSandbox({ clinicConfigPath });
    sandbox.configure('twilio', { inboundUrl: null });
    messenger = createTwilio(
      {
        baseUrl: sandbox.urls.twilio,
        accountSid: 'AC5a4db0c003650b074a418ca15a4db0c0',
        authToken,
        from: '+61480000000',
        // Port 9 takes no calls.
        callbackUrl: 'http://127.0.0.1:9/',
      },
      { clock: systemClock },
    );
  });
  after(() => sandbox.stop());

  it('are sent, and read', async () => {
    const sent = await messenger.send({ to: patient, body: 'Clinic: see you' });
    assert.ok(sent.kind === 'sent' && sent.segments === 1);
    const read = await messenger.read(sent.messageId);
    assert.deepEqual([read?.direction, read?.state, read?.code], ['to_patient', 'delivered', null]);
    assert.equal(await messenger.read(`SM${'0'.repeat(32)}`), null);
  });

  it('are refused for good by the number, with a code', async () => {
    const to = async (number: string) => messenger.send({ to: number, body: 'Clinic: see you' });
    assert.deepEqual(await to('+61491570006'), { kind: 'refused', reason: 'not_a_mobile', code: '21211' });
    assert.deepEqual(await to('+61491570158'), { kind: 'refused', reason: 'opted_out', code: '21610' });
    const undelivered = await to('+61491570157');
    assert.ok(undelivered.kind === 'sent');
    const read = await messenger.read(undelivered.messageId);
    assert.deepEqual([read?.state, read?.code], ['failed', '30003']);
  });

  it('are found by number, day and words after the answer was lost', async () => {
    const text = { to: '+61491570110', body: 'Clinic: lost' };
    await assert.rejects(messenger.send(text), (error) => error instanceof UpstreamError && error.transient);
    const now = new Date();
    const found = await messenger.find(text, now);
    assert.equal(found.length, 1);
    assert.deepEqual(await messenger.find({ ...text, body: 'Clinic: other' }, now), []);
  });
});

describe('a webhook', () => {
  const webhooks = createTextWebhooks({ authToken, url });
  const sid = `SM${'a'.repeat(32)}`;
  const sign = (fields: Record<string, string>, token = authToken) => {
    const text = Object.keys(fields)
      .toSorted()
      .map((name) => `${name}${fields[name]}`)
      .join('');
    return createHmac('sha1', token).update(`${url}${text}`).digest('base64');
  };
  const read = (fields: Record<string, string>, signature: string | undefined) =>
    webhooks.read({ body: Buffer.from(new URLSearchParams(fields).toString()), signature });

  it('is a receipt per status, or an answer, and carries an id only', () => {
    const receipt = { MessageSid: sid, MessageStatus: 'delivered', To: patient };
    assert.deepEqual(read(receipt, sign(receipt)), {
      key: `${sid}:delivered`,
      kind: 'receipt',
      messageId: sid,
    });
    const answer = { MessageSid: sid, From: patient, Body: 'Y & more: é' };
    assert.deepEqual(read(answer, sign(answer)), { key: `${sid}:answer`, kind: 'answer', messageId: sid });
    assert.equal(read({ Body: 'x' }, sign({ Body: 'x' })), null);
  });

  it('is not taken with a missing or wrong signature, or with another field', () => {
    const fields = { MessageSid: sid, MessageStatus: 'failed' };
    assert.equal(read(fields, undefined), 'unsigned');
    assert.equal(read(fields, sign(fields, 'other')), 'unsigned');
    assert.equal(read({ ...fields, MessageStatus: 'delivered' }, sign(fields)), 'unsigned');
  });
});
