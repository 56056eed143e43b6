import { StripeFailure } from '../http/failure.ts';
import type { Incoming } from '../http/http-exchange.ts';
import { secretKeyNeeded } from '../http/keys.ts';
import { Params } from '../http/params.ts';
import { intentForBrowser, intentWire } from '../http/wire.ts';
import { intentById } from '../payments/payment-store.ts';
import type { StripeState } from '../vendor-state.ts';

/** The clinic's server may read and do everything; a page may read and confirm its own payment only. */

export function serverOnly({ caller }: Incoming): void {
  if (caller !== 'server') throw secretKeyNeeded();
}

/** `client_secret` names the intent, and is all that a page may prove. */
export function holderOfSecret(state: StripeState, { form }: Incoming, id: string): void {
  if (form.client_secret !== intentById(state, id).clientSecret) {
    throw new StripeFailure(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_invalid_parameter',
      message:
        'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
      param: 'client_secret',
    });
  }
}

export function shown(state: StripeState, incoming: Incoming, id: string): unknown {
  const intent = intentById(state, id);
  if (incoming.caller === 'server') return intentWire(state.model, intent, expanded(incoming));
  holderOfSecret(state, incoming, id);
  return intentForBrowser(state.model, intent);
}

/** A page's error holds the intent as a page may see it, without the clinic's metadata. */
export function forBrowser(state: StripeState, { caller }: Incoming, id: string, error: unknown): unknown {
  if (caller === 'server' || !(error instanceof StripeFailure) || !error.body.payment_intent) return error;
  return new StripeFailure(error.status, {
    ...error.body,
    payment_intent: intentForBrowser(state.model, intentById(state, id)),
  });
}

export function expanded({ form }: Incoming): string[] {
  return new Params(form, Object.keys(form)).expand();
}
