import { styleSheetOf } from './appearance.js';
import { CardForm } from './card-form.js';
import { IntegrationError } from './errors.js';

const eventNames = [
  'ready',
  'change',
  'focus',
  'blur',
  'escape',
  'loaderror',
  'loaderstart',
  'availablepaymentmethodschange',
  'carddetailschange',
  'savedpaymentmethodupdate',
  'savedpaymentmethodremove',
];

/** `elements.create('payment')`: the card, and nothing but the card. */
export class PaymentElement {
  /**
   * @param {{ appearance?: object }} group
   * @param {() => Promise<{ error?: object }>} load
   */
  constructor(group, load) {
    this.handlers = new Map();
    this.destroyed = false;
    this.ready = false;
    this.load = load;
    this.form = new CardForm(styleSheetOf(group.appearance), (event) => this.#passOn(event));
  }

  /** @param {string | HTMLElement} target */
  mount(target) {
    if (this.destroyed) {
      throw new IntegrationError('This Element has already been destroyed. Please create a new one.');
    }
    const mountPoint = mountPointOf(target);
    mountPoint.replaceChildren(this.form.host);
    mountPoint.classList.add('StripeElement');
    this.#emit('loaderstart', {});
    this.load().then(({ error }) => {
      if (this.destroyed || !this.form.host.isConnected) return;
      this.ready = !error;
      this.form.disable(!this.ready);
      this.#emit(error ? 'loaderror' : 'ready', error ? { error } : {});
    });
  }

  unmount() {
    this.form.host.parentElement?.classList.remove('StripeElement');
    this.form.host.remove();
  }

  destroy() {
    this.unmount();
    this.destroyed = true;
    this.handlers.clear();
  }

  focus() {
    this.form.host.focus();
  }

  blur() {
    const { activeElement } = this.form.root;
    if (activeElement instanceof HTMLElement) activeElement.blur();
  }

  clear() {
    this.form.clear();
  }

  collapse() {
    return this;
  }

  update() {
    return this;
  }

  /** @param {object} [appearance] */
  restyle(appearance) {
    this.form.restyle(styleSheetOf(appearance));
  }

  /**
   * @param {string} event
   * @param {(detail: object) => void} handler
   */
  on(event, handler) {
    if (!eventNames.includes(event)) {
      throw new IntegrationError(
        `Invalid value for on(): event should be one of ${eventNames.join(', ')}. You specified: ${event}.`,
      );
    }
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler]);
    return this;
  }

  /**
   * @param {string} event
   * @param {(detail: object) => void} handler
   */
  once(event, handler) {
    const first = (/** @type {object} */ detail) => {
      this.off(event, first);
      handler(detail);
    };
    return this.on(event, first);
  }

  /**
   * @param {string} event
   * @param {(detail: object) => void} [handler]
   */
  off(event, handler) {
    const kept = handler ? (this.handlers.get(event) ?? []).filter((one) => one !== handler) : [];
    this.handlers.set(event, kept);
    return this;
  }

  /** @param {'change' | 'focus' | 'blur' | 'escape'} event */
  #passOn(event) {
    this.#emit(
      event,
      event === 'change'
        ? {
            empty: this.form.empty,
            complete: this.form.complaint === null,
            collapsed: false,
            value: { type: 'card' },
          }
        : {},
    );
  }

  /**
   * @param {string} event
   * @param {object} detail
   */
  #emit(event, detail) {
    for (const handler of this.handlers.get(event) ?? []) handler({ elementType: 'payment', ...detail });
  }
}

/** @param {unknown} target */
function mountPointOf(target) {
  const found = typeof target === 'string' ? document.querySelector(target) : target;
  if (typeof target === 'string' && !found) {
    throw new IntegrationError(
      `The selector you specified (${target}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`,
    );
  }
  if (!(found instanceof HTMLElement)) {
    throw new IntegrationError(
      'Missing argument. Make sure to call mount() with a valid DOM element or selector.',
    );
  }
  // The same words for a shadow root and for a node that is not on the page: stripe-js#662.
  if (found.getRootNode() !== document) {
    throw new IntegrationError('Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.');
  }
  return found;
}
