import type Stripe from 'stripe';

let loaded: typeof Stripe | undefined;

/** Loads Stripe's package at its first use, because it is large and an idle server makes no payments. */
export async function loadStripe(): Promise<typeof Stripe> {
  loaded ??= (await import('stripe')).default;
  return loaded;
}

/** The package's error classes. Before the package is loaded, no error can be one of them. */
export function stripeErrors(): (typeof Stripe)['errors'] | undefined {
  return loaded?.errors;
}
