import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import { type Sandbox, startSandbox } from '../start.ts';

const clinicConfigPath = fileURLToPath(new URL('../../../../clinic.yaml', import.meta.url));
const start = new Date('2026-11-23T00:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;

let sandbox: Sandbox;
let stripe: Stripe;

before(async () => {
  sandbox = await startSandbox({ clinicConfigPath, now: start });
  stripe = clientWith('sk_test_sandbox');
});
after(() => sandbox.stop());
beforeEach(() => {
  sandbox.reset();
  sandbox.configure('stripe', { webhookUrl: null });
});

/** The real package, as a server would set it up. */
function clientWith(key: string): Stripe {
  const { hostname, port } = new URL(sandbox.urls.stripe);
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
  });
}

function create(changes: Partial<Stripe.PaymentIntentCreateParams> = {}, key?: string) {
  return stripe.paymentIntents.create(
    {
      amount: 7900,
      currency: 'aud',
      capture_method: 'manual',
      automatic_payment_methods: { enabled: true },
      metadata: { booking_id: 'b1' },
      ...changes,
    },
    key === undefined ? {} : { idempotencyKey: key },
  );
}

const returnUrl = 'https://clinic.example.com/book';
function pay(id: string, paymentMethod = 'pm_card_visa') {
  return stripe.paymentIntents.confirm(id, { payment_method: paymentMethod, return_url: returnUrl });
}

/** What a call was refused with. */
async function refusalOf(call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  return assert.fail('The call was not refused.');
}

describe('a payment intent', () => {
  it('is authorised, then captured', async () => {
    const made = await create({ receipt_email: 'alex@example.com' });
    assert.equal(made.status, 'requires_payment_method');
    assert.match(made.client_secret ?? '', /^pi_\w+_secret_\w+$/);
    assert.match(made.lastResponse.requestId, /^req_/);
    assert.equal(made.lastResponse.apiVersion, Stripe.API_VERSION);

    const held = await pay(made.id);
    assert.equal(held.status, 'requires_capture');
    assert.equal(held.amount_capturable, 7900);

    const taken = await stripe.paymentIntents.capture(made.id, {}, { idempotencyKey: 'capture b1' });
    assert.equal(taken.status, 'succeeded');
    assert.equal(taken.amount_received, 7900);
    assert.equal(taken.amount_capturable, 0);
    assert.deepEqual(taken.metadata, { booking_id: 'b1' });
  });

  it('shows until when it can be captured, in its charge', async () => {
    const { id } = await create();
    await pay(id);
    const { latest_charge: charge } = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    assert.ok(typeof charge === 'object' && charge !== null);
    const before = charge.payment_method_details?.card?.capture_before ?? 0;
    assert.ok(Math.abs(before * 1000 - (start.getTime() + 7 * day)) < 60_000);
    assert.equal(charge.payment_method_details?.card?.last4, '4242');
  });

  it('is cancelled by Stripe after seven days without a capture', async () => {
    const { id } = await create();
    await pay(id);
    sandbox.setClock(new Date(start.getTime() + 7 * day + 60_000));
    const found = await stripe.paymentIntents.retrieve(id);
    assert.equal(found.status, 'canceled');
    assert.equal(found.cancellation_reason, 'automatic');
    const refusal = await refusalOf(stripe.paymentIntents.capture(id));
    assert.equal(refusal.code, 'payment_intent_unexpected_state');
    assert.equal(refusal.payment_intent?.status, 'canceled');
  });

  it('is cancelled, and the money is let go', async () => {
    const { id } = await create();
    await pay(id);
    const ended = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    assert.equal(ended.status, 'canceled');
    assert.equal(ended.amount_capturable, 0);
    assert.equal(ended.cancellation_reason, 'abandoned');
    const refusal = await refusalOf(stripe.paymentIntents.cancel(id));
    assert.ok(refusal instanceof Stripe.errors.StripeInvalidRequestError);
    assert.equal(refusal.code, 'payment_intent_unexpected_state');
  });

  it('waits for the second step, and is authorised after it', async () => {
    const { id, client_secret: secret } = await create();
    const waiting = await pay(id, 'pm_card_authenticationRequired');
    assert.equal(waiting.status, 'requires_action');
    assert.equal(waiting.next_action?.type, 'redirect_to_url');
    const page = new URL(waiting.next_action?.redirect_to_url?.url ?? '', sandbox.urls.stripe);
    const shown = await fetch(page);
    assert.equal(shown.status, 200);
    assert.match(await shown.text(), /Test payments/);
    const back = await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'succeeded' }),
      redirect: 'manual',
    });
    const location = new URL(back.headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, returnUrl);
    assert.equal(location.searchParams.get('redirect_status'), 'succeeded');
    assert.equal(location.searchParams.get('payment_intent_client_secret'), secret);
    assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'requires_capture');
  });

  it('is listed newest first, page by page, and by the time it was made', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      sandbox.setClock(new Date(start.getTime() + index * 60_000));
      ids.unshift((await create({ metadata: { booking_id: `b${index}` } })).id);
    }
    const all = await stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    assert.deepEqual(
      all.map(({ id }) => id),
      ids,
    );
    const from = Math.floor(start.getTime() / 1000) + 60;
    const { data } = await stripe.paymentIntents.list({ created: { gte: from, lt: from + 120 } });
    assert.deepEqual(
      data.map(({ metadata }) => metadata.booking_id),
      ['b2', 'b1'],
    );
  });

  it('is found by its metadata, but not at once', async () => {
    const { id } = await create({ metadata: { booking_id: 'b7' } });
    const query = "metadata['booking_id']:'b7'";
    assert.equal((await stripe.paymentIntents.search({ query })).data.length, 0);
    sandbox.setClock(new Date(start.getTime() + 60_000));
    const { data } = await stripe.paymentIntents.search({ query });
    assert.deepEqual(
      data.map((one) => one.id),
      [id],
    );
  });

  it('can be changed until it is authorised', async () => {
    const { id } = await create();
    const changed = await stripe.paymentIntents.update(id, { amount: 8900, metadata: { note: 'x' } });
    assert.equal(changed.amount, 8900);
    assert.deepEqual(changed.metadata, { booking_id: 'b1', note: 'x' });
    await pay(id);
    const refusal = await refusalOf(stripe.paymentIntents.update(id, { amount: 100 }));
    assert.equal(refusal.code, 'payment_intent_unexpected_state');
  });
});

describe('a card that is refused', () => {
  const cases = [
    { method: 'pm_card_visa_chargeDeclined', code: 'card_declined', declineCode: 'generic_decline' },
    {
      method: 'pm_card_visa_chargeDeclinedInsufficientFunds',
      code: 'card_declined',
      declineCode: 'insufficient_funds',
    },
    { method: 'pm_card_chargeDeclinedExpiredCard', code: 'expired_card', declineCode: '' },
    { method: 'pm_card_chargeDeclinedIncorrectCvc', code: 'incorrect_cvc', declineCode: '' },
  ];
  for (const { method, code, declineCode } of cases) {
    it(`says ${declineCode ?? code}, and lets another card be tried`, async () => {
      const { id } = await create();
      const refusal = await refusalOf(pay(id, method));
      assert.ok(refusal instanceof Stripe.errors.StripeCardError);
      assert.equal(refusal.statusCode, 402);
      assert.equal(refusal.code, code);
      assert.equal(refusal.decline_code, declineCode);
      assert.equal(refusal.payment_intent?.status, 'requires_payment_method');
      assert.equal(refusal.payment_intent?.last_payment_error?.code, code);
      assert.equal((await pay(id)).status, 'requires_capture');
    });
  }
});

describe('a refund', () => {
  async function captured(): Promise<string> {
    const { id } = await create();
    await pay(id);
    await stripe.paymentIntents.capture(id);
    return id;
  }

  it('gives all back, once', async () => {
    const id = await captured();
    const refund = await stripe.refunds.create({ payment_intent: id, reason: 'requested_by_customer' });
    assert.equal(refund.status, 'succeeded');
    assert.equal(refund.amount, 7900);
    const refusal = await refusalOf(stripe.refunds.create({ payment_intent: id }));
    assert.equal(refusal.code, 'charge_already_refunded');
  });

  it('gives a part back, and no more than is left', async () => {
    const id = await captured();
    await stripe.refunds.create({ payment_intent: id, amount: 3000 });
    await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 4901 }));
    const rest = await stripe.refunds.create({ payment_intent: id });
    assert.equal(rest.amount, 4900);
    const { data } = await stripe.refunds.list({ payment_intent: id });
    assert.equal(data.length, 2);
  });

  it('of a partly captured payment is what was captured at most', async () => {
    const { id } = await create();
    await pay(id);
    await stripe.paymentIntents.capture(id, { amount_to_capture: 5000 });
    assert.equal((await stripe.refunds.create({ payment_intent: id })).amount, 5000);
  });

  it('is refused while nothing was captured', async () => {
    const { id } = await create();
    await pay(id);
    const refusal = await refusalOf(stripe.refunds.create({ payment_intent: id }));
    assert.ok(refusal instanceof Stripe.errors.StripeInvalidRequestError);
  });

  it('can wait, and then fail', async () => {
    sandbox.configure('stripe', { refunds: 'wait' });
    const id = await captured();
    const refund = await stripe.refunds.create({ payment_intent: id });
    assert.equal(refund.status, 'pending');
    sandbox.configure('stripe', { refunds: 'fail' });
    assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'failed');
  });
});

describe('an idempotency key', () => {
  it('gets the first answer again, and nothing is done twice', async () => {
    const first = await create({}, 'pay b1');
    const second = await create({}, 'pay b1');
    assert.equal(second.id, first.id);
    assert.equal(second.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(second.lastResponse.idempotencyKey, 'pay b1');
    assert.equal((await stripe.paymentIntents.list()).data.length, 1);
  });

  it('is refused with other parameters', async () => {
    await create({}, 'pay b1');
    const refusal = await refusalOf(create({ amount: 8000 }, 'pay b1'));
    assert.ok(refusal instanceof Stripe.errors.StripeIdempotencyError);
    assert.equal(refusal.statusCode, 400);
  });

  it('is not used up by a request that did not hold', async () => {
    await refusalOf(create({ amount: 10 }, 'pay b1'));
    assert.equal((await create({}, 'pay b1')).status, 'requires_payment_method');
  });

  it('gets a 500 again and again, although the work was done', async () => {
    sandbox.configure('stripe', { internalErrors: 1 });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const refusal = await refusalOf(create({}, 'pay b1'));
      assert.ok(refusal instanceof Stripe.errors.StripeAPIError);
      assert.equal(refusal.statusCode, 500);
    }
    assert.equal((await stripe.paymentIntents.list()).data.length, 1);
  });

  it('is free again after a day', async () => {
    const first = await create({}, 'pay b1');
    sandbox.setClock(new Date(start.getTime() + day + hour));
    assert.notEqual((await create({}, 'pay b1')).id, first.id);
  });

  it('is refused while the first request is at work', async () => {
    sandbox.configure('stripe', { workMilliseconds: 300 });
    const first = create({}, 'pay b1');
    const refusal = await refusalOf(create({}, 'pay b1'));
    assert.equal(refusal.statusCode, 409);
    assert.equal(refusal.code, 'idempotency_key_in_use');
    assert.equal((await first).status, 'requires_payment_method');
  });

  it('lets the package recover an answer that was lost after the work was done', async () => {
    sandbox.fault({
      service: 'stripe',
      route: 'POST /v1/payment_intents',
      kind: 'drop_after_commit',
      times: 1,
    });
    // The package repeats a request once when its connection was closed, with the same key.
    const made = await create();
    const { data } = await stripe.paymentIntents.list();
    assert.deepEqual(
      data.map(({ id }) => id),
      [made.id],
    );
  });
});

describe('a request that does not hold', () => {
  it('is refused without a good key', async () => {
    const refusal = await refusalOf(clientWith('sk_test_wrong').paymentIntents.list());
    assert.ok(refusal instanceof Stripe.errors.StripeAuthenticationError);
  });

  it('is refused for an amount below the least charge', async () => {
    const refusal = await refusalOf(create({ amount: 49 }));
    assert.equal(refusal.code, 'amount_too_small');
    assert.equal(refusal.param, 'amount');
    assert.equal((await create({ amount: 50 })).amount, 50);
  });

  it('is refused for parameters that this version no longer has', async () => {
    const body = new URLSearchParams({ amount: '7900', currency: 'aud', 'payment_method_types[0]': 'card' });
    const answer = await fetch(`${sandbox.urls.stripe}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_sandbox' },
      body,
    });
    assert.equal(answer.status, 400);
    const { error } = JSON.parse(await answer.text());
    assert.equal(error.code, 'parameter_unknown');
    assert.equal(error.param, 'payment_method_types');
  });

  it('is refused for what does not exist', async () => {
    const refusal = await refusalOf(stripe.paymentIntents.retrieve('pi_nothing'));
    assert.equal(refusal.statusCode, 404);
    assert.equal(refusal.code, 'resource_missing');
  });

  it('is told to slow down when the fault says so', async () => {
    sandbox.fault({ service: 'stripe', kind: 'rate_limit', value: 2, times: 1 });
    const refusal = await refusalOf(stripe.paymentIntents.list());
    assert.ok(refusal instanceof Stripe.errors.StripeRateLimitError);
    assert.equal(refusal.headers?.['retry-after'], '2');
  });
});

describe('a page with the publishable key', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.urls.stripe}${path}`, {
      ...init,
      headers: { authorization: 'Bearer pk_test_sandbox', origin: 'https://clinic.example.com' },
    });

  it('sees a payment by its secret only, and nothing of the clinic in it', async () => {
    const { id, client_secret: secret } = await create();
    assert.equal((await ask(`/v1/payment_intents/${id}`)).status, 400);
    const seen = await ask(`/v1/payment_intents/${id}?client_secret=${secret}`);
    assert.equal(seen.headers.get('access-control-allow-origin'), '*');
    const body = JSON.parse(await seen.text());
    assert.equal(body.status, 'requires_payment_method');
    assert.equal('metadata' in body, false);
  });

  it('cannot make, capture or cancel payments', async () => {
    const { id } = await create();
    for (const path of ['', `/${id}/capture`, `/${id}/cancel`]) {
      assert.equal((await ask(`/v1/payment_intents${path}`, { method: 'POST' })).status, 401, path);
    }
  });
});

describe('what was received', () => {
  it('can be read with its API version and key', async () => {
    await create({}, 'pay b1');
    const state = JSON.parse(JSON.stringify(sandbox.state('stripe')));
    assert.deepEqual(
      state.requests.map(({ apiVersion, idempotencyKey, method, path }: Record<string, string>) => ({
        apiVersion,
        idempotencyKey,
        method,
        path,
      })),
      [
        {
          apiVersion: '2026-10-28.endive',
          idempotencyKey: 'pay b1',
          method: 'POST',
          path: '/v1/payment_intents',
        },
      ],
    );
    assert.equal(sandbox.calls('stripe').length, 1);
  });

  it('is counted by route, with ids written as :id', async () => {
    for (const booking of ['b1', 'b2']) {
      const { id } = await create({ metadata: { booking_id: booking } });
      await stripe.paymentIntents.cancel(id);
    }
    const answer = await fetch(`${sandbox.urls.panel}/__sandbox/calls?service=stripe`);
    assert.deepEqual(JSON.parse(await answer.text()).counts, {
      stripe: { 'POST /v1/payment_intents': 2, 'POST /v1/payment_intents/:id/cancel': 2 },
    });
  });
});
