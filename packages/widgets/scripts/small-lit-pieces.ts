/**
 * Lit's `ReactiveElement` with what our elements use of it: properties that are read from attributes or only kept, one
 * update for several changes, controllers, and style sheets. Updates begin when the element is first in the page.
 * A value that a page gave to an element before its class was there is set once more in the first update.
 */
const reactiveElement = `
export * from './css-tag.js';
export const notEqual = (one, other) => !Object.is(one, other);
export const defaultConverter = (word, type) =>
  type === Boolean ? word !== null : type === Number && word !== null ? Number(word) : word;

export class ReactiveElement extends HTMLElement {
  static attributes = new Map();

  static get observedAttributes() {
    this.finalize();
    return [...this.attributes.keys()];
  }

  static finalize() {
    if (Object.hasOwn(this, 'attributes')) return;
    const parent = Object.getPrototypeOf(this);
    parent.finalize();
    this.attributes = new Map(parent.attributes);
    const own = Object.hasOwn(this, 'properties') ? this.properties : {};
    for (const [name, options] of Object.entries(own)) {
      const { attribute = !options.state && name.toLowerCase() } = options;
      if (attribute) this.attributes.set(attribute, [name, options]);
      const key = Symbol();
      const { get, set } = Object.getOwnPropertyDescriptor(this.prototype, name) ?? {
        get() { return this[key]; },
        set(value) { this[key] = value; },
      };
      Object.defineProperty(this.prototype, name, {
        get,
        set(value) {
          const before = this[name];
          set.call(this, value);
          this.requestUpdate(name, before);
        },
        configurable: true,
        enumerable: true,
      });
    }
    this.sheets = this.finalizeStyles(this.styles).map(({ styleSheet }) => styleSheet);
  }

  /** Of a style that is listed twice the last place counts. */
  static finalizeStyles(styles = []) {
    return [...new Set([styles].flat(Infinity).reverse())].reverse();
  }

  isUpdatePending = false;
  hasUpdated = false;
  #changed = new Map();
  #early = [];
  #controllers = new Set();

  constructor() {
    super();
    this.updateComplete = new Promise((resolve) => {
      this.enableUpdating = resolve;
    });
    for (const [name, value] of Object.entries(this)) {
      if (name in Object.getPrototypeOf(this) && delete this[name]) this.#early.push([name, value]);
    }
    this.requestUpdate();
  }

  addController(controller) {
    this.#controllers.add(controller);
    if (this.renderRoot && this.isConnected) controller.hostConnected?.();
  }

  createRenderRoot() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = this.constructor.sheets;
    return root;
  }

  connectedCallback() {
    this.renderRoot ??= this.createRenderRoot();
    this.enableUpdating();
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback() {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(attribute, _before, word) {
    const [name, options] = this.constructor.attributes.get(attribute);
    this[name] = (options.converter ?? defaultConverter)(word, options.type);
  }

  requestUpdate(name, before) {
    if (name !== undefined) {
      if (!notEqual(this[name], before)) return;
      if (!this.#changed.has(name)) this.#changed.set(name, this.hasUpdated ? before : undefined);
    }
    if (!this.isUpdatePending) this.updateComplete = this.#updated(this.updateComplete);
  }

  async #updated(before) {
    this.isUpdatePending = true;
    try {
      await before;
    } catch (error) {
      // The page sees a failure of the update before this one.
      Promise.reject(error);
    }
    this.performUpdate();
    return !this.isUpdatePending;
  }

  performUpdate() {
    if (!this.isUpdatePending) return;
    this.renderRoot ??= this.createRenderRoot();
    for (const [name, value] of this.#early.splice(0)) this[name] = value;
    const changed = this.#changed;
    try {
      this.willUpdate(changed);
      for (const controller of this.#controllers) controller.hostUpdate?.();
      this.update(changed);
    } catch (error) {
      ReactiveElement.prototype.update.call(this);
      throw error;
    }
    if (!this.hasUpdated) {
      this.hasUpdated = true;
      this.firstUpdated(changed);
    }
    this.updated(changed);
  }

  update() {
    this.#changed = new Map();
    this.isUpdatePending = false;
  }

  willUpdate() {}
  firstUpdated() {}
  updated() {}
}
`;

/**
 * Lit's `Task` with what our elements use of it: it runs when its arguments have changed, and the result of the newest
 * run counts. `taskComplete` waits for the end of a run, good or bad.
 */
const task = `
import { notEqual } from '@lit/reactive-element';
export const TaskStatus = { INITIAL: 0, PENDING: 1, COMPLETE: 2, ERROR: 3 };
export const initialState = Symbol();
export const shallowArrayEquals = (one, other) =>
  one.length === other.length && one.every((each, index) => !notEqual(each, other[index]));

export class Task {
  status = 0;
  taskComplete = Promise.resolve();
  #host;
  #config;
  #args = [initialState];
  #runs = 0;
  #running;
  #settle;

  constructor(host, config) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  hostUpdate() {
    const before = this.#args;
    const args = this.#config.args();
    this.#args = args;
    if (!shallowArrayEquals(args, before)) this.run(args);
  }

  async run(args = this.#config.args()) {
    this.#args = args;
    if (this.status === 1) this.abort();
    else this.taskComplete = new Promise((resolve) => { this.#settle = resolve; });
    this.status = 1;
    this.#host.requestUpdate();
    this.#runs += 1;
    const run = this.#runs;
    this.#running = new AbortController();
    let value;
    let error;
    let status = 2;
    try {
      value = await this.#config.task(args, this.#running);
    } catch (caught) {
      error = caught;
      status = 3;
    }
    if (run !== this.#runs) return;
    if (value === initialState) this.status = 0;
    else {
      try {
        if (status === 2) this.#config.onComplete?.(value);
        else this.#config.onError?.(error);
      } catch {}
      this.status = status;
      this.error = error;
      this.#settle();
    }
    this.#host.requestUpdate();
  }

  abort() {
    if (this.status === 1) this.#running.abort();
  }
}
`;

/** For each of Lit's files: what its code says when it is the release that was read, and what takes its place. */
export const whole: Readonly<Record<string, { release: string; code: string }>> = {
  '@lit/reactive-element/reactive-element.js': { release: 'push("2.1.2")', code: reactiveElement },
  '@lit/task/task.js': { release: 'this._.requestUpdate()}}abort(t){1===this.i', code: task },
};
