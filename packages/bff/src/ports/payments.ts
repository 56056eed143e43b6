/** What the clinic needs of its payments, in the clinic's words. */

/**
 * Where a payment stands. The money is kept back from `authorised` on, and moves with `captured`.
 * `unknown`: a state that this release does not know; treat it as neither authorised nor captured, and look again.
 */
export type PaymentState =
  /** Waits for the patient's card; `lastDecline` says when one was refused. */
  | 'awaiting_card'
  /** Waits for the second step that the patient's bank asks for. */
  | 'awaiting_second_step'
  /** With the bank; it will become another state by itself. */
  | 'processing'
  | 'authorised'
  | 'captured'
  | 'cancelled'
  | 'unknown';

/** Why a bank refused, as far as it helps the patient. Never says "lost" or "stolen": whoever holds the card may not be its owner. */
export type DeclineReason =
  | 'declined'
  | 'insufficient_funds'
  | 'limit_exceeded'
  | 'expired_card'
  | 'incorrect_number'
  | 'incorrect_cvc'
  | 'card_not_supported'
  | 'second_step_failed'
  /** The bank or the network stumbled: the same card may work in a moment. */
  | 'try_again';

export interface Payment {
  id: string;
  /** `null` for a payment that did not come from us. */
  bookingId: string | null;
  state: PaymentState;
  amountCents: number;
  /** ISO 4217, upper case. */
  currency: string;
  capturedCents: number;
  /** Given back after a capture; refunds under way count. What a cancelled authorisation released does not. */
  refundedCents: number;
  /** For the page that takes the card; whoever has it can pay, and see the amount. */
  clientSecret: string | null;
  /** The authorisation runs out then; `null` when nothing is authorised. */
  captureBefore: Date | null;
  lastDecline: DeclineReason | null;
  /** `expired`: the authorisation ran out, or the vendor ended the payment by itself. */
  cancelledBecause: 'by_us' | 'expired' | null;
  createdAt: Date;
}

export interface PaymentRequest {
  /** Ours; travels with the payment. Nothing personal does, but the address for the receipt. */
  bookingId: string;
  /** Whole cents. */
  amountCents: number;
  /** ISO 4217. */
  currency: string;
  /** What stands on the receipt: no health information. */
  description: string;
  receiptEmail: string;
  /** The same for every repeat of this one act; at most 255 characters. Remembered for a day. */
  idempotencyKey: string;
}

/** What can go wrong with every act. */
export type ActFailure =
  /**
   * No answer, or a failure after the work may have begun: it may or may not be done. Look (`read`, `list`) before
   * anything else. Repeating with the same key is safe, but may give the same failure for a day.
   */
  | { kind: 'unknown'; cause: unknown }
  /** The vendor certainly did not get the request. */
  | { kind: 'unreachable'; cause: unknown }
  /** Too many requests; nothing was done. */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** Understood and refused, and it always will be as it stands: a wrong key, a wrong amount, a key used otherwise. */
  | { kind: 'refused'; cause: unknown };

export type PrepareOutcome = { kind: 'ready'; payment: Payment } | ActFailure;

export type CaptureOutcome =
  | { kind: 'captured'; payment: Payment }
  | { kind: 'already_captured'; payment: Payment }
  | { kind: 'already_cancelled'; payment: Payment }
  /** The patient's bank no longer keeps the money back. */
  | { kind: 'authorisation_expired'; payment: Payment }
  /** Not authorised (yet): the patient's card or their second step is missing. */
  | { kind: 'not_authorised'; payment: Payment }
  | { kind: 'declined'; reason: DeclineReason }
  | { kind: 'not_found' }
  | ActFailure;

export type CancelOutcome =
  | { kind: 'cancelled'; payment: Payment }
  | { kind: 'already_cancelled'; payment: Payment }
  /** The money has moved: only a refund gives it back. */
  | { kind: 'already_captured'; payment: Payment }
  | { kind: 'not_found' }
  | ActFailure;

export interface Refund {
  id: string;
  amountCents: number;
  /** `pending`: the vendor pays it out later by itself. `failed`: a person has to mend it. */
  state: 'done' | 'pending' | 'failed';
}

export type RefundOutcome =
  | { kind: 'refunded'; refund: Refund }
  /** All of it was given back before. */
  | { kind: 'already_refunded'; payment: Payment }
  /** Nothing was captured: cancel instead. */
  | { kind: 'not_captured'; payment: Payment }
  /** More than is left of it. */
  | { kind: 'too_much'; payment: Payment }
  | { kind: 'not_found' }
  | ActFailure;

/**
 * Taking money: authorise, then capture. None of the acts throws for what is listed in its outcome, and every
 * one can be repeated: nothing is done twice.
 */
export interface PaymentGateway {
  /** Makes a payment that the patient then authorises on the page. No money is kept back by this. */
  prepare(request: PaymentRequest): Promise<PrepareOutcome>;
  /** Takes all of what was authorised. Happens once however often it is asked. */
  capture(paymentId: string): Promise<CaptureOutcome>;
  /** Ends a payment; what was authorised is let go. Happens once however often it is asked. */
  cancel(paymentId: string): Promise<CancelOutcome>;
  /** Gives back what was captured: all of what is left, or an amount. */
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
   * Our payments that were made in `[from, to)`, to the second and rather more than fewer, newest first; of one
   * booking when it is named. Sees what was
   * written a moment ago, so that it can tell whether an act without an answer was done.
   * @throws UpstreamError when they cannot be read
   */
  list(query: { from: Date; to: Date; bookingId?: string }): Promise<Payment[]>;
}

/** Something that the vendor tells us by webhook. What it says is a hint to look, never the truth. */
export interface PaymentNotice {
  /** The same for every delivery of one event. */
  key: string;
  kind:
    | 'authorised'
    | 'captured'
    | 'declined'
    | 'cancelled'
    | 'awaiting_second_step'
    | 'processing'
    | 'refund_changed'
    | 'disputed'
    | 'other';
  paymentId: string | null;
  bookingId: string | null;
  /** When it happened, by the vendor's clock. */
  at: Date;
}

/** Reading the vendor's webhooks. */
export interface PaymentNotices {
  /**
   * The notice, when the vendor signed exactly these bytes, at most five minutes ago; `null` otherwise.
   */
  read(delivery: { body: Uint8Array; signature: string | undefined }): Promise<PaymentNotice | null>;
}
