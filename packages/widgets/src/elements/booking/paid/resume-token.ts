import { manageLinkOf } from '../../../page/manage-link.ts';
import type { BookingAccess } from './booking-snapshot.ts';

/**
 * What outlives a reload, or the way to the bank's page and back, in this tab: the booking's own link, which our mails carry too.
 * It opens the booking and says nothing about the patient. It is kept by the page's path, in the tab's session: gone
 * with the tab, and on no other page of the site.
 */
const key = () => `bq-booking:${location.pathname}`;

/** What Stripe adds to the address when the bank's page leads back. */
const added = ['payment_intent', 'payment_intent_client_secret', 'redirect_status', 'source_type'];

export function saveResumeToken({ manageUrl }: BookingAccess): void {
  try {
    sessionStorage.setItem(key(), manageUrl);
  } catch {
    // Without storage a reload begins anew, and what was held runs out.
  }
}

export function clearResumeToken(): void {
  try {
    sessionStorage.removeItem(key());
  } catch {
    // There was none.
  }
}

export function readResumeToken(): BookingAccess | null {
  try {
    const manageUrl = sessionStorage.getItem(key()) ?? '';
    const link = manageLinkOf(new URL(manageUrl).hash, '');
    return link && { bookingId: link.bookingId, manageToken: link.token, manageUrl };
  } catch {
    return null;
  }
}

/**
 * Takes out of the address what Stripe added to it, before any other script makes a note of it.
 * @returns whether this page was led back to by the bank
 */
export function cleanAddress(): boolean {
  const url = new URL(location.href);
  const returned = added.some((name) => url.searchParams.has(name));
  if (!returned) return false;
  for (const name of added) url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
  return true;
}

/** Whether this page was there before, reloaded or reached by Back: then its entry has a number of `BrowserHistory`. */
export function isReload(): boolean {
  return Object.keys(history.state ?? {}).some((name) => name.startsWith('bq-booking'));
}
