import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import type { HttpCallReport } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { Payment, PaymentRequest } from '../../ports/payments/payment.ts';
import { type GatewayUnderTest, paymentsSuite } from '../../testing/ports/payments.suite.ts';
import { closedAddress, sendJson, startStubServer } from '../../testing/stub-server.ts';
import { InMemoryPayments } from '../../testing/vendors/stripe.ts';
import { createPayments } from './stripe.ts';

/** What the page is told beside the payment's own secret. */
const page = { publishableKey: 'pk_test_sandbox', scriptUrl: 'https://js.example.com/stripe.js' };

const start = new Date('2026-11-23T00:00:00Z');
const clinicConfigPath = fileURLToPath(new URL('../../../../../clinic.yaml', import.meta.url));
const request: PaymentRequest = {
  bookingId: 'b1',
  amountCents: 7900,
  currency: 'AUD',
  description: 'Appointment BQ-1',
  receiptEmail: 'alex@example.com',
  idempotencyKey: 'prepare b1',
};

paymentsSuite('payments in memory', () => {
  let now = start;
  const gateway = new InMemoryPayments(() => now);
  return {
    gateway,
    now: () => now,
    advance: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds);
    },
    pay: async ({ id }, card) => gateway.pay(id, card),
    finishSecondStep: async ({ id }, passed) => gateway.finishSecondStep(id, passed),
  };
});

describe('Stripe', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clinicConfigPath, now: start });
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    sandbox.reset();
    sandbox.configure('stripe', { webhookUrl: null });
  });

  function gatewayAt(
    apiBase: string,
    more: { timeoutMs?: number; deadlineMs?: number; report?: (report: HttpCallReport) => void } = {},
  ) {
    const { report, ...settings } = more;
    return createPayments(
      { secretKey: 'sk_test_sandbox', apiBase, webhookSecret: 'whsec_test', ...page, ...settings },
      { clock: { now: () => new Date() }, ...(report ? { report } : {}) },
    ).gateway;
  }
  const onSandbox = () => gatewayAt(sandbox.urls.stripe);

  /** Speaks as Stripe.js does: with the publishable key and the payment's secret. */
  async function asPage(path: string, fields: Record<string, string>): Promise<void> {
    await fetch(`${sandbox.urls.stripe}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_sandbox' },
      body: new URLSearchParams(fields),
    });
  }
  const cards = {
    pays: '4242424242424242',
    second_step: '4000002760003184',
    declined: '4000000000000002',
    insufficient_funds: '4000000000009995',
  };
  function pay({ id, clientToken }: Payment, card: keyof typeof cards): Promise<void> {
    return asPage(`/v1/payment_intents/${id}/confirm`, {
      client_secret: clientToken ?? '',
      use_stripe_sdk: 'true',
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': cards[card],
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '30',
      'payment_method_data[card][cvc]': '123',
    });
  }

  paymentsSuite('payments at Stripe', (): GatewayUnderTest => {
    let now = start;
    return {
      gateway: onSandbox(),
      now: () => now,
      advance: (milliseconds) => {
        now = new Date(now.getTime() + milliseconds);
        sandbox.setClock(now);
      },
      pay,
      finishSecondStep: ({ id, clientToken }, passed) =>
        asPage('/v1/3ds2/authenticate', {
          source: id,
          client_secret: clientToken ?? '',
          outcome: passed ? 'succeeded' : 'failed',
        }),
    };
  });

  async function authorised(): Promise<Payment> {
    const outcome = await onSandbox().prepare(request);
    if (outcome.kind !== 'ready') assert.fail(`The payment was not prepared: ${outcome.kind}`);
    await pay(outcome.payment, 'pays');
    return outcome.payment;
  }
  const sent = () => sandbox.calls('stripe').map(({ method, path }) => `${method} ${path}`);

  it('is told the booking and where the receipt goes, and nothing else of the patient', async () => {
    await onSandbox().prepare(request);
    const [call] = sandbox.calls('stripe');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(String(call?.body))), {
      amount: '7900',
      currency: 'aud',
      capture_method: 'manual',
      'automatic_payment_methods[enabled]': 'true',
      description: 'Appointment BQ-1',
      receipt_email: 'alex@example.com',
      'metadata[booking_id]': 'b1',
      'expand[0]': 'latest_charge',
    });
    const { requests } = JSON.parse(JSON.stringify(sandbox.state('stripe')));
    assert.equal(requests[0].apiVersion, '2026-10-28.endive');
    assert.equal(requests[0].idempotencyKey, 'prepare b1');
  });

  it('is asked again with the same key when an answer was lost, and does nothing twice', async () => {
    for (const [act, route] of [
      ['prepare', 'POST /v1/payment_intents'],
      ['capture', '*/capture'],
      ['refund', 'POST /v1/refunds'],
    ] as const) {
      sandbox.reset();
      sandbox.configure('stripe', { webhookUrl: null });
      const gateway = onSandbox();
      const payment = act === 'prepare' ? null : await authorised();
      if (act === 'refund') await gateway.capture(payment?.id ?? '');
      sandbox.fault({ service: 'stripe', route, kind: 'drop_after_commit', times: 1 });
      const outcome =
        act === 'prepare'
          ? await gateway.prepare(request)
          : act === 'capture'
            ? await gateway.capture(payment?.id ?? '')
            : await gateway.refund({ paymentId: payment?.id ?? '', idempotencyKey: 'refund b1' });
      assert.ok(['ready', 'captured', 'refunded'].includes(outcome.kind), `${act}: ${outcome.kind}`);
      const state = JSON.parse(JSON.stringify(sandbox.state('stripe')));
      assert.equal(state.paymentIntents.length, 1, act);
      assert.equal(state.refunds.length, act === 'refund' ? 1 : 0, act);
    }
  });

  it('is unknown when no answer comes, and the list tells what became of it', async () => {
    sandbox.fault({ service: 'stripe', route: 'POST /v1/payment_intents', kind: 'drop_after_commit' });
    const gateway = onSandbox();
    assert.equal((await gateway.prepare(request)).kind, 'unknown');
    sandbox.clearFaults();
    const window = { from: new Date(start.getTime() - 60_000), to: new Date(start.getTime() + 60_000) };
    assert.equal((await gateway.list({ ...window, bookingId: 'b1' })).length, 1);
  });

  it('is unknown when it fails after the work was done, also for each repeat with the key', async () => {
    sandbox.configure('stripe', { internalErrors: 1 });
    const gateway = onSandbox();
    assert.equal((await gateway.prepare(request)).kind, 'unknown');
    assert.equal((await gateway.prepare(request)).kind, 'unknown');
    assert.equal((await gateway.prepare({ ...request, idempotencyKey: 'prepare b1, 2' })).kind, 'ready');
  });

  it('is asked for payments of the very second that the window ends in', async () => {
    const server = await startStubServer((response) =>
      sendJson(response, { object: 'list', data: [], has_more: false }),
    );
    try {
      const window = { from: new Date('2026-11-23T00:00:00.700Z'), to: new Date('2026-11-23T01:00:00.001Z') };
      assert.deepEqual(await gatewayAt(server.url).list(window), []);
      const query = server.requests[0]?.url.searchParams;
      assert.equal(query?.get('created[gte]'), String(Date.parse('2026-11-23T00:00:00Z') / 1000));
      assert.equal(query?.get('created[lt]'), String(Date.parse('2026-11-23T01:00:01Z') / 1000));
    } finally {
      await server.close();
    }
  });

  it('is asked once more after a 500 that was not stored', async () => {
    sandbox.fault({ service: 'stripe', kind: 'status', value: 500, times: 1 });
    assert.equal((await onSandbox().prepare(request)).kind, 'ready');
    assert.deepEqual(sent(), ['POST /v1/payment_intents', 'POST /v1/payment_intents']);
  });

  it('is left alone when it says that there were too many requests', async () => {
    sandbox.fault({ service: 'stripe', kind: 'rate_limit', value: 7 });
    const outcome = await onSandbox().prepare(request);
    assert.deepEqual(outcome, { kind: 'limited', retryAfterSeconds: 7 });
    assert.equal(sent().length, 1);
  });

  it('is unreachable, certainly, when no server listens', async () => {
    const gateway = gatewayAt(await closedAddress());
    assert.equal((await gateway.prepare(request)).kind, 'unreachable');
    await assert.rejects(gateway.read('pi_1'), (error) => {
      return error instanceof UpstreamError && error.reason === 'unreachable';
    });
  });

  it('is unknown when it is silent for too long, and when its answer drips', async () => {
    sandbox.fault({ service: 'stripe', kind: 'latency', value: 2000 });
    const silent = await gatewayAt(sandbox.urls.stripe, { timeoutMs: 50 }).capture('pi_1');
    assert.equal(silent.kind, 'unknown');

    let hungUp = 0;
    const dripping = await startStubServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(drip);
        hungUp += 1;
      });
    });
    try {
      const outcome = await gatewayAt(dripping.url, { deadlineMs: 300 }).capture('pi_1');
      assert.equal(outcome.kind, 'unknown');
      // The call that stopped waiting also stops reading.
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(hungUp, 1);
    } finally {
      await dripping.close();
    }
  });

  it('is unknown when its answer to an act cannot be read', async () => {
    const server = await startStubServer((response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"id":"pi_1","object":"payment_intent"}');
    });
    try {
      assert.equal((await gatewayAt(server.url).capture('pi_1')).kind, 'unknown');
    } finally {
      await server.close();
    }
  });

  it('may have states that are new to us', async () => {
    const server = await startStubServer((response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          JSON.stringify({ id: 'pi_1', status: 'requires_a_stamp', amount: 1, currency: 'aud', created: 1 }),
        );
    });
    try {
      const payment = await gatewayAt(server.url).read('pi_1');
      assert.equal(payment?.state, 'unknown');
      assert.equal(payment?.bookingId, null);
    } finally {
      await server.close();
    }
  });

  it('refuses a wrong key: the act is refused, and only the log says why', async () => {
    const { gateway } = createPayments(
      { secretKey: 'sk_test_wrong', apiBase: sandbox.urls.stripe, webhookSecret: 'whsec_test', ...page },
      { clock: { now: () => new Date() } },
    );
    const outcome = await gateway.prepare(request);
    if (outcome.kind !== 'refused') assert.fail(`Not refused: ${outcome.kind}`);
    assert.ok(outcome.cause instanceof UpstreamError);
    assert.equal(outcome.cause.reason, 'unauthorized');
    assert.doesNotMatch(JSON.stringify(outcome.cause), /sk_test/);
  });

  it('is not asked for a while after it failed many times in a row', async () => {
    sandbox.fault({ service: 'stripe', kind: 'drop' });
    const gateway = onSandbox();
    const acts = Array.from({ length: 6 }, (_, index) => gateway.cancel(`pi_${index}`));
    for (const outcome of await Promise.all(acts)) assert.equal(outcome.kind, 'unknown');
    const before = sent().length;
    assert.equal((await gateway.cancel('pi_7')).kind, 'unreachable');
    assert.equal(sent().length, before);
  });

  it('is reported on for each call, without ids', async () => {
    const reports: HttpCallReport[] = [];
    const gateway = gatewayAt(sandbox.urls.stripe, { report: (one) => void reports.push(one) });
    await gateway.prepare(request);
    await gateway.read('pi_nothing');
    assert.deepEqual(
      reports.map(({ service, operation, outcome, status }) => ({ service, operation, outcome, status })),
      [
        { service: 'stripe', operation: 'prepare payment', outcome: 'ok', status: 200 },
        { service: 'stripe', operation: 'read payment', outcome: 'not_found', status: 404 },
      ],
    );
  });

  it('may pay a refund out later, and may fail to', async () => {
    const { id } = await authorised();
    const gateway = onSandbox();
    await gateway.capture(id);
    sandbox.configure('stripe', { refunds: 'wait' });
    const outcome = await gateway.refund({ paymentId: id, idempotencyKey: 'refund b1' });
    assert.equal(outcome.kind === 'refunded' && outcome.refund.state, 'pending');
  });
});
