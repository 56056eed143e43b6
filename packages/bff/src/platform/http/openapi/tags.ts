import type { Json } from './named-schemas.ts';

/** What the routes of a tag are about. The order is that of the reference. */
const meanings: Readonly<Record<string, string>> = {
  Catalogue: 'What the clinic offers: services, visits, prices, people.',
  Availability: 'Free times, of all practitioners side by side or of one day.',
  Bookings: 'Make, read, pay, move and cancel a booking.',
  Forms: 'Definitions of forms, answers, saved forms and triage.',
  Waitlist: 'Join a waitlist, see the place on it, take an invitation or an offer.',
  Links: 'Send a person the links to what is theirs.',
  Staff: 'What the desk shows and does. A session of the desk or a staff token is needed.',
  Desk: 'Sign in and out of the desk, and hear what changes.',
  Webhooks: 'Where vendors tell the server that something has changed.',
  Widgets: 'The files that a page loads.',
  Operations: 'Whether the server works, and this description.',
};

/** `bookings` and `Bookings` are one tag. */
export const tagName = (tag: string) => tag.charAt(0).toUpperCase() + tag.slice(1);

/** The tags that are used, each with a description. */
export function describeTags(used: ReadonlySet<string>): Json[] {
  const known = Object.keys(meanings).filter((name) => used.has(name));
  const others = [...used].filter((name) => !(name in meanings)).sort();
  return [...known, ...others].map((name) => ({
    name,
    description: meanings[name] ?? `Routes about ${name.toLowerCase()}.`,
  }));
}
