import { StripeFailure } from '../http/failure.ts';
import type { Incoming } from '../http/http-exchange.ts';
import { secretKeyNeeded } from '../http/keys.ts';
import { Params } from '../http/params.ts';
import { intentForBrowser, intentWire } from '../http/wire.ts';
import { intentById } from '../payments/payment-store.ts';
import type { World } from '../vendor-state.ts';

/** Who may ask what, and what they are shown: the clinic's server everything, a page its own payment. */

export function serverOnly({ caller }: Incoming): void {
  if (caller !== 'server') throw secretKeyNeeded();
}

/** `client_secret` names the intent, and is all that a page may prove. */
export function holderOfSecret(world: World, { form }: Incoming, id: string): void {
  if (form.client_secret !== intentById(world, id).clientSecret) {
    throw new StripeFailure(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_invalid_parameter',
      message:
        'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
      param: 'client_secret',
    });
  }
}

export function shown(world: World, incoming: Incoming, id: string): unknown {
  const intent = intentById(world, id);
  if (incoming.caller === 'server') return intentWire(world.model, intent, expanded(incoming));
  holderOfSecret(world, incoming, id);
  return intentForBrowser(world.model, intent);
}

/** A page's error holds the intent as a page may see it, without the clinic's metadata. */
export function forBrowser(world: World, { caller }: Incoming, id: string, error: unknown): unknown {
  if (caller === 'server' || !(error instanceof StripeFailure) || !error.body.payment_intent) return error;
  return new StripeFailure(error.status, {
    ...error.body,
    payment_intent: intentForBrowser(world.model, intentById(world, id)),
  });
}

export function expanded({ form }: Incoming): string[] {
  return new Params(form, Object.keys(form)).expand();
}
