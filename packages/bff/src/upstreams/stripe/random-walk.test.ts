import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import fc from 'fast-check';
import type { PaymentGateway } from '../../ports/payments/gateway.ts';
import type { Payment } from '../../ports/payments/payment.ts';
import { InMemoryPayments } from '../../testing/vendors/stripe.ts';
import { createPayments } from './stripe.ts';

/** What the page is told beside the payment's own secret. */
const page = { publishableKey: 'pk_test_sandbox', scriptUrl: 'https://js.example.com/stripe.js' };

const clinicConfigPath = fileURLToPath(new URL('../../../../../clinic.yaml', import.meta.url));
const start = new Date('2026-11-23T00:00:00Z');
const cards = {
  pays: '4242424242424242',
  second_step: '4000002760003184',
  insufficient_funds: '4000000000009995',
} as const;

type Step =
  | { do: 'pay'; card: keyof typeof cards }
  | { do: 'second_step'; passed: boolean }
  | { do: 'capture' | 'cancel' }
  | { do: 'refund'; amountCents: number | undefined; key: string }
  | { do: 'wait'; hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      card: fc.constantFrom('pays', 'pays', 'second_step', 'insufficient_funds'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('second_step' as const), passed: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'capture' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'cancel' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      amountCents: fc.constantFrom(undefined, 1, 3000, 7900),
      key: fc.constantFrom('first', 'second', 'third'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 100) }) },
);

/** One payment, and everything that can happen to it. */
interface Walker {
  gateway: PaymentGateway;
  pay(payment: Payment, card: keyof typeof cards): Promise<void>;
  secondStep(payment: Payment, passed: boolean): Promise<void>;
  wait(milliseconds: number): void;
}

describe('payments in memory and at Stripe', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clinicConfigPath, now: start });
  });
  after(() => sandbox.stop());

  function inMemory(): Walker {
    let now = start;
    const gateway = new InMemoryPayments(() => now);
    return {
      gateway,
      pay: async ({ id }, card) => gateway.pay(id, card),
      secondStep: async ({ id }, passed) => gateway.finishSecondStep(id, passed),
      wait: (milliseconds) => {
        now = new Date(now.getTime() + milliseconds);
      },
    };
  }

  function atStripe(): Walker {
    sandbox.reset();
    sandbox.configure('stripe', { webhookUrl: null });
    let now = start;
    const asPage = async (path: string, fields: Record<string, string>): Promise<void> => {
      await fetch(`${sandbox.urls.stripe}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer pk_test_sandbox' },
        body: new URLSearchParams(fields),
      });
    };
    return {
      gateway: createPayments(
        { secretKey: 'sk_test_sandbox', apiBase: sandbox.urls.stripe, webhookSecret: 'whsec_test', ...page },
        { clock: { now: () => new Date() } },
      ).gateway,
      pay: ({ id, clientToken }, card) =>
        asPage(`/v1/payment_intents/${id}/confirm`, {
          client_secret: clientToken ?? '',
          use_stripe_sdk: 'true',
          'payment_method_data[card][number]': cards[card],
          'payment_method_data[card][exp_month]': '12',
          'payment_method_data[card][exp_year]': '34',
          'payment_method_data[card][cvc]': '123',
        }),
      secondStep: ({ id, clientToken }, passed) =>
        asPage('/v1/3ds2/authenticate', {
          source: id,
          client_secret: clientToken ?? '',
          outcome: passed ? 'succeeded' : 'failed',
        }),
      wait: (milliseconds) => {
        now = new Date(now.getTime() + milliseconds);
        sandbox.setClock(now);
      },
    };
  }

  /** Goes all the steps, and tells after each what came of it and how the payment stands. */
  async function walk({ gateway, pay, secondStep, wait }: Walker, steps: readonly Step[]): Promise<string[]> {
    const prepared = await gateway.prepare({
      bookingId: 'b1',
      amountCents: 7900,
      currency: 'AUD',
      description: 'Appointment',
      receiptEmail: 'alex@example.com',
      idempotencyKey: 'prepare b1',
    });
    if (prepared.kind !== 'ready') return assert.fail(`Not prepared: ${prepared.kind}`);
    const { id } = prepared.payment;
    const now = async () => (await gateway.read(id)) ?? assert.fail('The payment is gone.');
    const story: string[] = [];
    for (const next of steps) {
      const before = await now();
      let outcome = 'passed over';
      if (next.do === 'wait') wait(next.hours * hourMs);
      else if (next.do === 'capture') outcome = (await gateway.capture(id)).kind;
      else if (next.do === 'cancel') outcome = (await gateway.cancel(id)).kind;
      else if (next.do === 'refund') {
        const { amountCents, key } = next;
        const request = {
          paymentId: id,
          idempotencyKey: key,
          ...(amountCents === undefined ? {} : { amountCents }),
        };
        const refund = await gateway.refund(request);
        outcome = refund.kind === 'refunded' ? `refunded ${refund.refund.amountCents}` : refund.kind;
      } else if (next.do === 'pay' && before.state === 'awaiting_card') await pay(before, next.card);
      else if (next.do === 'second_step' && before.state === 'awaiting_confirmation') {
        await secondStep(before, next.passed);
      }
      const { state, capturedCents, refundedCents, lastDecline, cancelledBecause, captureBefore } =
        await now();
      const stands = { state, capturedCents, refundedCents, lastDecline, cancelledBecause };
      story.push(`${JSON.stringify(next)} → ${outcome} ${JSON.stringify(stands)} ${captureBefore !== null}`);
      assert.ok(refundedCents <= capturedCents && capturedCents <= 7900, story.join('\n'));
    }
    return story;
  }

  it('are the same after any steps in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        assert.deepEqual(await walk(inMemory(), steps), await walk(atStripe(), steps));
      }),
      { numRuns: 60 },
    );
  });
});
