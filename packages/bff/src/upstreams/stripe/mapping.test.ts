import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { declineReason, paymentFrom, refundFrom } from './mapping.ts';
import { type PaymentIntentWire, paymentIntent } from './wire.ts';

function intent(changes: Record<string, unknown> = {}): PaymentIntentWire {
  return paymentIntent.parse({
    id: 'pi_1',
    status: 'succeeded',
    amount: 7900,
    amount_received: 7900,
    currency: 'aud',
    client_secret: 'pi_1_secret',
    created: 1_795_392_000,
    metadata: { booking_id: 'b1' },
    ...changes,
  });
}

describe('why a card was refused', () => {
  it('is told as far as it helps, by the code of the bank first', () => {
    assert.equal(
      declineReason({ code: 'card_declined', decline_code: 'insufficient_funds' }),
      'insufficient_funds',
    );
    assert.equal(declineReason({ code: 'expired_card' }), 'expired_card');
    assert.equal(declineReason({ code: 'card_declined', decline_code: 'processing_error' }), 'try_again');
    assert.equal(declineReason({ code: 'payment_intent_authentication_failure' }), 'second_step_failed');
  });

  it('never says that a card was lost, stolen or suspected', () => {
    for (const code of ['lost_card', 'stolen_card', 'pickup_card', 'fraudulent', 'merchant_blacklist']) {
      assert.equal(declineReason({ code: 'card_declined', decline_code: code }), 'declined', code);
    }
  });

  it('is plainly "declined" for what is new or missing', () => {
    assert.equal(declineReason({ code: 'invented' }), 'declined');
    assert.equal(declineReason({}), 'declined');
  });
});

describe('a payment', () => {
  it('counts as refunded only what was captured and given back', () => {
    const charge = { amount: 7900, amount_captured: 5000, amount_refunded: 3900, captured: true };
    const payment = paymentFrom(intent({ amount_received: 5000, latest_charge: charge }));
    assert.equal(payment.capturedCents, 5000);
    assert.equal(payment.refundedCents, 1000);
  });

  it('was cancelled by us unless Stripe gives one of its own reasons', () => {
    const because = (reason: string | null) =>
      paymentFrom(intent({ status: 'canceled', cancellation_reason: reason })).cancelledBecause;
    assert.equal(because('abandoned'), 'by_us');
    assert.equal(because(null), 'by_us');
    assert.equal(because('automatic'), 'expired');
    assert.equal(because('expired'), 'expired');
  });

  it('tells until when it can be captured only while it waits for that', () => {
    const charge = {
      amount: 7900,
      amount_captured: 0,
      amount_refunded: 0,
      captured: false,
      payment_method_details: { card: { capture_before: 1_795_996_800 } },
    };
    const of = (status: string) => paymentFrom(intent({ status, latest_charge: charge })).captureBefore;
    assert.deepEqual(of('requires_capture'), new Date(1_795_996_800_000));
    assert.equal(of('succeeded'), null);
  });

  it('is read without what Stripe leaves out', () => {
    const bare = paymentFrom(
      paymentIntent.parse({ id: 'pi_1', status: 'processing', amount: 1, currency: 'aud', created: 0 }),
    );
    assert.deepEqual(
      { state: bare.state, bookingId: bare.bookingId, capturedCents: bare.capturedCents },
      { state: 'processing', bookingId: null, capturedCents: 0 },
    );
  });
});

describe('a refund', () => {
  it('is done only when Stripe says so', () => {
    const stateOf = (status: string | null) => refundFrom({ id: 're_1', amount: 1, status }).state;
    assert.equal(stateOf('succeeded'), 'done');
    assert.equal(stateOf('pending'), 'pending');
    assert.equal(stateOf('requires_action'), 'pending');
    assert.equal(stateOf(null), 'pending');
    assert.equal(stateOf('failed'), 'failed');
    assert.equal(stateOf('canceled'), 'failed');
  });
});
