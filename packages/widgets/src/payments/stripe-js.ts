/**
 * Types for the part of Stripe.js that we use, from its documentation: https://docs.stripe.com/js
 * The script is loaded from Stripe and never bundled.
 */
export interface StripeJs {
  elements(options: { clientSecret: string; appearance: Appearance; locale: string }): StripeElements;
  /** With `redirect: 'if_required'` the promise resolves, unless the browser has left for the bank's page. */
  confirmPayment(options: {
    elements: StripeElements;
    confirmParams: { return_url: string };
    redirect: 'if_required';
  }): Promise<{ error?: StripeError }>;
}

export interface StripeElements {
  create(type: 'payment', options: { layout: 'tabs' }): PaymentElement;
  update(options: { appearance: Appearance }): void;
}

export interface PaymentElement {
  /** @throws when the node is in a shadow root or not on the page */
  mount(node: HTMLElement): void;
  on(event: 'ready' | 'loaderror', handler: () => void): void;
  destroy(): void;
}

export interface StripeError {
  readonly type: string;
  readonly code?: string;
  readonly decline_code?: string;
}

/** https://docs.stripe.com/elements/appearance-api */
export interface Appearance {
  readonly theme: 'stripe' | 'night';
  readonly variables: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type StripeFactory = (publishableKey: string) => StripeJs;
