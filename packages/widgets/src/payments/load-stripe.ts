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

/** Milliseconds. We do not wait longer for the script, because the hold of the patient's time runs. */
const deadline = 20_000;

let loading: Promise<StripeFactory> | null = null;
let policy: Policy | undefined;

/**
 * Loads Stripe's script once per page, from the address that the server names. It uses a script that the page has
 * loaded
 * before. A failure is not kept: the next call tries again.
 * @param from the address; `https:`, or this computer in a preview
 * @throws Error when it cannot be loaded
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
      // The page's policy refused the address before the browser sent a request.
      clearTimeout(timer);
      fail();
    }
  });
  return loading;
}

/** On a page with `require-trusted-types-for 'script'`, the address of a script must come from a named policy. */
function trusted(address: string): string {
  const rules = { createScriptURL };
  policy ??= window.trustedTypes?.createPolicy('bq-payment', rules) ?? rules;
  return policy.createScriptURL(address);
}

/** The policy accepts addresses over TLS, and addresses of this computer in a preview. */
function createScriptURL(address: string): string {
  const { protocol, hostname } = new URL(address, location.href);
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1') return address;
  throw new Error('Not an address for Stripe.js.');
}
