import type { LinkKind } from '@botaniqal/shared/contracts/links.ts';
import { html, type TemplateResult } from 'lit';
import { wantElement } from '../neighbours/want-element.ts';

/** Draws the way out of a dead end. The page's own words stay until it has loaded. */
export function sendLinkView(kind: LinkKind, api: string): TemplateResult {
  void wantElement('bq-send-link');
  return html`<bq-send-link .kind=${kind} .api=${api}><slot></slot></bq-send-link>`;
}
