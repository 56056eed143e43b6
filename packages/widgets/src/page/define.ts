/**
 * Registers a tag unless the page has it already. An embed that is pasted twice, or a second version of the script,
 * must
 * not throw. The first version stays.
 */
export function define(tag: string, type: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, type);
}
