import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { timestampedSignature } from '../../delivery/timestamped-signature.ts';
import type { Sandbox } from '../../start.ts';
import { caller, ids, type Json, startForTest } from '../../testing/running-sandbox.ts';
import { freeCallRequest, list } from '../testing.ts';

interface Received {
  signature: string | undefined;
  raw: string;
  event: string;
  uri: string;
}

describe('Calendly’s webhooks', { timeout: 300_000 }, () => {
  let sandbox: Sandbox;
  let receiver: Server;
  let received: Received[];
  /** What the receiver answers, one after the other; then 200. */
  let answers: number[];
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');
  const control = caller(() => sandbox.urls.panel, '');
  const key = 'a-signing-key';

  before(async () => {
    sandbox = await startForTest();
    receiver = createServer(async (request, response) => {
      const raw = await text(request);
      const { event, payload } = JSON.parse(raw);
      const header = request.headers['calendly-webhook-signature'];
      received.push({ signature: header?.toString(), raw, event, uri: payload.uri });
      response.writeHead(answers.shift() ?? 200).end();
      receiver.emit('received');
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
  });
  beforeEach(() => {
    sandbox.reset();
    received = [];
    answers = [];
  });
  after(async () => {
    await sandbox.stop();
    receiver.closeAllConnections();
    receiver.close();
  });

  const url = (path = '') => `http://127.0.0.1:${portOf(receiver)}/hook${path}`;
  const organization = async () =>
    String((await calendly('GET /users/me')).body.resource?.current_organization);
  async function subscribe(changes: Record<string, unknown> = {}) {
    return calendly('POST /webhook_subscriptions', {
      body: {
        url: url(),
        events: ['invitee.created', 'invitee.canceled'],
        scope: 'organization',
        organization: await organization(),
        signing_key: key,
        ...changes,
      },
    });
  }
  async function book(minute: string): Promise<Json> {
    const body = freeCallRequest(ids.freeCall, `2026-11-22T22:${minute}:00Z`);
    return (await calendly('POST /invitees', { body })).body.resource ?? {};
  }
  async function arrived(count: number): Promise<void> {
    while (received.length < count) await once(receiver, 'received');
  }
  const subscription = async () =>
    list(
      (
        await calendly('GET /webhook_subscriptions', {
          query: { organization: await organization(), scope: 'organization' },
        })
      ).body.collection,
    )[0];

  it('signs the raw bytes with the subscriber’s key', async () => {
    assert.equal((await subscribe()).status, 201);
    const invitee = await book('00');
    await arrived(1);
    const [first] = received;
    const [, seconds, hex] = /^t=([0-9]+),v1=([a-z0-9]+)$/.exec(first?.signature ?? '') ?? [];
    assert.equal(hex, createHmac('sha256', key).update(`${seconds}.${first?.raw}`).digest('hex'));
    assert.equal(first?.event, 'invitee.created');
    assert.equal(first?.uri, invitee.uri);
  });

  it('signs as the known vector', () => {
    const body =
      '{"event":"invitee.created","created_at":"2026-06-24T22:30:45.000000Z","created_by":"https://api.calendly.com/users/AAAAAAAAAAAAAAAA","payload":{"email":"test@example.com"}}';
    assert.equal(
      timestampedSignature('5mEzn9C-I28UtwOjZJtFoob0sAAFZ95GbZkqj4y3i0I', new Date(1_782_340_245_000), body),
      't=1782340245,v1=f536ef50d12fa414123b816e5dab3adb4b877498fcb41808029216f9eb0fa0ff',
    );
  });

  it('tells of cancelling, and sends no signature without a key', async () => {
    await subscribe({ signing_key: undefined });
    const invitee = await book('00');
    await calendly(`POST ${new URL(String(invitee.event)).pathname}/cancellation`, {
      body: { reason: 'Ill' },
    });
    await arrived(2);
    assert.deepEqual(
      received.map(({ event, signature: header }) => [event, header]),
      [
        ['invitee.created', undefined],
        ['invitee.canceled', undefined],
      ],
    );
  });

  it('tries again after a refusal, and says since when', async () => {
    answers = [500, 302];
    await subscribe();
    sandbox.configure('calendly', { webhookRetrySeconds: 60 });
    await book('00');
    await arrived(1);
    await eventually(async () => (await subscription())?.retry_started_at !== null);
    sandbox.setClock(new Date('2026-11-20T00:02:00Z'));
    await arrived(2);
    await eventually(async () => deliveries()[0]?.attempts === 2 && deliveries()[0]?.lastStatus === 302);
    sandbox.setClock(new Date('2026-11-20T00:10:00Z'));
    await arrived(3);
    await eventually(async () => deliveries()[0]?.state === 'delivered');
    assert.equal((await subscription())?.retry_started_at, null);
    assert.equal(new Set(received.map(({ raw }) => raw)).size, 1);
  });

  it('gives up after a day, and disables the subscription', async () => {
    answers = [500, 500];
    await subscribe();
    sandbox.configure('calendly', { webhookRetrySeconds: 60 });
    await book('00');
    await arrived(1);
    await eventually(async () => deliveries()[0]?.lastStatus === 500);
    sandbox.setClock(new Date('2026-11-21T01:00:00Z'));
    await arrived(2);
    await eventually(async () => deliveries()[0]?.state === 'given_up');
    assert.equal((await subscription())?.state, 'disabled');
  });

  it('delivers twice, or the newest first, when it is set so', async () => {
    await subscribe();
    sandbox.configure('calendly', { webhookCopies: 2, webhookOrder: 'newest_first' });
    const first = await book('00');
    const second = await book('15');
    sandbox.setClock(new Date('2026-11-20T00:01:00Z'));
    await arrived(4);
    assert.deepEqual(
      received.map(({ uri }) => uri),
      [second.uri, second.uri, first.uri, first.uri],
    );
  });

  it('sends the pair of a reschedule, each half naming the other', async () => {
    await subscribe();
    const old = await book('00');
    const act = (name: string, body: unknown) => control(`POST /__sandbox/calendly/acts/${name}`, { body });
    const taken = await act('reschedule', { invitee: old.uri, startTime: '2026-11-22T22:00:00Z' });
    assert.equal(taken.status, 400);
    const moved = await act('reschedule', { invitee: old.uri, startTime: '2026-11-22T22:30:00Z' });
    const fresh = moved.body.result;
    assert.equal(fresh?.old_invitee, old.uri);
    await arrived(3);
    const [canceled, created] = received.slice(1).map(({ raw }) => JSON.parse(raw));
    assert.deepEqual([canceled.event, created.event], ['invitee.canceled', 'invitee.created']);
    assert.equal(canceled.payload.rescheduled, true);
    assert.equal(canceled.payload.new_invitee, fresh?.uri);
    assert.equal(canceled.payload.cancellation.canceler_type, 'invitee');
    assert.equal(created.payload.old_invitee, old.uri);
    assert.equal((await act('cancel', { invitee: old.uri })).status, 400);
    assert.equal((await act('cancel', { invitee: fresh?.uri })).body.result?.rescheduled, false);
    assert.equal((await act('dance', {})).status, 400);
  });

  it('refuses the same address twice, unknown events, and groups', async () => {
    await subscribe();
    const again = await subscribe();
    assert.equal(again.status, 409);
    assert.equal(again.body.message, 'Hook with this url already exists');
    assert.equal((await subscribe({ url: url('/2'), events: ['invitee.rescheduled'] })).status, 400);
    assert.equal((await subscribe({ url: url('/2'), events: [] })).status, 400);
    assert.equal((await subscribe({ url: 'nowhere' })).status, 400);
    assert.equal((await subscribe({ url: url('/2'), scope: 'everything' })).status, 400);
  });

  it('never returns the key, and forgets a deleted subscription', async () => {
    const made = (await subscribe()).body.resource;
    assert.equal(JSON.stringify(made).includes(key), false);
    assert.equal(made?.callback_url, url());
    const path = new URL(String(made?.uri)).pathname;
    assert.equal((await calendly(`GET ${path}`)).status, 200);
    assert.equal((await calendly(`DELETE ${path}`)).status, 204);
    assert.equal((await calendly(`GET ${path}`)).status, 404);
  });

  it('shows a sample without a wrapper', async () => {
    const query = { event: 'invitee.canceled', organization: await organization(), scope: 'organization' };
    const { body } = await calendly('GET /sample_webhook_data', { query });
    assert.deepEqual(Object.keys(body), ['created_at', 'created_by', 'event', 'payload']);
    assert.equal(body.payload?.cancellation?.reason, '');
  });

  interface DeliveryState {
    attempts: number;
    lastStatus: number | null;
    state: string;
  }
  /** `state` is typed as unknown for its users; this is the part that is looked at here. */
  const deliveries = () => (sandbox.state('calendly') as { deliveries: DeliveryState[] }).deliveries;
});

/** The receiver has the request before the sender has the answer: asks until both agree. */
async function eventually(agreed: () => Promise<boolean>): Promise<void> {
  while (!(await agreed())) await new Promise((resolve) => setTimeout(resolve, 5));
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
