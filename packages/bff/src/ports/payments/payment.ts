/**
 * The state of a payment. The patient's bank reserves the money at `authorised`, and pays it at `captured`.
 * `unknown`: a state that this release does not know; treat it as neither authorised nor captured, and read again.
 */
export type PaymentState =
  /** Waits for the patient's card; `lastDecline` says when one was refused. */
  | 'awaiting_card'
  /** Waits until the patient confirms the payment with their bank. */
  | 'awaiting_confirmation'
  /** The bank is working on it; the state will change by itself. */
  | 'processing'
  | 'authorised'
  | 'captured'
  | 'cancelled'
  | 'unknown';

/** Why a bank refused, as far as it helps the patient. Never "lost" or "stolen": the person with the card may not be its owner. */
export type DeclineReason =
  | 'declined'
  | 'insufficient_funds'
  | 'limit_exceeded'
  | 'expired_card'
  | 'incorrect_number'
  | 'incorrect_cvc'
  | 'card_not_supported'
  | 'second_step_failed'
  /** The bank or the network had a fault: the same card may work in a moment. */
  | 'try_again';

export interface Payment {
  /** The provider's id of the payment. */
  id: string;
  /** `null` for a payment that did not come from us. */
  bookingId: string | null;
  state: PaymentState;
  amountCents: number;
  /** ISO 4217, upper case. */
  currency: string;
  capturedCents: number;
  /** Paid back after a capture, refunds under way included. A cancelled authorisation is no refund. */
  refundedCents: number;
  /**
   * What the page needs to take this payment, for `PaymentGateway.setupFor`; `null` when the provider gave none.
   * It lets a person pay and see the amount: store it sealed, never log it.
   */
  clientToken: string | null;
  /** The authorisation runs out then; `null` when nothing is authorised. */
  captureBefore: Date | null;
  lastDecline: DeclineReason | null;
  /** `expired`: the authorisation ran out, or the provider ended the payment by itself. */
  cancelledBecause: 'by_us' | 'expired' | null;
  createdAt: Date;
}

export interface PaymentRequest {
  /** Our id, which the provider keeps with the payment. The only personal data is the address for the receipt. */
  bookingId: string;
  /** Whole cents. */
  amountCents: number;
  /** ISO 4217. */
  currency: string;
  /** Printed on the receipt: no health information. */
  description: string;
  receiptEmail: string;
  /** The same for every repeat of this one act; at most 255 characters. The provider remembers it for a day. */
  idempotencyKey: string;
}
