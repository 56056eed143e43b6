import { html, nothing, type TemplateResult } from 'lit';
import { codeOf, mayPass, phoneOf } from '../api/api-problem.ts';
import { phoneLink } from '../components/phone-link/phone-link.ts';
import { loadSentence, tryAgain } from '../copy/problems.ts';
import '../components/banner/banner.ts';

/**
 * Says that an element could not load what it shows, with the ways forward: a button where trying again can help, the
 * clinic's number where it cannot, and what the page's author put between the tags.
 * @param more a second sentence
 */
export function notLoaded(heading: string, error: unknown, again: () => void, more = ''): TemplateResult {
  const code = codeOf(error);
  const phone = phoneOf(error);
  return html`<bq-banner .heading=${heading} .body=${`${loadSentence(code)} ${more}`.trim()}>
      ${mayPass(code) ? html`<button type="button" @click=${again}>${tryAgain}</button>` : nothing}
      ${phone ? phoneLink(phone, phone) : nothing}
    </bq-banner>
    <slot></slot>`;
}
