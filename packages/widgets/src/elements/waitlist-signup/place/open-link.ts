import { html, type TemplateResult } from 'lit';
import { ApiProblem } from '../../../api/api-problem.ts';
import { confirmEntry, readEntry } from '../../../api/waitlist.ts';
import { placeCopy } from '../../../copy/waitlist/place.ts';
import { waitlistCopy } from '../../../copy/waitlist/waitlist.ts';
import { sendLinkView } from '../../../page/links/send-link-view.ts';
import type { EntryLink } from '../entry-link.ts';
import type { Place } from '../place-shown.ts';

/** Confirms the address when the link has a code for it, and reads the place. */
export async function openLink(origin: string, link: EntryLink, signal: AbortSignal): Promise<Place> {
  const { entryId, token, confirm } = link;
  if (confirm) {
    try {
      return await confirmEntry(origin, entryId, confirm, { token, signal, key: confirm });
    } catch (error) {
      // The code was used before or has expired. The person still sees their place.
      if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 0) throw error;
    }
  }
  return readEntry(origin, entryId, { token, signal });
}

/** The view of a link that does not open a place any more; `null` for another failure. */
export function unknownView(error: unknown, api: string, again: () => void): TemplateResult | null {
  if (!(error instanceof ApiProblem) || ![401, 403, 404].includes(error.status)) return null;
  const { heading, body } = placeCopy.unknown;
  return html`<bq-banner .heading=${heading} .body=${body}>
    <button type="button" @click=${again}>${waitlistCopy.again}</button>
  </bq-banner>
  ${sendLinkView('waitlist', api)}`;
}
