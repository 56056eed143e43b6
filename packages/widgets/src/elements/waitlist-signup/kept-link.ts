import { keepText, keptText, onThisPage } from '../../page/kept-text.ts';
import { type EntryLink, entryLinkOf } from './entry-link.ts';
import type { Access } from './place-shown.ts';

const name = () => onThisPage('bq-waitlist');

/** Keeps what opens a place for a reload of the page; `null`: forgets it. Our email leads to the place as well. */
export function keepLink(access: Access | null): void {
  keepText(name(), access ? `#entry=${access.entryId}&token=${access.token}` : '');
}

/** The place that this tab has opened or joined before the reload. */
export const keptLink = (): EntryLink | null => entryLinkOf(keptText(name()));
