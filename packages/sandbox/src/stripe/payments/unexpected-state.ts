import { StripeFailure } from '../http/failure.ts';
import { intentWire } from '../http/wire.ts';
import type { Intent } from '../model.ts';
import type { PaymentStore } from './payment-store.ts';

/** The intent is not where this act needs it; the answer shows where it is. */
export function unexpected(store: PaymentStore, intent: Intent, message: string): StripeFailure {
  return new StripeFailure(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intentWire(store.model, intent),
  });
}
