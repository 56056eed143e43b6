import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createPayments } from './stripe.ts';

/** What the page is told beside the payment's own secret. */
const page = { publishableKey: 'pk_test_sandbox', scriptUrl: 'https://js.example.com/stripe.js' };

const now = new Date('2026-11-23T00:00:00Z');
const secret = 'whsec_of_this_test';
const { webhooks } = createPayments(
  { secretKey: 'sk_test', apiBase: 'http://127.0.0.1:1', webhookSecret: secret, ...page },
  { clock: { now: () => now } },
);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Signed here by Stripe's recipe, not by its package. */
function signed(body: string, { at = now, by = secret }: { at?: Date; by?: string } = {}): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', by).update(`${seconds}.${body}`).digest('hex')}`;
}

function eventBody(type: string, object: Record<string, unknown>): string {
  return JSON.stringify({
    id: 'evt_1',
    object: 'event',
    api_version: '2026-10-28.endive',
    created: 1_795_392_000,
    livemode: false,
    pending_webhooks: 1,
    request: { id: 'req_1', idempotency_key: null },
    type,
    data: { object },
  });
}
const intent = { id: 'pi_1', object: 'payment_intent', metadata: { booking_id: 'b1' } };
const authorised = eventBody('payment_intent.amount_capturable_updated', intent);
const read = (body: string, signature: string | undefined) => webhooks.read({ body: bytes(body), signature });

describe("Stripe's notices", () => {
  it('are read when they are signed', async () => {
    assert.deepEqual(await read(authorised, signed(authorised)), {
      key: 'evt_1',
      kind: 'authorised',
      paymentId: 'pi_1',
      bookingId: 'b1',
      at: new Date(1_795_392_000_000),
    });
  });

  it('are not believed without a signature, with a wrong one, or with a byte changed', async () => {
    assert.equal(await read(authorised, undefined), null);
    assert.equal(await read(authorised, ''), null);
    assert.equal(await read(authorised, 'v1=00'), null);
    assert.equal(await read(authorised, signed(authorised, { by: 'whsec_other' })), null);
    assert.equal(await read(authorised.replace('pi_1', 'pi_2'), signed(authorised)), null);
    assert.equal(await read('', signed('')), null);
  });

  it('are believed for five minutes', async () => {
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    assert.notEqual(await read(authorised, signed(authorised, { at: ago(300) })), null);
    assert.equal(await read(authorised, signed(authorised, { at: ago(301) })), null);
  });

  it('are believed when one of several signatures is ours', async () => {
    const both = `${signed(authorised, { by: 'whsec_old' })},${signed(authorised).split(',')[1]}`;
    assert.notEqual(await read(authorised, both), null);
  });

  it('are nothing when a genuine body is no event', async () => {
    for (const body of ['{}', '[]', 'null', 'no json', '{"id":"evt_1","type":"x"}']) {
      assert.equal(await read(body, signed(body)), null, body);
    }
  });

  it('name the payment that a refund or a dispute belongs to', async () => {
    const refund = eventBody('refund.failed', { id: 're_1', object: 'refund', payment_intent: 'pi_1' });
    const found = await read(refund, signed(refund));
    assert.equal(found?.kind, 'refund_changed');
    assert.equal(found?.paymentId, 'pi_1');
    assert.equal(found?.bookingId, null);
    const dispute = eventBody('charge.dispute.created', {
      id: 'dp_1',
      object: 'dispute',
      payment_intent: { id: 'pi_1', object: 'payment_intent' },
    });
    assert.equal((await read(dispute, signed(dispute)))?.kind, 'disputed');
    assert.equal((await read(dispute, signed(dispute)))?.paymentId, 'pi_1');
  });

  it('of kinds that we do not know are told as such', async () => {
    const other = eventBody('payment_intent.invented', intent);
    assert.equal((await read(other, signed(other)))?.kind, 'other');
  });
});
