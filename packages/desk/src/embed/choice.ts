import type { Theme } from '@botaniqal/shared/theme/theme.ts';

/** An element that a page can place, in the words of a marketer, and the attributes that narrow it. */
export interface Placeable {
  tag: string;
  name: string;
  takes: readonly ('service' | 'visit' | 'practitioner')[];
  /** What the fallback between the tags invites to, by phone. */
  fallback: string;
}

export const placeables: readonly Placeable[] = [
  {
    tag: 'bq-booking',
    name: 'The whole booking',
    takes: ['service', 'visit', 'practitioner'],
    fallback: 'book',
  },
  {
    tag: 'bq-combined-calendar',
    name: 'The calendar of free times',
    takes: ['service', 'visit', 'practitioner'],
    fallback: 'book',
  },
  { tag: 'bq-service-picker', name: 'The list of services', takes: ['service'], fallback: 'book' },
  {
    tag: 'bq-practitioners',
    name: 'The practitioners',
    takes: ['service', 'practitioner'],
    fallback: 'book',
  },
  {
    tag: 'bq-triage-form',
    name: 'Questions that find the right service',
    takes: [],
    fallback: 'ask where to start',
  },
  { tag: 'bq-waitlist-signup', name: 'Joining a waitlist', takes: ['service'], fallback: 'join a waitlist' },
  { tag: 'bq-manage-booking', name: 'Changing a booking', takes: [], fallback: 'change your booking' },
  {
    tag: 'bq-device-check',
    name: 'Testing camera and sound',
    takes: [],
    fallback: 'test your camera with us',
  },
];

/** What the marketer has chosen for one place on a page. */
export interface Choice {
  element: Placeable;
  service: string;
  visit: string;
  practitioner: string;
  /** A kept theme's name; empty: the theme is written into the page. */
  kept: string;
  theme: Theme;
}

/** The attributes of the tag: those that were chosen, and that the element takes. */
export function attributesOf({ element, kept, ...choice }: Choice): Record<string, string> {
  const chosen = element.takes.flatMap((name) => (choice[name] ? [[name, choice[name]] as const] : []));
  return Object.fromEntries(kept ? [...chosen, ['theme', kept] as const] : chosen);
}
