import type { UpstreamError } from '../../platform/upstream-error.ts';
import type { PaymentGateway } from '../../ports/payments/gateway.ts';
import type {
  ActFailure,
  CancelOutcome,
  CaptureOutcome,
  PrepareOutcome,
  RefundOutcome,
} from '../../ports/payments/outcomes.ts';
import type { Payment } from '../../ports/payments/payment.ts';
import type { StripeConnection } from './connection.ts';
import { displayName } from './display-name.ts';
import { actFailure, isCardError, upstreamErrorFrom } from './failures.ts';
import { bookingKey, declineReason, paymentFrom, refundFrom } from './mapping.ts';
import { paymentIntent, refund as refundShape } from './wire.ts';

/** The charge says until when we may capture, and how much was refunded. */
const expand = ['latest_charge'];
/** A hundred at a time, up to a limit: a day has a few hundred payments. */
const pageSize = 100;
const longestList = 10_000;

/**
 * Payments over PaymentIntents with manual capture (contract, part C).
 *
 * Capturing and cancelling carry no key of ours: the intent's own state makes them happen once, the package's key
 * covers a lost answer, and a key of ours would get a stored refusal again for a day ("not yet authorised").
 */
export function createPaymentGateway(
  connection: StripeConnection,
  page: { publishableKey: string; scriptUrl: string },
): PaymentGateway {
  async function read(paymentId: string): Promise<Payment | null> {
    try {
      const found = await connection.call('read payment', (stripe) =>
        stripe.paymentIntents.retrieve(paymentId, { expand }),
      );
      return paymentFrom(paymentIntent.parse(found));
    } catch (error) {
      const known = upstreamErrorFrom(error);
      if (known.reason === 'not_found') return null;
      throw known;
    }
  }

  /**
   * The payment itself says what a refusal means. Stripe's code does not: `payment_intent_unexpected_state` stands for
   * "already captured" as well as for "not yet authorised".
   */
  async function judged<T>(
    paymentId: string,
    error: unknown,
    judge: (payment: Payment, code: string | null) => T | null,
  ): Promise<T | ActFailure | { kind: 'not_found' }> {
    const known = upstreamErrorFrom(error);
    if (known.reason === 'not_found') return { kind: 'not_found' };
    const code = known.details[0]?.code ?? null;
    // A key that was used for another request says nothing about the payment.
    if (known.reason !== 'rejected' || code === 'idempotency_error') return actFailure(known);
    let payment: Payment | null;
    try {
      payment = await read(paymentId);
    } catch (unread) {
      return { kind: 'unknown', cause: unread };
    }
    return (payment && judge(payment, code)) ?? actFailure(known);
  }

  return {
    provider: 'stripe',
    displayName,
    setupFor: (clientToken) => ({ provider: 'stripe', ...page, clientSecret: clientToken }),
    read,

    async prepare(request): Promise<PrepareOutcome> {
      try {
        const made = await connection.call('prepare payment', (stripe) =>
          stripe.paymentIntents.create(
            {
              amount: request.amountCents,
              currency: request.currency.toLowerCase(),
              capture_method: 'manual',
              automatic_payment_methods: { enabled: true },
              description: request.description,
              receipt_email: request.receiptEmail,
              metadata: { [bookingKey]: request.bookingId },
              expand,
            },
            { idempotencyKey: request.idempotencyKey },
          ),
        );
        return { kind: 'ready', payment: paymentFrom(paymentIntent.parse(made)) };
      } catch (error) {
        return actFailure(upstreamErrorFrom(error));
      }
    },

    async capture(paymentId): Promise<CaptureOutcome> {
      try {
        const taken = await connection.call('capture payment', (stripe) =>
          stripe.paymentIntents.capture(paymentId, { expand }),
        );
        return { kind: 'captured', payment: paymentFrom(paymentIntent.parse(taken)) };
      } catch (error) {
        if (isCardError(error)) {
          return { kind: 'declined', reason: declineReason(error) };
        }
        return judged(paymentId, error, uncapturable);
      }
    },

    async cancel(paymentId): Promise<CancelOutcome> {
      try {
        const ended = await connection.call('cancel payment', (stripe) =>
          stripe.paymentIntents.cancel(paymentId, { cancellation_reason: 'abandoned', expand }),
        );
        return { kind: 'cancelled', payment: paymentFrom(paymentIntent.parse(ended)) };
      } catch (error) {
        return judged(paymentId, error, uncancellable);
      }
    },

    async refund({ paymentId, amountCents, idempotencyKey }): Promise<RefundOutcome> {
      try {
        const given = await connection.call('refund payment', (stripe) =>
          stripe.refunds.create(
            {
              payment_intent: paymentId,
              reason: 'requested_by_customer',
              ...(amountCents === undefined ? {} : { amount: amountCents }),
            },
            { idempotencyKey },
          ),
        );
        return { kind: 'refunded', refund: refundFrom(refundShape.parse(given)) };
      } catch (error) {
        return judged(paymentId, error, (payment) => unrefundable(payment, amountCents));
      }
    },

    async list({ from, to, bookingId }): Promise<Payment[]> {
      try {
        // Stripe counts in seconds; rounded outwards, so that a payment of this very second is not overlooked.
        const created = { gte: Math.floor(seconds(from)), lt: Math.ceil(seconds(to)) };
        const found = await connection.call('list payments', (stripe) =>
          stripe.paymentIntents
            .list({ created, limit: pageSize, expand: expand.map((name) => `data.${name}`) })
            .autoPagingToArray({ limit: longestList }),
        );
        return found
          .map((one) => paymentFrom(paymentIntent.parse(one)))
          .filter((one) => one.bookingId !== null && (bookingId ?? one.bookingId) === one.bookingId);
      } catch (error) {
        throw upstreamErrorFrom(error) satisfies UpstreamError;
      }
    },
  };
}

/** Stripe's codes for a bank that released the money before Stripe knew it. */
const expired = ['charge_expired_for_capture', 'capture_charge_authorization_expired'];

function uncapturable(payment: Payment, code: string | null): CaptureOutcome | null {
  if (payment.state === 'captured') return { kind: 'already_captured', payment };
  if (payment.state === 'cancelled') {
    return payment.cancelledBecause === 'expired'
      ? { kind: 'authorisation_expired', payment }
      : { kind: 'already_cancelled', payment };
  }
  if (expired.includes(code ?? '')) return { kind: 'authorisation_expired', payment };
  if (payment.state === 'authorised' || payment.state === 'unknown') return null;
  return { kind: 'not_authorised', payment };
}

function uncancellable(payment: Payment): CancelOutcome | null {
  if (payment.state === 'cancelled') return { kind: 'already_cancelled', payment };
  if (payment.state === 'captured') return { kind: 'already_captured', payment };
  return null;
}

function unrefundable(payment: Payment, amountCents: number | undefined): RefundOutcome | null {
  if (payment.state !== 'captured') return { kind: 'not_captured', payment };
  const left = payment.capturedCents - payment.refundedCents;
  if (left === 0) return { kind: 'already_refunded', payment };
  return amountCents !== undefined && amountCents > left ? { kind: 'too_much', payment } : null;
}

function seconds(instant: Date): number {
  return instant.getTime() / 1000;
}
