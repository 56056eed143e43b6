import { Api } from './api.js';
import { Elements } from './elements-group.js';
import { IntegrationError } from './errors.js';
import { askBank } from './second-step.js';

/** What `Stripe(key)` gives: the few methods that a card payment needs, shaped as the real ones. */
class StripeStandIn {
  /** @param {string} key */
  constructor(key) {
    this.api = new Api(key);
  }

  /** @param {any} [options] */
  elements(options = {}) {
    return new Elements(this.api, options);
  }

  /** @param {string} clientSecret */
  retrievePaymentIntent(clientSecret) {
    return this.api.retrieve(clientSecret);
  }

  /**
   * @param {{ elements?: Elements, clientSecret?: string, confirmParams?: any, redirect?: 'always' | 'if_required' }} options
   */
  async confirmPayment(options) {
    const { elements, confirmParams = {}, redirect = 'always' } = options ?? {};
    if (redirect === 'always' && typeof confirmParams.return_url !== 'string') {
      throw new IntegrationError(
        'stripe.confirmPayment(): confirmParams.return_url is required unless redirect is "if_required".',
      );
    }
    const clientSecret = options.clientSecret ?? elements?.options.clientSecret;
    const card = elements?.getElement('payment');
    if (!elements || !card) {
      throw new IntegrationError(
        'stripe.confirmPayment(): elements should have a mounted Payment Element. It was never mounted, or was destroyed.',
      );
    }
    if (!clientSecret) {
      throw new IntegrationError('stripe.confirmPayment(): clientSecret is required.');
    }
    if (elements.options.mode && !elements.submitted) {
      throw new IntegrationError(
        'elements.submit() must be called before stripe.confirmPayment(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work.',
      );
    }
    const found = card.form.report();
    if (found) return { error: { type: 'validation_error', ...found } };
    const mismatch = elements.options.mode ? await this.#mismatch(elements, clientSecret) : null;
    if (mismatch) return { error: mismatch };

    card.form.disable(true);
    const result = await this.#confirm(clientSecret, fieldsOf(card, confirmParams));
    card.form.disable(false);
    if ('error' in result || redirect !== 'always') return result;
    const url = new URL(confirmParams.return_url);
    url.searchParams.set('payment_intent', result.paymentIntent.id);
    url.searchParams.set('payment_intent_client_secret', clientSecret);
    url.searchParams.set('redirect_status', 'succeeded');
    window.location.assign(url);
    return new Promise(() => {});
  }

  /** @param {{ clientSecret: string }} options */
  async handleNextAction({ clientSecret }) {
    const found = await this.api.retrieve(clientSecret);
    if ('error' in found) return found;
    if (found.paymentIntent.status !== 'requires_action') {
      throw new IntegrationError(
        `handleNextAction: The PaymentIntent supplied is not in the requires_action state. It is in the ${found.paymentIntent.status} state.`,
      );
    }
    return this.#secondStep(clientSecret, found.paymentIntent);
  }

  registerAppInfo() {}

  _registerWrapper() {}

  /**
   * @param {string} clientSecret
   * @param {Record<string, string>} fields
   */
  async #confirm(clientSecret, fields) {
    const result = await this.api.confirm(clientSecret, fields);
    if ('error' in result || result.paymentIntent.status !== 'requires_action') return result;
    return this.#secondStep(clientSecret, result.paymentIntent);
  }

  /**
   * @param {string} clientSecret
   * @param {{ amount: number, currency: string }} intent
   */
  async #secondStep(clientSecret, intent) {
    return this.api.finishSecondStep(clientSecret, await askBank(intent));
  }

  /**
   * With `mode`, the page said what it would pay before the payment was there; the two must agree.
   * @param {Elements} elements
   * @param {string} clientSecret
   */
  async #mismatch(elements, clientSecret) {
    const found = await this.api.retrieve(clientSecret);
    if ('error' in found) return found.error;
    const { amount, currency, captureMethod } = elements.options;
    const { paymentIntent } = found;
    const differs =
      (paymentIntent.amount !== amount && 'amount') ||
      (paymentIntent.currency !== currency && 'currency') ||
      (captureMethod && paymentIntent.capture_method !== captureMethod && 'capture_method');
    if (!differs) return null;
    return {
      type: 'invalid_request_error',
      message: `The ${differs} of the PaymentIntent does not match the one that Elements was created with.`,
    };
  }
}

/**
 * @param {import('./payment-element.js').PaymentElement} card
 * @param {any} confirmParams
 */
function fieldsOf(card, confirmParams) {
  /** @type {Record<string, string>} */
  const fields = card.form.data();
  if (confirmParams.return_url) fields.return_url = confirmParams.return_url;
  if (confirmParams.receipt_email) fields.receipt_email = confirmParams.receipt_email;
  const billing = confirmParams.payment_method_data?.billing_details ?? {};
  for (const name of ['name', 'email']) {
    if (billing[name]) fields[`payment_method_data[billing_details][${name}]`] = billing[name];
  }
  return fields;
}

/** @param {unknown} key */
function Stripe(key) {
  if (typeof key !== 'string' || key === '') {
    throw new IntegrationError('Please call Stripe() with your publishable key. You used an empty string.');
  }
  if (key.startsWith('sk_')) {
    throw new IntegrationError(
      'You should not use your secret key with Stripe.js. Please pass a publishable key instead.',
    );
  }
  // A stand-in must never be what a real patient's card is typed into.
  if (!key.startsWith('pk_test_')) {
    throw new IntegrationError('This is a stand-in for Stripe.js: it takes test keys (pk_test_…) only.');
  }
  return new StripeStandIn(key);
}
Stripe.version = 'endive';

if (!('Stripe' in window)) {
  Object.assign(window, { Stripe });
  console.warn('Test payments: a stand-in for Stripe.js is loaded. No card is charged.');
}
