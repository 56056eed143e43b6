/**
 * The part of Stripe.js that we use, as its documentation has it. It is loaded from Stripe and never bundled, so
 * these types describe an object that is not ours. https://docs.stripe.com/js
 */
export interface StripeJs {
  elements(options: { clientSecret: string; appearance: Appearance; locale: string }): StripeElements;
  /** With `redirect: 'if_required'` it answers unless the browser has left for the bank's page. */
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
  /** @throws where the node is in a shadow root or off the page */
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
