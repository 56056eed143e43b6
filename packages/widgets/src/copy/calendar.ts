import { clocksDiffer, type DayPart } from '@botaniqal/shared/time/day-slots.ts';
import { dayOf, formatter } from '@botaniqal/shared/time/zone.ts';
import { dayLong, dayMedium, dayShort, monthLong, timeOf, zoneAbbreviation, zonePlace } from './dates.ts';
import { plural } from './plural.ts';

/** The words of the calendar. */
export const calendarCopy = {
  heading: 'Choose a time',
  everybody: 'All practitioners',
  everybodyShort: 'All',
  practitioners: 'Practitioner',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  noNextMonth: 'Next month, not open yet',
  loading: 'Loading times',
  parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' } satisfies Record<DayPart, string>,
  next: (day: string) => `Next ${day}`,
  noTimesSoon: 'No times soon',
  couldNotCheck: 'Could not check · try again',
  tryAgain: 'Try again',
  failed: 'We could not load the times',
  noTimesOn: (day: string) => `No times on ${day}`,
  notOpenOn: (day: string) => `${day} is not open yet`,
  openUntil: (day: string) => `You can book up to ${day}.`,
  nextFree: (day: string) => `Next available day: ${day}`,
  previousFree: (day: string) => `Previous available day: ${day}`,
  lookLater: 'Look for later times',
  showAll: (count: number) => `Show all ${count} times`,
  withWhom: (time: string) => `Who would you like to see at ${time}?`,
  with: (name: string) => `with ${name}`,
  anyone: 'Anyone available',
  cancel: 'Keep looking',
  nothingChosen: 'No time chosen yet',
  nothingChosenAdvice: 'Choose a day, then a time.',
  chooseFirst: 'Choose a time first.',
  continue: 'Continue',
  timesIn: (place: string, abbreviation: string) => `Times in ${place} (${abbreviation}).`,
  offerZone: (place: string) => `Show ${place} times`,
  backToZone: (place: string) => `Show ${place} times only`,
  zoneUnknown: 'Your device did not give its time zone.',
  bothZones: (place: string) => `${place} time is shown beside them.`,
  confirmedByUs: 'These times are confirmed by us directly.',
  timesFrom: (age: string) => `Checked ${age}`,
  places: { telehealth: 'by video', melbourne: 'in Melbourne', both: 'by video' },
  near: 'Near the time you wanted',
  current: 'Your time now',
  more: (count: number) => `+${count}`,
};

/** The locale, the zone of the times in view, and the clinic's zone when it is another one. */
export interface Voice {
  locale: string;
  zone: string;
  /** The clinic's zone; empty when it is the zone in view. */
  otherZone: string;
}

/** "9:30 am", in the zone in view. */
export function slotTime(start: string, voice: Voice): string {
  return timeOf(start, voice.zone, voice.locale);
}

/**
 * "9:00 am AEDT": the same start by the clinic's clock, with the weekday before it when it is another day there.
 * Empty when both clocks show the same.
 */
export function slotOtherTime(start: string, voice: Voice): string {
  const { locale, zone, otherZone } = voice;
  if (!otherZone || !clocksDiffer(start, zone, otherZone)) return '';
  const anotherDay = dayOf(start, zone) !== dayOf(start, otherZone);
  const weekday = anotherDay
    ? `${formatter(locale, otherZone, { weekday: 'short' }).format(new Date(start))} `
    : '';
  return `${weekday}${timeOf(start, otherZone, locale)}\u00a0${zoneAbbreviation(start, otherZone, locale)}`;
}

/**
 * " with Dr Dia or Dr Shivani": a screen reader reads this after a slot's time. The heading above the times says the day
 * and the zone once.
 */
export function slotSpoken(names: readonly string[], locale: string): string {
  return ` with ${orList(names, locale)}`;
}

/** ", Melbourne time": a screen reader reads this after the day in the heading of the times. */
export function daySpoken({ zone }: Voice): string {
  return `, ${zonePlace(zone)} time`;
}

/** "Monday 23 November, 6 times available". */
export function dayLabel(
  day: string,
  facts: {
    count: number;
    today: boolean;
    current: boolean;
    name: string;
    loading: boolean;
    closed: boolean;
  },
  locale: string,
): string {
  const { count, today, current, name, loading, closed } = facts;
  const free = closed
    ? ', not open yet'
    : loading
      ? ''
      : count === 0
        ? ', no times'
        : `, ${plural(count, 'time')} available`;
  return `${today ? 'Today, ' : ''}${dayLong(day, locale)}${free}${name && count ? ` with ${name}` : ''}${current ? ', your time now' : ''}`;
}

/** "November 2026, 6 days with times available". */
export function monthAnnouncement(month: string, count: number, locale: string): string {
  return `${monthLong(month, locale)}, ${count ? `${plural(count, 'day')} with times available` : 'no times available'}`;
}

/** "Monday 23 November, 6 times available". */
export function dayAnnouncement(day: string, count: number, locale: string): string {
  return count
    ? `${dayLong(day, locale)}, ${plural(count, 'time')} available`
    : calendarCopy.noTimesOn(dayLong(day, locale));
}

/** "Mon 23 November, 9:30 am", and with its zone where the clinic's clock is shown beside it. */
export function chosenWords(start: string, day: string, voice: Voice): string {
  const { locale, zone } = voice;
  const name = slotOtherTime(start, voice) && `\u00a0${zoneAbbreviation(start, zone, locale)}`;
  return `${dayMedium(day, locale)}, ${slotTime(start, voice)}${name}`;
}

/** "5 minutes ago". The shortest age is "1 minute ago". */
export function age(instant: string, now: number, locale: string): string {
  const minutes = Math.max(1, Math.round((now - Date.parse(instant)) / 60_000));
  const words = new Intl.RelativeTimeFormat(locale);
  return minutes < 90 ? words.format(-minutes, 'minute') : words.format(-Math.round(minutes / 60), 'hour');
}

/** "Dr Dia", "Dr Dia or Dr Shivani". */
function orList(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
}

export { dayLong, dayShort, monthLong };
