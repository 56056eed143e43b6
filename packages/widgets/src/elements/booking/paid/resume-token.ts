import { keepText, keptText, onThisPage } from '../../../page/kept-text.ts';
import type { Journey } from '../journey/journey.ts';

/**
 * What a reload needs to find the booking again. It is the booking's own link, as our emails have it, or `sent:` with the
 * random key of a request whose answer had not come. It survives a reload and the visit to the bank's page, and says
 * nothing about the patient. `trouble/look-up.ts` reads it.
 */
export type ResumeToken = string;

const name = () => onThisPage('bq-booking');
export const sentPrefix = 'sent:';
/** The link of the last booking of this tab, on any page of the site. */
const booked = 'bq-booked';

/** The parameters that Stripe adds to the address when it returns from the bank's page. */
const added = ['payment_intent', 'payment_intent_client_secret', 'redirect_status', 'source_type'];

/** Keeps what a reload needs in a state of the journey; in a state without a booking, keeps nothing. */
export function keepResumeToken(journey: Journey): void {
  if (journey.at === 'resuming') return;
  const token = tokenOf(journey);
  keepText(name(), token);
  if (journey.at === 'confirmed') keepText(booked, token);
}

function tokenOf(journey: Journey): ResumeToken {
  switch (journey.at) {
    case 'sending':
      return sentPrefix + journey.attempt.key;
    case 'payment':
      return journey.held.manageUrl;
    case 'confirming':
    case 'confirmed':
      return journey.booking.manageUrl;
    default:
      return journey.unresolved ? sentPrefix + journey.unresolved.key : '';
  }
}

/** @returns empty when no booking was under way before the reload */
export const readResumeToken = (): ResumeToken => keptText(name());

/** The link of the last booking of this tab; empty when there is none. */
export const lastBooked = (): string => keptText(booked);

/**
 * Removes Stripe's parameters from the address, before another script of the page stores the address.
 * @returns whether the patient has returned from the bank's page
 */
export function cleanAddress(): boolean {
  const url = new URL(location.href);
  const returned = added.some((parameter) => url.searchParams.has(parameter));
  if (!returned) return false;
  for (const parameter of added) url.searchParams.delete(parameter);
  try {
    history.replaceState(history.state, '', url);
  } catch {
    // A sandboxed frame may not write its address. The parameters stay, and the booking goes on.
  }
  return true;
}
