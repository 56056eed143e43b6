import type { StripeFactory } from './stripe-js.ts';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}
interface Policy {
  createScriptURL(url: string): string;
}

declare global {
  interface Window {
    Stripe?: StripeFactory;
    trustedTypes?: TrustedTypes;
  }
}

/** Milliseconds. A script that has not come by then is not waited for: the patient's time is held, and runs. */
const deadline = 20_000;

let loading: Promise<StripeFactory> | null = null;
let policy: Policy | undefined;

/**
 * Loads Stripe's script, once per page, from where the server says it is. A script that is there already is used.
 * A failure is not kept: the next call tries again.
 * @param from the address; `https:`, or this machine in a preview
 * @throws Error when it cannot be had
 */
export function loadStripe(from: string, patience = deadline): Promise<StripeFactory> {
  if (window.Stripe) return Promise.resolve(window.Stripe);
  loading ??= new Promise<StripeFactory>((resolve, reject) => {
    const script = document.createElement('script');
    const fail = () => {
      loading = null;
      script.remove();
      reject(new Error('Stripe.js did not load.'));
    };
    const timer = setTimeout(fail, patience);
    script.addEventListener('error', () => {
      clearTimeout(timer);
      fail();
    });
    script.addEventListener('load', () => {
      clearTimeout(timer);
      if (window.Stripe) resolve(window.Stripe);
      else fail();
    });
    try {
      script.src = trusted(from);
      document.head.append(script);
    } catch {
      // A page's policy refused the address before anything was asked for.
      clearTimeout(timer);
      fail();
    }
  });
  return loading;
}

/** On a page with `require-trusted-types-for 'script'`, an address of a script has to come from a named policy. */
function trusted(address: string): string {
  const rules = { createScriptURL };
  policy ??= window.trustedTypes?.createPolicy('bq-payment', rules) ?? rules;
  return policy.createScriptURL(address);
}

/** The policy lets through what comes from where cards may be taken: over TLS, or from this machine in a preview. */
function createScriptURL(address: string): string {
  const { protocol, hostname } = new URL(address, location.href);
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') return address;
  throw new Error('Not an address for Stripe.js.');
}
