import { manageLinkOf } from '../../../page/links/manage-link.ts';
import type { Journey } from '../journey/journey.ts';
import type { BookingAccess } from './booking-snapshot.ts';

/** What a reload finds: what opens the booking, or the key of a request whose answer had not come. */
export type ResumeToken = BookingAccess | { readonly sentKey: string };

/**
 * The key of the resume token in the tab's session storage, one for each page of the site. The token is the booking's
 * own link, as our emails have it, or the random key of the request that is being sent. It survives a reload and the
 * visit to the bank's page, and says nothing about the patient.
 */
const key = () => `bq-booking:${location.pathname}`;
const sent = 'sent:';
/** The link of the last booking of this tab, on any page of the site. */
const booked = 'bq-booked';

/** The parameters that Stripe adds to the address when it returns from the bank's page. */
const added = ['payment_intent', 'payment_intent_client_secret', 'redirect_status', 'source_type'];

/** Keeps what a reload needs in a state of the journey; in a state without a booking, keeps nothing. */
export function keepResumeToken(journey: Journey): void {
  if (journey.at === 'resuming') return;
  try {
    const token = tokenOf(journey);
    if (token) sessionStorage.setItem(key(), token);
    else sessionStorage.removeItem(key());
    if (journey.at === 'confirmed') sessionStorage.setItem(booked, token);
  } catch {
    // Without storage a reload starts a new booking, and a held time expires.
  }
}

function tokenOf(journey: Journey): string {
  switch (journey.at) {
    case 'sending':
      return sent + journey.attempt.key;
    case 'payment':
      return journey.held.manageUrl;
    case 'confirming':
    case 'confirmed':
      return journey.booking.manageUrl;
    default:
      return journey.unresolved ? sent + journey.unresolved.key : '';
  }
}

export function readResumeToken(): ResumeToken | null {
  const token = read(key());
  return token.startsWith(sent) ? { sentKey: token.slice(sent.length) } : accessOf(token);
}

/** What opens the last booking of this tab. */
export const lastBooked = (): BookingAccess | null => accessOf(read(booked));

function read(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

function accessOf(manageUrl: string): BookingAccess | null {
  const link = manageLinkOf(manageUrl.slice(manageUrl.indexOf('#')), '');
  return link && { bookingId: link.bookingId, manageToken: link.token, manageUrl };
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
