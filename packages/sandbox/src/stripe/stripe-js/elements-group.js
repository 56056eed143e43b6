import { intentIdOf } from './api.js';
import { styleSheetOf } from './appearance.js';
import { IntegrationError } from './errors.js';
import { PaymentElement } from './payment-element.js';

/** `stripe.elements(…)`: with a payment's secret, or with `mode` when the payment is made later. */
export class Elements {
  /**
   * @param {import('./api.js').Api} api
   * @param {{ clientSecret?: string, mode?: string, amount?: number, currency?: string, captureMethod?: string, appearance?: object }} options
   */
  constructor(api, options) {
    check(options);
    // What is wrong with the appearance is said here, not when an Element is made.
    styleSheetOf(options.appearance);
    this.api = api;
    this.options = { ...options };
    this.submitted = false;
    this.handlers = [];
    this.element = null;
  }

  /** @param {string} type */
  create(type) {
    if (type !== 'payment') {
      throw new IntegrationError(`The stand-in for Stripe.js makes the payment Element only, not "${type}".`);
    }
    if (this.element && !this.element.destroyed) {
      throw new IntegrationError('Can only create one Element of type payment.');
    }
    this.element = new PaymentElement(this.options, () => this.#load());
    this.element.on('change', () => {
      this.submitted = false;
    });
    return this.element;
  }

  /** @param {string} type */
  getElement(type) {
    return type === 'payment' && this.element && !this.element.destroyed ? this.element : null;
  }

  /** Says what is missing on the form itself, and to the page. */
  async submit() {
    if (!this.element) {
      throw new IntegrationError('elements.submit() needs an Element: create and mount one first.');
    }
    const found = this.element.form.report();
    this.submitted = found === null;
    if (found) return { error: { type: 'validation_error', ...found } };
    return { selectedPaymentMethod: 'card' };
  }

  /** @param {Partial<Elements['options']>} change */
  async update(change) {
    const next = { ...this.options, ...change };
    check(next);
    this.element?.restyle(next.appearance);
    this.options = next;
    for (const handler of this.handlers) handler();
  }

  async fetchUpdates() {
    const { error } = await this.#load();
    return error ? { error: { message: error.message } } : {};
  }

  /**
   * @param {'update-end'} event
   * @param {() => void} handler
   */
  on(event, handler) {
    if (event === 'update-end') this.handlers.push(handler);
  }

  /** @returns {Promise<{ error?: any }>} */
  async #load() {
    const { clientSecret } = this.options;
    if (!clientSecret) return {};
    const answer = await this.api.retrieve(clientSecret);
    if ('error' in answer) return { error: answer.error };
    const { status } = answer.paymentIntent;
    if (status === 'succeeded' || status === 'canceled' || status === 'requires_capture') {
      return {
        error: {
          type: 'invalid_request_error',
          code: 'payment_intent_unexpected_state',
          message: `This PaymentIntent is in a terminal state (${status}) and cannot be used to initialize Elements.`,
        },
      };
    }
    return {};
  }
}

/** @param {Elements['options']} options */
function check(options) {
  if (options.clientSecret !== undefined) {
    if (options.mode !== undefined) {
      throw new IntegrationError('You cannot pass both clientSecret and mode to elements().');
    }
    intentIdOf(options.clientSecret);
    return;
  }
  if (options.mode !== 'payment') {
    throw new IntegrationError(
      'In order to create a payment element, you must pass a clientSecret or a mode when creating the Elements group.',
    );
  }
  if (!Number.isInteger(options.amount) || Number(options.amount) < 1) {
    throw new IntegrationError(
      `Invalid value for elements(): amount should be a positive integer. You specified: ${options.amount}.`,
    );
  }
  if (!/^[a-z]{3}$/.test(options.currency ?? '')) {
    throw new IntegrationError(
      `Invalid value for elements(): currency should be one of the supported currencies, in lower case. You specified: ${options.currency}.`,
    );
  }
}
