import type { PaymentSetup } from '@botaniqal/shared/contracts/bookings.ts';
import type { CancelOutcome, CaptureOutcome, PrepareOutcome, RefundOutcome } from './outcomes.ts';
import type { Payment, PaymentRequest } from './payment.ts';

/**
 * One payment provider: authorise, then capture. An act returns the outcomes of its type and does not throw them.
 * Every act can be repeated: nothing is done twice.
 */
export interface PaymentGateway {
  /** How the payments table names it. */
  readonly provider: string;
  /** How staff know it. */
  readonly displayName: string;
  /** What a page needs to take a payment with this token, in the shape of the API. */
  setupFor(clientToken: string): PaymentSetup;
  /** Makes a payment that the patient then authorises on the page. It reserves no money. */
  prepare(request: PaymentRequest): Promise<PrepareOutcome>;
  /** Takes everything that was authorised. A repeat takes nothing more. */
  capture(paymentId: string): Promise<CaptureOutcome>;
  /** Ends a payment and releases its authorisation. A repeat changes nothing. */
  cancel(paymentId: string): Promise<CancelOutcome>;
  /** Pays back captured money: everything that is left, or an amount. */
  refund(request: {
    paymentId: string;
    amountCents?: number;
    idempotencyKey: string;
  }): Promise<RefundOutcome>;
  /**
   * `null` when there is no such payment.
   * @throws UpstreamError when it cannot be read
   */
  read(paymentId: string): Promise<Payment | null>;
  /**
   * Our payments that were made in `[from, to)`, newest first; of one booking when it is named. The bounds are
   * rounded outwards to whole seconds. It sees a payment that was made a moment ago, so that it can tell whether an
   * act without an answer was done.
   * @throws UpstreamError when they cannot be read
   */
  list(query: { from: Date; to: Date; bookingId?: string }): Promise<Payment[]>;
}

/** The payment providers of the clinic. A payment stays with the provider that it was made at. */
export interface PaymentGateways {
  /** The provider of new payments. */
  readonly preferred: PaymentGateway;
  readonly all: readonly PaymentGateway[];
  /** @throws Error when no gateway has this name: a stored payment cannot be handled without it */
  of(provider: string): PaymentGateway;
}

/** @param others providers that still have payments, or that will take some */
export function paymentGateways(
  preferred: PaymentGateway,
  others: readonly PaymentGateway[] = [],
): PaymentGateways {
  const all = [preferred, ...others];
  return {
    preferred,
    all,
    of(provider) {
      const found = all.find((one) => one.provider === provider);
      if (!found) throw new Error(`No payment gateway is named ${provider}.`);
      return found;
    },
  };
}
