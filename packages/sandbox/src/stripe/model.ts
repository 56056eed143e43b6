/** What the stand-in Stripe holds. The shapes that travel are made of this in `wire.ts`. */

import type { TestCard } from './payments/test-cards.ts';

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export interface LastError {
  code: string;
  declineCode: string | null;
  message: string;
  chargeId: string | null;
  paymentMethodId: string;
}

export interface Intent {
  id: string;
  clientSecret: string;
  amount: number;
  currency: string;
  captureMethod: 'automatic' | 'automatic_async' | 'manual';
  status: IntentStatus;
  metadata: Record<string, string>;
  description: string | null;
  receiptEmail: string | null;
  statementDescriptorSuffix: string | null;
  allowRedirects: 'always' | 'never';
  setupFutureUsage: string | null;
  amountCapturable: number;
  amountReceived: number;
  paymentMethodId: string | null;
  latestChargeId: string | null;
  lastError: LastError | null;
  /** The bank's second step: how the cardholder is led to it. */
  nextAction: { kind: 'use_stripe_sdk' } | { kind: 'redirect_to_url'; returnUrl: string } | null;
  canceledAt: Date | null;
  cancellationReason: string | null;
  created: Date;
}

export interface Charge {
  id: string;
  intentId: string;
  paymentMethodId: string;
  amount: number;
  amountCaptured: number;
  amountRefunded: number;
  currency: string;
  captured: boolean;
  status: 'succeeded' | 'failed';
  failure: { code: string; declineCode: string | null; message: string } | null;
  secondStepDone: boolean;
  /** Until when the bank keeps the money back for us; null when nothing waits for capture. */
  captureBefore: Date | null;
  created: Date;
}

export interface Refund {
  id: string;
  intentId: string;
  chargeId: string;
  amount: number;
  currency: string;
  reason: string | null;
  metadata: Record<string, string>;
  status: 'succeeded' | 'pending' | 'failed';
  created: Date;
}

export interface PaymentMethod {
  id: string;
  card: TestCard;
  expMonth: number;
  expYear: number;
  name: string | null;
  email: string | null;
  created: Date;
}

export interface EventRecord {
  id: string;
  type: string;
  created: Date;
  /** The object as it was when it happened, in Stripe's shape. */
  object: unknown;
  requestId: string | null;
  idempotencyKey: string | null;
  deliveries: Delivery[];
}

interface Delivery {
  attempt: number;
  at: Date;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
}

export interface Model {
  intents: Map<string, Intent>;
  charges: Map<string, Charge>;
  refunds: Map<string, Refund>;
  paymentMethods: Map<string, PaymentMethod>;
  events: EventRecord[];
}

export function emptyModel(): Model {
  return {
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    paymentMethods: new Map(),
    events: [],
  };
}

export function refundsOf(model: Model, intentId: string): Refund[] {
  return [...model.refunds.values()].filter((refund) => refund.intentId === intentId);
}
