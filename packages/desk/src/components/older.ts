import { html, nothing, type TemplateResult } from 'lit';
import type { Paged } from '../controllers/paged.ts';
import { failed } from './states.ts';

/** The button that reads older lines. */
export function older<T>(list: Paged<T>): TemplateResult | typeof nothing {
  if (list.olderError !== undefined) return failed(list.olderError, () => void list.older());
  if (!list.value?.next) return nothing;
  return html`<div><button type="button" @click=${() => void list.older()}>Show older</button></div>`;
}
