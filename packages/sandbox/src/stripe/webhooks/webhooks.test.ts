import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import { type Sandbox, startSandbox } from '../../start.ts';

const clinicConfigPath = fileURLToPath(new URL('../../../../../clinic.yaml', import.meta.url));
const secret = 'whsec_of_this_test';

let sandbox: Sandbox;
let stripe: Stripe;
let endpoint: Server;
let deliveries: { body: string; signature: string }[] = [];
let answers: number[] = [];

before(async () => {
  endpoint = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    deliveries.push({ body, signature: String(request.headers['stripe-signature']) });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  sandbox = await startSandbox({ clinicConfigPath });
  const { hostname, port } = new URL(sandbox.urls.stripe);
  stripe = new Stripe('sk_test_sandbox', { host: hostname, port, protocol: 'http', telemetry: false });
});
after(async () => {
  await sandbox.stop();
  await new Promise((resolve) => endpoint.close(resolve));
});
beforeEach(() => {
  sandbox.reset();
  deliveries = [];
  answers = [];
  set({ webhookUrl: `http://127.0.0.1:${addressOf(endpoint).port}/hook`, webhookSecret: secret });
});

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') return assert.fail('The endpoint does not listen.');
  return address;
}

function set(change: Record<string, unknown>): void {
  sandbox.configure('stripe', change);
}

/** Waits until something holds. The limit only ends a test that hangs. */
async function holds(check: () => boolean): Promise<void> {
  const end = performance.now() + 300_000;
  while (!check() && performance.now() < end) await sleep(10);
}

/** What the sandbox noted of the tries to deliver its third event. */
function statusesOfThird(): number[] {
  const state = JSON.parse(JSON.stringify(sandbox.state('stripe')));
  return state.events[2].deliveries.map(({ status }: { status: number }) => status);
}

/** A try is over when the sandbox has its answer: only then is it known when the next one is due. */
const tried = (count: number) => holds(() => statusesOfThird().length >= count);

async function arrived(count: number): Promise<Stripe.Event[]> {
  await holds(() => deliveries.length >= count);
  assert.equal(deliveries.length, count);
  return Promise.all(
    deliveries.map(({ body, signature }) => stripe.webhooks.constructEventAsync(body, signature, secret)),
  );
}

async function authorised(): Promise<string> {
  const { id } = await stripe.paymentIntents.create({
    amount: 7900,
    currency: 'aud',
    capture_method: 'manual',
    automatic_payment_methods: { enabled: true },
    metadata: { booking_id: 'b1' },
  });
  await stripe.paymentIntents.confirm(id, {
    payment_method: 'pm_card_visa',
    return_url: 'https://clinic.example.com/',
  });
  return id;
}
const authorisedTypes = [
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.amount_capturable_updated',
];

describe("Stripe's webhooks", () => {
  it("tell each step, signed so that Stripe's package believes them", async () => {
    const id = await authorised();
    await stripe.paymentIntents.capture(id);
    const events = await arrived(5);
    assert.deepEqual(
      events.map(({ type }) => type),
      [...authorisedTypes, 'charge.captured', 'payment_intent.succeeded'],
    );
    assert.equal(events[0]?.api_version, Stripe.API_VERSION);
    const last = events.at(-1);
    if (last?.type !== 'payment_intent.succeeded') assert.fail('The last event is another one.');
    assert.equal(last.data.object.id, id);
    assert.equal(last.data.object.metadata.booking_id, 'b1');
    assert.match(last.request?.id ?? '', /^req_/);
  });

  it('are not believed with another secret, or with one byte changed', async () => {
    await authorised();
    await arrived(3);
    const [{ body, signature } = { body: '', signature: '' }] = deliveries;
    const { StripeSignatureVerificationError } = Stripe.errors;
    await assert.rejects(
      stripe.webhooks.constructEventAsync(body, signature, 'whsec_other'),
      StripeSignatureVerificationError,
    );
    await assert.rejects(
      stripe.webhooks.constructEventAsync(`${body} `, signature, secret),
      StripeSignatureVerificationError,
    );
  });

  it('come twice when a test wants so', async () => {
    set({ delivery: 'duplicate' });
    await authorised();
    const events = await arrived(6);
    assert.equal(new Set(events.map(({ id }) => id)).size, 3);
  });

  it('come in the wrong order when a test wants so', async () => {
    set({ delivery: 'out_of_order' });
    await authorised();
    const events = await arrived(3);
    assert.notDeepEqual(
      events.map(({ type }) => type),
      authorisedTypes,
    );
  });

  it('come late when a test wants so, by the clock of the sandbox', async () => {
    set({ delivery: 'late', lateSeconds: 3600 });
    await authorised();
    assert.equal(deliveries.length, 0);
    sandbox.setClock(new Date(Date.now() + 3_700_000));
    await arrived(3);
  });

  it('never come when a test wants so, and can be sent again by hand', async () => {
    set({ delivery: 'never' });
    await authorised();
    const { data } = await stripe.events.list({ type: 'payment_intent.amount_capturable_updated' });
    assert.equal(deliveries.length, 0);
    const { hostname, port } = new URL(sandbox.urls.stripe);
    await fetch(`http://${hostname}:${port}/v1/events/${data[0]?.id}/retry`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_sandbox' },
    });
    const [event] = await arrived(1);
    assert.equal(event?.id, data[0]?.id);
  });

  it('are tried again when they were not taken, a few times, then no more', async () => {
    set({ retrySeconds: [60, 600] });
    answers = [200, 200, 500, 503, 500, 500];
    await authorised();
    await arrived(3);
    await tried(1);
    const sent = deliveries[2]?.body;
    sandbox.setClock(new Date(Date.now() + 61_000));
    await arrived(4);
    await tried(2);
    sandbox.setClock(new Date(Date.now() + 700_000));
    await arrived(5);
    await tried(3);
    assert.deepEqual([deliveries[3]?.body, deliveries[4]?.body], [sent, sent]);
    assert.deepEqual(statusesOfThird(), [500, 503, 500]);
    sandbox.setClock(new Date(Date.now() + 90_000_000));
    await sleep(50);
    assert.equal(deliveries.length, 5);
  });

  it('tell of an authorisation that ran out', async () => {
    await authorised();
    await arrived(3);
    sandbox.setClock(new Date(Date.now() + 8 * 86_400_000));
    const events = await arrived(5);
    assert.deepEqual(
      events.slice(3).map(({ type }) => type),
      ['charge.expired', 'payment_intent.canceled'],
    );
  });
});
