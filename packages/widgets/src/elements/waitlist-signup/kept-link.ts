import { type EntryLink, entryLinkOf } from './entry-link.ts';
import type { Access } from './place-shown.ts';

/** The key in the tab's session storage, one for each page of the site. It holds a random id and token, nothing else. */
const key = () => `bq-waitlist:${location.pathname}`;

/** Keeps what opens a place for a reload of the page; `null`: forgets it. */
export function keepLink(access: Access | null): void {
  try {
    if (access) sessionStorage.setItem(key(), `#entry=${access.entryId}&token=${access.token}`);
    else sessionStorage.removeItem(key());
  } catch {
    // Without storage a reload shows the form. The place stands, and the email leads to it.
  }
}

/** The place that this tab has opened or joined before the reload. */
export function keptLink(): EntryLink | null {
  try {
    return entryLinkOf(sessionStorage.getItem(key()) ?? '');
  } catch {
    return null;
  }
}
