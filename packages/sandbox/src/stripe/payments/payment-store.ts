import { randomBytes } from 'node:crypto';
import { missing } from '../http/failure.ts';
import type { Charge, EventRecord, Intent, Model } from '../model.ts';

/** What every act on the model needs. */
export interface PaymentStore {
  readonly model: Model;
  now(): Date;
  /** Writes an event down and sends it to the endpoint; `object` in Stripe's shape, as it is now. */
  emit(type: string, object: unknown): EventRecord;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id as Stripe makes them: a prefix, and letters and digits by chance. */
export function newId(prefix: string, length = 24): string {
  return prefix + [...randomBytes(length)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** @throws StripeFailure 404 */
export function intentById(store: PaymentStore, id: string): Intent {
  const intent = store.model.intents.get(id);
  if (!intent) throw missing('payment_intent', id);
  return intent;
}

export function latestCharge(store: PaymentStore, intent: Intent): Charge | undefined {
  return intent.latestChargeId === null ? undefined : store.model.charges.get(intent.latestChargeId);
}
