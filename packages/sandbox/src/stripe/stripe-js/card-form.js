import { cardFields, expiryOf } from './card-fields.js';

const samples = [
  ['4242 4242 4242 4242', 'pays'],
  ['4000 0025 0000 3155', 'asks for a second step, then pays'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0000 0000 9995', 'is declined: not enough money'],
];

/**
 * The card form. It lives in a shadow root of its own under the mount, which keeps the page's CSS out and the focus
 * on one host, as the real one's frame does. Unlike that one, the page could read it: test cards only.
 */
export class CardForm {
  /**
   * @param {CSSStyleSheet} sheet
   * @param {(event: 'change' | 'focus' | 'blur' | 'escape') => void} tell
   */
  constructor(sheet, tell) {
    this.tell = tell;
    this.host = document.createElement('div');
    this.host.className = '__PrivateStripeElement';
    this.root = this.host.attachShadow({ mode: 'open', delegatesFocus: true });
    this.restyle(sheet);
    this.inputs = new Map();
    this.root.append(notice(), this.#fields(), help());
    this.root.addEventListener('focusin', () => tell('focus'));
    this.root.addEventListener('focusout', () => tell('blur'));
    this.root.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') tell('escape');
    });
  }

  /** @param {CSSStyleSheet} sheet */
  restyle(sheet) {
    this.root.adoptedStyleSheets = [sheet];
  }

  get empty() {
    return [...this.inputs.values()].every(({ input }) => input.value === '');
  }

  /** What does not hold yet, the first of it; null when all holds. */
  get complaint() {
    for (const { name, complaint } of cardFields) {
      const found = complaint(this.#typed(name));
      if (found) return found;
    }
    return null;
  }

  /** Shows every complaint, moves to the first, and says what it is. */
  report() {
    const wrong = cardFields.filter((field) => this.#show(field));
    this.inputs.get(wrong[0]?.name)?.input.focus();
    return this.complaint;
  }

  /** What the card is, as Stripe's API takes it. */
  data() {
    const { month, year } = expiryOf(this.#typed('expiry'));
    return {
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': this.#typed('number').replaceAll(' ', ''),
      'payment_method_data[card][exp_month]': String(month),
      'payment_method_data[card][exp_year]': String(year),
      'payment_method_data[card][cvc]': this.#typed('cvc'),
    };
  }

  clear() {
    for (const { input } of this.inputs.values()) input.value = '';
    for (const field of cardFields) this.#mark(field, null);
    this.tell('change');
  }

  /** @param {boolean} disabled */
  disable(disabled) {
    for (const { input } of this.inputs.values()) input.disabled = disabled;
  }

  #fields() {
    const grid = make('div', { class: 'Grid', role: 'group', 'aria-label': 'Card' });
    for (const field of cardFields) {
      const id = `card-${field.name}`;
      const input = make('input', {
        id,
        class: 'Input',
        type: 'text',
        inputmode: 'numeric',
        autocomplete: field.autocomplete,
        placeholder: field.placeholder,
        maxlength: String(field.maxLength),
        'aria-required': 'true',
        spellcheck: 'false',
      });
      const error = make('p', { id: `${id}-error`, class: 'Error', role: 'alert', hidden: '' });
      const block = make('div', { class: field.wide ? 'Block Wide' : 'Block' });
      const label = make('label', { class: 'Label', for: id }, field.label);
      block.append(label, input, error);
      grid.append(block);
      this.inputs.set(field.name, { input, error });
      input.addEventListener('input', () => {
        const atEnd = input.selectionStart === input.value.length;
        if (atEnd) input.value = field.format(input.value);
        if (input.getAttribute('aria-invalid') === 'true') this.#show(field);
        this.tell('change');
      });
      input.addEventListener('blur', () => {
        input.value = field.format(input.value);
        if (input.value !== '') this.#show(field);
      });
    }
    return grid;
  }

  /** @param {import('./card-fields.js').CardField} field */
  #show(field) {
    const found = field.complaint(this.#typed(field.name));
    this.#mark(field, found?.message ?? null);
    return found !== null;
  }

  /**
   * @param {import('./card-fields.js').CardField} field
   * @param {string | null} message
   */
  #mark(field, message) {
    const { input, error } = this.inputs.get(field.name);
    input.classList.toggle('Input--invalid', message !== null);
    error.hidden = message === null;
    error.textContent = message ?? '';
    if (message === null) {
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
    } else {
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', error.id);
    }
  }

  /** @param {string} name */
  #typed(name) {
    return this.inputs.get(name)?.input.value ?? '';
  }
}

function notice() {
  const text = make('p', { class: 'Notice' });
  text.append(make('strong', {}, 'Test payments'), ': no money moves here. Use a test card, never your own.');
  return text;
}

function help() {
  const details = make('details', {});
  const list = make('ul', {});
  for (const [number, does] of samples) {
    const item = make('li', {});
    item.append(make('code', {}, number), ` ${does}`);
    list.append(item);
  }
  details.append(make('summary', {}, 'Test card numbers'), list);
  return details;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes, text) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
