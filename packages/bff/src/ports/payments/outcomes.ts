import type { DeclineReason, Payment } from './payment.ts';

/** How every act can fail. */
export type ActFailure =
  /**
   * No answer, or a failure after the work may have begun: the act may or may not be done. Read the payment (`read`,
   * `list`) first. A repeat with the same key is safe, but may give the same failure for a day.
   */
  | { kind: 'unknown'; cause: unknown }
  /** The provider certainly did not receive the request. */
  | { kind: 'unreachable'; cause: unknown }
  /** Too many requests; nothing was done. */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** Refused, and every repeat will be refused: a wrong key, a wrong amount, a key that another request used. */
  | { kind: 'refused'; cause: unknown };

export type PrepareOutcome = { kind: 'ready'; payment: Payment } | ActFailure;

export type CaptureOutcome =
  | { kind: 'captured'; payment: Payment }
  | { kind: 'already_captured'; payment: Payment }
  | { kind: 'already_cancelled'; payment: Payment }
  /** The patient's bank no longer reserves the money. */
  | { kind: 'authorisation_expired'; payment: Payment }
  /** Not authorised (yet): the patient's card or their confirmation is missing. */
  | { kind: 'not_authorised'; payment: Payment }
  | { kind: 'declined'; reason: DeclineReason }
  | { kind: 'not_found' }
  | ActFailure;

export type CancelOutcome =
  | { kind: 'cancelled'; payment: Payment }
  | { kind: 'already_cancelled'; payment: Payment }
  /** The money was taken: only a refund pays it back. */
  | { kind: 'already_captured'; payment: Payment }
  | { kind: 'not_found' }
  | ActFailure;

export interface Refund {
  id: string;
  amountCents: number;
  /** `pending`: the provider pays it out later by itself. `failed`: a person has to repair it. */
  state: 'done' | 'pending' | 'failed';
}

export type RefundOutcome =
  | { kind: 'refunded'; refund: Refund }
  /** Everything was refunded before. */
  | { kind: 'already_refunded'; payment: Payment }
  /** Nothing was captured: cancel instead. */
  | { kind: 'not_captured'; payment: Payment }
  /** The amount is larger than what is left. */
  | { kind: 'too_much'; payment: Payment }
  | { kind: 'not_found' }
  | ActFailure;
