import type { PaymentSetup } from '@botaniqal/shared/contracts/bookings.ts';
import { appearanceOf } from './appearance.ts';
import { type CardMount, makeCardMount } from './card-mount.ts';
import { loadStripe } from './load-stripe.ts';
import type { PayOutcome } from './payment-trouble.ts';
import type { PaymentElement, StripeElements, StripeJs } from './stripe-js.ts';

/** Milliseconds. Stripe's frames report within two seconds; on a poor network they may never report. */
const patience = 20_000;

interface Around {
  /** The element whose default slot shows the card fields. */
  readonly inner: Element;
  /** The element from which `appearanceOf` reads the colours. */
  readonly probe: HTMLElement;
  readonly locale: string;
}

/**
 * Stripe's Payment Element for one payment: card fields, and the wallets that Stripe offers in this browser. Its frames
 * send the typed card number to Stripe; this page never gets it.
 */
export class CardPayment {
  readonly #stripe: StripeJs;
  readonly #elements: StripeElements;
  readonly #element: PaymentElement;
  readonly #mount: CardMount;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  /** Notices a page that switches between light and dark by itself, with an attribute. */
  readonly #page: MutationObserver;
  readonly #restyle: () => void;

  private constructor(stripe: StripeJs, setup: PaymentSetup, { inner, probe, locale }: Around) {
    this.#stripe = stripe;
    this.#elements = stripe.elements({
      clientSecret: setup.clientSecret,
      appearance: appearanceOf(probe),
      locale,
    });
    this.#element = this.#elements.create('payment', { layout: 'tabs' });
    this.#mount = makeCardMount(inner);
    let shown = JSON.stringify(appearanceOf(probe));
    this.#restyle = () => {
      const appearance = appearanceOf(probe);
      const next = JSON.stringify(appearance);
      if (next !== shown) this.#elements.update({ appearance });
      shown = next;
    };
    this.#dark.addEventListener('change', this.#restyle);
    this.#page = new MutationObserver(this.#restyle);
    for (const root of [document.documentElement, document.body])
      this.#page.observe(root, { attributes: true });
  }

  /**
   * Loads Stripe's script, mounts the fields and waits until they can be typed into.
   * @throws Error when they cannot be shown
   */
  static async open(setup: PaymentSetup, around: Around, signal: AbortSignal): Promise<CardPayment> {
    const factory = await loadStripe(setup.scriptUrl);
    signal.throwIfAborted();
    const payment = new CardPayment(factory(setup.publishableKey), setup, around);
    try {
      await payment.#ready(signal);
    } catch (error) {
      payment.close();
      throw error;
    }
    return payment;
  }

  /** @param returnUrl the address to which the bank's page returns, when the browser has to leave */
  async pay(returnUrl: string): Promise<PayOutcome> {
    try {
      const { error } = await this.#stripe.confirmPayment({
        elements: this.#elements,
        confirmParams: { return_url: returnUrl },
        redirect: 'if_required',
      });
      if (!error) return { kind: 'authorised' };
      const { payOutcome } = await import('./payment-trouble.ts');
      return payOutcome(error);
    } catch {
      return { kind: 'refused', trouble: 'no_answer' };
    }
  }

  close(): void {
    this.#dark.removeEventListener('change', this.#restyle);
    this.#page.disconnect();
    this.#element.destroy();
    this.#mount.remove();
  }

  #ready(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error('The card fields did not load.'));
      const timer = setTimeout(fail, patience);
      signal.addEventListener('abort', fail);
      this.#element.on('loaderror', fail);
      this.#element.on('ready', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#element.mount(this.#mount.node);
    });
  }
}
