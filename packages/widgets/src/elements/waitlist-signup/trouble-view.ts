import { html, nothing, type TemplateResult } from 'lit';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { waitlistCopy } from '../../copy/waitlist/waitlist.ts';

/** A failure, and what to do about it. */
export interface Trouble {
  readonly heading: string;
  readonly body: string;
}

export function troubleView({ heading, body }: Trouble, phone = ''): TemplateResult {
  return html`<bq-banner .heading=${heading} .body=${body}
    >${phone ? phoneLink(phone, waitlistCopy.call(phone)) : nothing}</bq-banner
  >`;
}
