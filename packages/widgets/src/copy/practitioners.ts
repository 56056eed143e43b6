import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import { dayShort, timeOf } from './dates.ts';

/** The words of the cards of practitioners. */
export const practitionersCopy = {
  heading: 'Who you can see',
  timesIn: (place: string, abbreviation: string) => `Times in ${place} (${abbreviation}).`,
  places: {
    telehealth: 'By video',
    melbourne: 'In Melbourne',
    both: 'By video or in Melbourne',
  },
  registration: 'Registration',
  /** Follows the number of a registration for a screen reader. */
  inRegister: ', find it in the national register of health practitioners',
  languages: 'Languages and pronouns',
  next: 'Next:',
  noTimesSoon: 'No times soon',
  couldNotCheck: 'Times could not be checked',
  byPhone: 'Books by phone',
  notOpen: 'Not open for booking yet',
  seeTimes: 'See times',
  /** Follows "See times" for a screen reader. */
  of: (name: string) => ` of ${name}`,
  call: (phone: string) => `Call ${phone}`,
  nobody: 'There is no practitioner to show here right now.',
  notLoaded: 'The practitioners could not be loaded',
} as const;

/** "today 3:30 pm", "tomorrow 9:00 am", "Mon 23 Nov 9:30 am". */
export function nextWords(start: string, zone: string, locale: string): string {
  const today = dayOf(new Date(), zone);
  const day = dayOf(start, zone);
  const names: Record<string, string> = { [today]: 'today', [addDays(today, 1)]: 'tomorrow' };
  return `${names[day] ?? dayShort(day, locale)} ${timeOf(start, zone, locale)}`;
}
