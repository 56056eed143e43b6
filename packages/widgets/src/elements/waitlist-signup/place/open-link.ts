import { html, type TemplateResult } from 'lit';
import { ApiProblem } from '../../../api/api-problem.ts';
import { confirmEntry, readEntry } from '../../../api/waitlist.ts';
import { placeCopy } from '../../../copy/waitlist/place.ts';
import { waitlistCopy } from '../../../copy/waitlist/waitlist.ts';
import type { EntryLink } from '../entry-link.ts';
import type { Place } from '../place-shown.ts';

/** Confirms the address where the link is the one that can; shows the place in any case. */
export async function openLink(origin: string, link: EntryLink, signal: AbortSignal): Promise<Place> {
  const { entryId, token, confirm } = link;
  if (confirm) {
    try {
      return await confirmEntry(origin, entryId, confirm, { token, signal, key: confirm });
    } catch (error) {
      // A code that was used or is too old does not keep anybody from seeing their place.
      if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 0) throw error;
    }
  }
  return readEntry(origin, entryId, { token, signal });
}

/** A link that opens nothing (any more); `null`: it is something else that went wrong. */
export function unknownView(error: unknown, again: () => void): TemplateResult | null {
  if (!(error instanceof ApiProblem) || ![401, 403, 404].includes(error.status)) return null;
  const { heading, body } = placeCopy.unknown;
  return html`<bq-banner .heading=${heading} .body=${body}>
    <button type="button" @click=${again}>${waitlistCopy.again}</button>
  </bq-banner>`;
}
