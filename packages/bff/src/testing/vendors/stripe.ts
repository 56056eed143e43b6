import type { PaymentSetup } from '@botaniqal/shared/contracts/bookings.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { PaymentGateway } from '../../ports/payments/gateway.ts';
import type {
  ActFailure,
  CancelOutcome,
  CaptureOutcome,
  PrepareOutcome,
  Refund,
  RefundOutcome,
} from '../../ports/payments/outcomes.ts';
import type { DeclineReason, Payment, PaymentRequest } from '../../ports/payments/payment.ts';
import type { PaymentWebhookEvent, PaymentWebhooks } from '../../ports/payments/webhooks.ts';

type Act = 'prepare' | 'capture' | 'cancel' | 'refund';

/** What happens to the next act of a kind. */
export type ActFault =
  | 'unreachable'
  | 'limited'
  | 'refused'
  /** The answer is lost and nothing was done. */
  | 'lost_before'
  /** The answer is lost although it was done. */
  | 'lost_after';

/** The outcomes that a key remembers. A request that the provider refuses leaves its key free. */
const kept = ['ready', 'refunded', 'already_refunded'];
/** How long the provider remembers a key. */
const keyMilliseconds = 24 * hourMs;
const holdMilliseconds = 7 * 24 * hourMs;

/**
 * Payments in memory, for the tests of features. Behaves as the port says and as Stripe does: keys are remembered,
 * authorisations run out with the clock, and each change is told as a webhook event. The same suite tests it and the
 * client (`testing/ports/payments.suite.ts`).
 */
export class InMemoryPayments implements PaymentGateway {
  readonly payments = new Map<string, Payment>();
  readonly refunds: (Refund & { paymentId: string })[] = [];
  /** Every act, in order, also those that failed. */
  readonly acts: { act: Act; paymentId: string | null }[] = [];
  /** The webhook events so far; `take` hands them out. */
  webhookEvents: PaymentWebhookEvent[] = [];
  readonly provider: string;
  readonly displayName: string;
  readonly #now: () => Date;
  readonly #faults: { act: Act; fault: ActFault }[] = [];
  readonly #keys = new Map<
    string,
    { request: string; result: PrepareOutcome | RefundOutcome; until: Date }
  >();
  #unreadable: UpstreamError | undefined;
  #count = 0;

  /** @param provider another name for a second gateway */
  constructor(now: () => Date, provider = 'stripe') {
    this.#now = now;
    this.provider = provider;
    this.displayName = provider === 'stripe' ? 'Stripe' : provider;
  }

  setupFor(clientToken: string): PaymentSetup {
    return {
      provider: 'stripe',
      publishableKey: 'pk_test_bench',
      clientSecret: clientToken,
      scriptUrl: 'https://js.example.com/stripe.js',
    };
  }

  failNext(act: Act, fault: ActFault): void {
    this.#faults.push({ act, fault });
  }

  /** `read` and `list` throw until `mend`. */
  breakReading(error = new UpstreamError('stripe', 'timeout')): void {
    this.#unreadable = error;
  }

  mend(): void {
    this.#unreadable = undefined;
  }

  /** What the patient does on the page: a card that pays, asks for a second step, or is declined. */
  pay(paymentId: string, card: 'pays' | 'second_step' | DeclineReason = 'pays'): void {
    const payment = this.#current(paymentId);
    if (payment?.state !== 'awaiting_card') {
      throw new Error(`The payment ${paymentId} does not wait for a card: ${payment?.state}`);
    }
    if (card === 'pays') this.#authorise(payment);
    else if (card === 'second_step')
      this.#change(payment, { state: 'awaiting_confirmation', lastDecline: null });
    else this.#change(payment, { lastDecline: card }, 'declined');
  }

  finishSecondStep(paymentId: string, passed = true): void {
    const payment = this.#current(paymentId);
    if (payment?.state !== 'awaiting_confirmation') {
      throw new Error(`The payment ${paymentId} does not wait for a second step: ${payment?.state}`);
    }
    if (passed) this.#authorise(payment);
    else this.#change(payment, { state: 'awaiting_card', lastDecline: 'second_step_failed' }, 'declined');
  }

  /** The patient's bank sends a refund back to the clinic. */
  bounceRefund(paymentId: string): void {
    const payment = this.#current(paymentId);
    if (!payment) throw new Error(`There is no payment ${paymentId}.`);
    this.#change(payment, { refundedCents: 0 }, 'refund_changed');
  }

  /** The webhook events so far, each once. */
  take(): PaymentWebhookEvent[] {
    const taken = this.webhookEvents;
    this.webhookEvents = [];
    return taken;
  }

  async prepare(request: PaymentRequest): Promise<PrepareOutcome> {
    return this.#act('prepare', null, () =>
      this.#once(request.idempotencyKey, request, () => this.#make(request)),
    );
  }

  async capture(paymentId: string): Promise<CaptureOutcome> {
    return this.#act('capture', paymentId, (): CaptureOutcome => {
      const payment = this.#current(paymentId);
      if (!payment) return { kind: 'not_found' };
      if (payment.state === 'captured') return { kind: 'already_captured', payment };
      if (payment.state === 'cancelled') {
        const kind = payment.cancelledBecause === 'expired' ? 'authorisation_expired' : 'already_cancelled';
        return { kind, payment };
      }
      if (payment.state !== 'authorised') return { kind: 'not_authorised', payment };
      const taken = { state: 'captured', capturedCents: payment.amountCents, captureBefore: null } as const;
      return { kind: 'captured', payment: this.#change(payment, taken) };
    });
  }

  async cancel(paymentId: string): Promise<CancelOutcome> {
    return this.#act('cancel', paymentId, (): CancelOutcome => {
      const payment = this.#current(paymentId);
      if (!payment) return { kind: 'not_found' };
      if (payment.state === 'captured') return { kind: 'already_captured', payment };
      if (payment.state === 'cancelled') return { kind: 'already_cancelled', payment };
      return { kind: 'cancelled', payment: this.#end(payment, 'by_us') };
    });
  }

  async refund(request: Parameters<PaymentGateway['refund']>[0]): Promise<RefundOutcome> {
    return this.#act('refund', request.paymentId, () =>
      this.#once(request.idempotencyKey, request, () => this.#giveBack(request)),
    );
  }

  async read(paymentId: string): Promise<Payment | null> {
    if (this.#unreadable) throw this.#unreadable;
    return this.#current(paymentId) ?? null;
  }

  async list({ from, to, bookingId }: Parameters<PaymentGateway['list']>[0]): Promise<Payment[]> {
    if (this.#unreadable) throw this.#unreadable;
    return [...this.payments.keys()]
      .map((id) => this.#current(id))
      .filter((one) => one !== undefined)
      .filter(({ createdAt }) => createdAt >= from && createdAt < to)
      .filter((one) => bookingId === undefined || one.bookingId === bookingId)
      .toReversed();
  }

  #act<T>(act: Act, paymentId: string | null, work: () => T): T | ActFailure {
    this.acts.push({ act, paymentId });
    const position = this.#faults.findIndex((one) => one.act === act);
    const fault = position < 0 ? undefined : this.#faults.splice(position, 1)[0]?.fault;
    switch (fault) {
      case undefined:
        return work();
      case 'unreachable':
        return { kind: 'unreachable', cause: new UpstreamError('stripe', 'unreachable') };
      case 'limited':
        return { kind: 'limited', retryAfterSeconds: 2 };
      case 'refused':
        return { kind: 'refused', cause: new UpstreamError('stripe', 'rejected', { status: 400 }) };
      case 'lost_after':
        work();
        return { kind: 'unknown', cause: new UpstreamError('stripe', 'connection_lost') };
      case 'lost_before':
        return { kind: 'unknown', cause: new UpstreamError('stripe', 'timeout') };
    }
  }

  /** The first answer to a key is the answer to all its repeats; with another request it is refused. */
  #once<T extends PrepareOutcome | RefundOutcome>(
    key: string,
    request: unknown,
    work: () => T,
  ): T | ActFailure {
    const text = JSON.stringify(request);
    const found = this.#keys.get(key);
    const known = found && found.until > this.#now() ? found : undefined;
    if (known && known.request !== text) {
      return { kind: 'refused', cause: new UpstreamError('stripe', 'rejected', { status: 400 }) };
    }
    // The request is the same, so the answer is of the same kind.
    if (known) return known.result as T;
    const result = work();
    if (kept.includes(result.kind)) {
      const until = new Date(this.#now().getTime() + keyMilliseconds);
      this.#keys.set(key, { request: text, result, until });
    }
    return result;
  }

  #make(request: PaymentRequest): PrepareOutcome {
    if (!Number.isInteger(request.amountCents) || request.amountCents < 50) {
      return { kind: 'refused', cause: new UpstreamError('stripe', 'rejected', { status: 400 }) };
    }
    this.#count += 1;
    const id = `pi_${this.#count}`;
    const payment: Payment = {
      id,
      bookingId: request.bookingId,
      state: 'awaiting_card',
      amountCents: request.amountCents,
      currency: request.currency.toUpperCase(),
      capturedCents: 0,
      refundedCents: 0,
      clientToken: `${id}_secret`,
      captureBefore: null,
      lastDecline: null,
      cancelledBecause: null,
      createdAt: this.#now(),
    };
    this.payments.set(id, payment);
    return { kind: 'ready', payment };
  }

  #giveBack({ paymentId, amountCents }: Parameters<PaymentGateway['refund']>[0]): RefundOutcome {
    const payment = this.#current(paymentId);
    if (!payment) return { kind: 'not_found' };
    if (payment.state !== 'captured') return { kind: 'not_captured', payment };
    const left = payment.capturedCents - payment.refundedCents;
    if (left === 0) return { kind: 'already_refunded', payment };
    if (amountCents !== undefined && amountCents > left) return { kind: 'too_much', payment };
    const refund: Refund = {
      id: `re_${this.refunds.length + 1}`,
      amountCents: amountCents ?? left,
      state: 'done',
    };
    this.refunds.push({ ...refund, paymentId });
    this.#change(payment, { refundedCents: payment.refundedCents + refund.amountCents }, 'refund_changed');
    return { kind: 'refunded', refund };
  }

  #authorise(payment: Payment): void {
    const captureBefore = new Date(this.#now().getTime() + holdMilliseconds);
    this.#change(payment, { state: 'authorised', captureBefore, lastDecline: null });
  }

  #end(payment: Payment, because: 'by_us' | 'expired'): Payment {
    return this.#change(payment, { state: 'cancelled', cancelledBecause: because, captureBefore: null });
  }

  /** The payment as it is now: one whose time ran out is cancelled by the vendor. */
  #current(paymentId: string): Payment | undefined {
    const payment = this.payments.get(paymentId);
    if (!payment?.captureBefore || payment.captureBefore > this.#now()) return payment;
    return this.#end(payment, 'expired');
  }

  #change(payment: Payment, change: Partial<Payment>, kind?: PaymentWebhookEvent['kind']): Payment {
    const changed = { ...payment, ...change };
    this.payments.set(payment.id, changed);
    this.webhookEvents.push({
      key: `evt_${crypto.randomUUID()}`,
      kind: kind ?? (isEventKind(changed.state) ? changed.state : 'other'),
      paymentId: payment.id,
      bookingId: payment.bookingId,
      at: this.#now(),
    });
    return changed;
  }
}

function isEventKind(state: Payment['state']): state is Payment['state'] & PaymentWebhookEvent['kind'] {
  return ['authorised', 'captured', 'cancelled', 'awaiting_confirmation', 'processing'].includes(state);
}

/** Accepts only deliveries that `deliveryOf` makes. */
export class InMemoryPaymentWebhooks implements PaymentWebhooks {
  readonly provider = 'stripe';
  readonly displayName = 'Stripe';
  readonly signatureHeader = 'Stripe-Signature';

  static deliveryOf(event: PaymentWebhookEvent): { body: Uint8Array; signature: string } {
    return { body: new TextEncoder().encode(JSON.stringify(event)), signature: 'genuine' };
  }

  async read(delivery: {
    body: Uint8Array;
    signature: string | undefined;
  }): Promise<PaymentWebhookEvent | null> {
    if (delivery.signature !== 'genuine') return null;
    const event = JSON.parse(new TextDecoder().decode(delivery.body));
    return { ...event, at: new Date(event.at) };
  }
}
