import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { PaymentGateway } from '../../ports/payments/gateway.ts';
import type { DeclineReason, Payment, PaymentRequest } from '../../ports/payments/payment.ts';

/** One gateway, real or in memory, with the patient at the page and the clock. */
export interface GatewayUnderTest {
  gateway: PaymentGateway;
  now(): Date;
  advance(milliseconds: number): void;
  /** The patient types a card that does this. */
  pay(payment: Payment, card: 'pays' | 'second_step' | 'declined' | 'insufficient_funds'): Promise<void>;
  finishSecondStep(payment: Payment, passed: boolean): Promise<void>;
}

const day = 24 * hourMs;

/** What every payment gateway does for features. `open` gives a fresh gateway. */
export function paymentsSuite(name: string, open: () => GatewayUnderTest | Promise<GatewayUnderTest>): void {
  describe(name, () => {
    let tested: GatewayUnderTest;
    let gateway: PaymentGateway;
    beforeEach(async () => {
      tested = await open();
      gateway = tested.gateway;
    });

    const request = (changes: Partial<PaymentRequest> = {}): PaymentRequest => ({
      bookingId: 'b1',
      amountCents: 7900,
      currency: 'AUD',
      description: 'Appointment BQ-1',
      receiptEmail: 'alex@example.com',
      idempotencyKey: 'prepare b1',
      ...changes,
    });

    async function prepared(changes: Partial<PaymentRequest> = {}): Promise<Payment> {
      const outcome = await gateway.prepare(request(changes));
      if (outcome.kind !== 'ready') assert.fail(`The payment was not prepared: ${outcome.kind}`);
      return outcome.payment;
    }
    async function authorised(): Promise<Payment> {
      const payment = await prepared();
      await tested.pay(payment, 'pays');
      return payment;
    }
    async function captured(): Promise<Payment> {
      const payment = await authorised();
      assert.equal((await gateway.capture(payment.id)).kind, 'captured');
      return payment;
    }
    async function now(payment: Payment): Promise<Payment> {
      return (await gateway.read(payment.id)) ?? assert.fail('The payment is gone.');
    }
    const stateOf = async (payment: Payment) => (await now(payment)).state;

    it('prepares a payment that waits for a card', async () => {
      const payment = await prepared();
      assert.equal(payment.state, 'awaiting_card');
      assert.equal(payment.bookingId, 'b1');
      assert.equal(payment.amountCents, 7900);
      assert.equal(payment.currency, 'AUD');
      assert.ok(payment.clientToken);
      assert.ok(Math.abs(payment.createdAt.getTime() - tested.now().getTime()) < hourMs);
    });

    it('prepares one payment however often it is asked with the same key', async () => {
      const first = await prepared();
      const second = await prepared();
      assert.equal(second.id, first.id);
      assert.equal((await gateway.list(lastDay(tested))).length, 1);
    });

    it('refuses a key that was used for another payment', async () => {
      await prepared();
      assert.equal((await gateway.prepare(request({ amountCents: 8000 }))).kind, 'refused');
    });

    it('refuses an amount below the least that can be charged, and the key stays free', async () => {
      assert.equal((await gateway.prepare(request({ amountCents: 49 }))).kind, 'refused');
      assert.equal((await prepared()).amountCents, 7900);
    });

    it('keeps the money back when the card pays, for about seven days', async () => {
      const payment = await now(await authorised());
      assert.equal(payment.state, 'authorised');
      assert.equal(payment.capturedCents, 0);
      const left = (payment.captureBefore?.getTime() ?? 0) - tested.now().getTime();
      assert.ok(left > 6.9 * day && left < 7.1 * day);
    });

    for (const card of ['declined', 'insufficient_funds'] as const) {
      it(`waits for another card when the first is refused: ${card}`, async () => {
        const payment = await prepared();
        await tested.pay(payment, card);
        const found = await now(payment);
        assert.equal(found.state, 'awaiting_card');
        assert.equal(found.lastDecline, card satisfies DeclineReason);
        await tested.pay(payment, 'pays');
        assert.equal(await stateOf(payment), 'authorised');
        assert.equal((await now(payment)).lastDecline, null);
      });
    }

    it("waits for the bank's second step", async () => {
      const payment = await prepared();
      await tested.pay(payment, 'second_step');
      assert.equal(await stateOf(payment), 'awaiting_confirmation');
      assert.equal((await gateway.capture(payment.id)).kind, 'not_authorised');
      await tested.finishSecondStep(payment, true);
      assert.equal((await gateway.capture(payment.id)).kind, 'captured');
    });

    it('waits for another card when the second step fails', async () => {
      const payment = await prepared();
      await tested.pay(payment, 'second_step');
      await tested.finishSecondStep(payment, false);
      const found = await now(payment);
      assert.equal(found.state, 'awaiting_card');
      assert.equal(found.lastDecline, 'second_step_failed');
    });

    it('captures once, however often it is asked', async () => {
      const payment = await authorised();
      const first = await gateway.capture(payment.id);
      if (first.kind !== 'captured') assert.fail(`Not captured: ${first.kind}`);
      assert.equal(first.payment.state, 'captured');
      assert.equal(first.payment.capturedCents, 7900);
      assert.equal((await gateway.capture(payment.id)).kind, 'already_captured');
      assert.equal((await now(payment)).capturedCents, 7900);
    });

    it('captures once when it is asked many times at once', async () => {
      const payment = await authorised();
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => gateway.capture(payment.id)));
      const kinds = outcomes.map(({ kind }) => kind).sort();
      assert.deepEqual(kinds, [...Array(19).fill('already_captured'), 'captured']);
    });

    it('gives back once when it is asked many times at once with one key', async () => {
      const { id } = await captured();
      const ask = () => gateway.refund({ paymentId: id, amountCents: 1000, idempotencyKey: 'refund b1' });
      const outcomes = await Promise.all(Array.from({ length: 20 }, ask));
      assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['refunded']));
      assert.equal((await gateway.read(id))?.refundedCents, 1000);
    });

    it('can capture after it was asked too early', async () => {
      const payment = await prepared();
      assert.equal((await gateway.capture(payment.id)).kind, 'not_authorised');
      await tested.pay(payment, 'pays');
      assert.equal((await gateway.capture(payment.id)).kind, 'captured');
    });

    it('lets the money go when it is cancelled, once', async () => {
      const payment = await authorised();
      const ended = await gateway.cancel(payment.id);
      if (ended.kind !== 'cancelled') assert.fail(`Not cancelled: ${ended.kind}`);
      assert.equal(ended.payment.state, 'cancelled');
      assert.equal(ended.payment.cancelledBecause, 'by_us');
      assert.equal(ended.payment.capturedCents, 0);
      assert.equal(ended.payment.refundedCents, 0);
      assert.equal((await gateway.cancel(payment.id)).kind, 'already_cancelled');
      assert.equal((await gateway.capture(payment.id)).kind, 'already_cancelled');
    });

    it('cancels what waits for a card, and for a second step', async () => {
      const first = await prepared();
      assert.equal((await gateway.cancel(first.id)).kind, 'cancelled');
      const second = await prepared({ bookingId: 'b2', idempotencyKey: 'prepare b2' });
      await tested.pay(second, 'second_step');
      assert.equal((await gateway.cancel(second.id)).kind, 'cancelled');
    });

    it('does not cancel what was captured', async () => {
      const payment = await captured();
      assert.equal((await gateway.cancel(payment.id)).kind, 'already_captured');
      assert.equal(await stateOf(payment), 'captured');
    });

    it('says that the authorisation ran out', async () => {
      const payment = await authorised();
      tested.advance(7 * day + hourMs);
      const outcome = await gateway.capture(payment.id);
      if (outcome.kind !== 'authorisation_expired') assert.fail(`Not expired: ${outcome.kind}`);
      assert.equal(outcome.payment.state, 'cancelled');
      assert.equal(outcome.payment.cancelledBecause, 'expired');
    });

    it('gives all back, once', async () => {
      const payment = await captured();
      const back = await gateway.refund({ paymentId: payment.id, idempotencyKey: 'refund b1' });
      if (back.kind !== 'refunded') assert.fail(`Not refunded: ${back.kind}`);
      assert.equal(back.refund.amountCents, 7900);
      assert.equal(back.refund.state, 'done');
      const again = await gateway.refund({ paymentId: payment.id, idempotencyKey: 'refund b1' });
      assert.deepEqual(again, back);
      const another = await gateway.refund({ paymentId: payment.id, idempotencyKey: 'refund b1 again' });
      assert.equal(another.kind, 'already_refunded');
      assert.equal((await now(payment)).refundedCents, 7900);
    });

    it('gives a part back, and never more than is left', async () => {
      const { id } = await captured();
      const part = await gateway.refund({ paymentId: id, amountCents: 3000, idempotencyKey: 'part' });
      assert.equal(part.kind, 'refunded');
      const more = await gateway.refund({ paymentId: id, amountCents: 4901, idempotencyKey: 'too much' });
      if (more.kind !== 'too_much') assert.fail(`Not too much: ${more.kind}`);
      assert.equal(more.payment.refundedCents, 3000);
      const rest = await gateway.refund({ paymentId: id, idempotencyKey: 'rest' });
      assert.equal(rest.kind === 'refunded' && rest.refund.amountCents, 4900);
    });

    it('gives nothing back of what was not captured', async () => {
      const { id } = await authorised();
      assert.equal((await gateway.refund({ paymentId: id, idempotencyKey: 'r' })).kind, 'not_captured');
    });

    it('lists what was made in a window, newest first, and finds the payments of one booking', async () => {
      const first = await prepared();
      tested.advance(2 * hourMs);
      const second = await prepared({ bookingId: 'b2', idempotencyKey: 'prepare b2' });
      tested.advance(2 * hourMs);
      const third = await prepared({ idempotencyKey: 'prepare b1 again' });
      const ids = (found: Payment[]) => found.map(({ id }) => id);
      const window = lastDay(tested);
      assert.deepEqual(ids(await gateway.list(window)), [third.id, second.id, first.id]);
      assert.deepEqual(ids(await gateway.list({ ...window, bookingId: 'b1' })), [third.id, first.id]);
      const early = { from: window.from, to: new Date(tested.now().getTime() - hourMs) };
      assert.deepEqual(ids(await gateway.list(early)), [second.id, first.id]);
    });

    it('knows nothing of a payment that does not exist', async () => {
      assert.equal(await gateway.read('pi_nothing'), null);
      assert.equal((await gateway.capture('pi_nothing')).kind, 'not_found');
      assert.equal((await gateway.cancel('pi_nothing')).kind, 'not_found');
      assert.equal(
        (await gateway.refund({ paymentId: 'pi_nothing', idempotencyKey: 'r' })).kind,
        'not_found',
      );
    });
  });
}

function lastDay(tested: GatewayUnderTest): { from: Date; to: Date } {
  const now = tested.now().getTime();
  return { from: new Date(now - day), to: new Date(now + hourMs) };
}
