import { manageLinkOf } from '../../../page/manage-link.ts';
import type { BookingAccess } from './booking-snapshot.ts';

/**
 * The key of the resume token in the tab's session storage, one for each page of the site. The token is the booking's
 * own link, as our e-mails have it. It survives a reload and the visit to the bank's page, opens the booking, and says
 * nothing about the patient.
 */
const key = () => `bq-booking:${location.pathname}`;

/** The parameters that Stripe adds to the address when it returns from the bank's page. */
const added = ['payment_intent', 'payment_intent_client_secret', 'redirect_status', 'source_type'];

export function saveResumeToken({ manageUrl }: BookingAccess): void {
  try {
    sessionStorage.setItem(key(), manageUrl);
  } catch {
    // Without storage a reload starts a new booking, and the held time expires.
  }
}

export function clearResumeToken(): void {
  try {
    sessionStorage.removeItem(key());
  } catch {
    // Without storage there was no token.
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
 * Removes Stripe's parameters from the address, before another script of the page stores the address.
 * @returns whether the patient has returned from the bank's page
 */
export function cleanAddress(): boolean {
  const url = new URL(location.href);
  const returned = added.some((name) => url.searchParams.has(name));
  if (!returned) return false;
  for (const name of added) url.searchParams.delete(name);
  try {
    history.replaceState(history.state, '', url);
  } catch {
    // A sandboxed frame may not write its address. The parameters stay, and the booking goes on.
  }
  return true;
}

/** Whether the page was reloaded or reached by Back: then `BrowserHistory` has written a number into its entry. */
export function isReload(): boolean {
  return Object.keys(history.state ?? {}).some((name) => name.startsWith('bq-booking'));
}
