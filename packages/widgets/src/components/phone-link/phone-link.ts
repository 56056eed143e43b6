import { html, type TemplateResult } from 'lit';

/** A link that calls the clinic: the way forward that always works. */
export function phoneLink(phone: string, words: string, primary = false): TemplateResult {
  return html`<a class=${primary ? 'phone primary' : 'phone'} part="phone" href="tel:${phone.replace(/[^+\d]/g, '')}">${words}</a>`;
}
