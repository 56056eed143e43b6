import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Stripe from 'stripe';
import type { Sandbox } from '../start.ts';
import { startForTest } from '../testing/running-sandbox.ts';
import { differences } from '../testing/shape.ts';
import chargeSample from './samples/charge.json' with { type: 'json' };
import eventSample from './samples/event.json' with { type: 'json' };
import intentSample from './samples/payment-intent.json' with { type: 'json' };
import methodSample from './samples/payment-method.json' with { type: 'json' };
import refundSample from './samples/refund.json' with { type: 'json' };

/** The samples are Stripe's own fixtures (stripe/openapi), without what other products put into them. */
describe("Stripe's shapes, held to the samples", () => {
  let sandbox: Sandbox;
  let stripe: Stripe;
  let intentId: string;

  before(async () => {
    sandbox = await startForTest();
    sandbox.configure('stripe', { webhookUrl: null });
    const { hostname, port } = new URL(sandbox.urls.stripe);
    stripe = new Stripe('sk_test_sandbox', { host: hostname, port, protocol: 'http', telemetry: false });
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
    intentId = id;
  });
  after(() => sandbox.stop());

  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it('a payment intent, and its charge and its card inside it', async () => {
    const expand = ['latest_charge', 'payment_method'];
    const {
      latest_charge: charge,
      payment_method: method,
      ...intent
    } = await stripe.paymentIntents.retrieve(intentId, { expand });
    const bare = { ...intent, latest_charge: null, payment_method: null, metadata: {} };
    assert.deepEqual(differences(plain(bare), intentSample), []);
    assert.deepEqual(differences(plain(charge), { ...chargeSample, metadata: { booking_id: '' } }), []);
    assert.deepEqual(differences(plain(method), methodSample), []);
  });

  it('an event', async () => {
    const { data } = await stripe.events.list({ limit: 1 });
    assert.deepEqual(differences(plain(data[0]), eventSample), []);
  });

  it('a refund', async () => {
    await stripe.paymentIntents.capture(intentId);
    const refund = await stripe.refunds.create({ payment_intent: intentId });
    assert.deepEqual(differences(plain(refund), refundSample), []);
  });
});
