import { parts } from './parts.ts';

/** What we use of Lit's elements here. */
type Connected = CustomElementConstructor & { prototype: { connectedCallback(): void } };

/**
 * Registers a tag unless the page has it already. An embed that is pasted twice, or a second version of the script, must
 * not throw. The first version stays.
 *
 * An element inside another one of ours exports all parts, so that a page reaches each with `bq-booking::part(slot)`
 * as with `bq-combined-calendar::part(slot)`.
 */
export function define(tag: string, type: CustomElementConstructor): void {
  if (customElements.get(tag)) return;
  const { prototype } = type as Connected;
  const { connectedCallback } = prototype;
  prototype.connectedCallback = function (this: HTMLElement) {
    const { host } = this.getRootNode() as Partial<ShadowRoot>;
    if (host?.localName.startsWith('bq-')) this.setAttribute('exportparts', parts);
    connectedCallback.call(this);
  };
  customElements.define(tag, type);
}
