/**
 * Registers a tag unless the page has it already: an embed pasted twice, or a second version of the
 * script on one page, must not throw. The first one wins.
 */
export function define(tag: string, type: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, type);
}
