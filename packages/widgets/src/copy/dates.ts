import { dayOf, formatter, usableZone, zonePlace } from '@botaniqal/shared/time/zone.ts';

export { zonePlace };

/** The locale of what is English in every language: forms, policies, amounts as cards show them, names of clocks. */
export function englishLocale(locale: string): string {
  return locale.startsWith('en') ? locale : 'en-AU';
}

/** Formats days (`YYYY-MM-DD`) as noon UTC, so that no zone changes the date. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** The parts of a day in words, and its year when it is not this year. */
function dayWords(
  day: string,
  locale: string,
  weekday: 'long' | 'short',
  month: 'long' | 'short' = weekday,
): string {
  const isThisYear = day.startsWith(`${new Date().getFullYear()}`);
  const words = formatter(locale, 'UTC', {
    weekday,
    day: 'numeric',
    month,
    ...(!isThisYear && { year: 'numeric' }),
  }).format(noon(day));
  // The locale en-AU writes "Monday, 23 November". Headings are easier to read without the comma.
  return words.replace(',', '');
}

/** "Monday 23 November", "Monday 4 January 2027" */
export function dayLong(day: string, locale: string): string {
  return dayWords(day, locale, 'long');
}

/** "Mon 23 Nov" */
export function dayShort(day: string, locale: string): string {
  return dayWords(day, locale, 'short');
}

/** "Mon 23 November" */
export function dayMedium(day: string, locale: string): string {
  return dayWords(day, locale, 'short', 'long');
}

/** "November 2026", of a day or a month (`2026-11`). */
export function monthLong(month: string, locale: string): string {
  return formatter(locale, 'UTC', { month: 'long', year: 'numeric' }).format(noon(`${month.slice(0, 7)}-01`));
}

/** "9:30 am" */
export function timeOf(instant: string, zone: string, locale: string): string {
  return formatter(locale, zone, { hour: 'numeric', minute: '2-digit' })
    .format(new Date(instant))
    .replace(/\s/g, '\u00a0');
}

/**
 * "AEDT", or "GMT+8" when the locale has no abbreviation. It depends on the instant, because zones change their clocks.
 */
export function zoneAbbreviation(instant: Date | string, zone: string, locale: string): string {
  const parts = formatter(englishLocale(locale), zone, { timeZoneName: 'short' }).formatToParts(
    new Date(instant),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** The zone of this device; empty when the browser does not know it, or reports one that it cannot calculate with. */
export function deviceZone(): string {
  return usableZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/**
 * Makes the formatters that a calendar needs first. A browser takes some 25 ms for them, a phone 100. The base does it
 * while the code of the element is on its way.
 */
export function warmDates(locale: string): void {
  const zone = deviceZone() || 'UTC';
  const now = new Date();
  const day = dayOf(now, zone);
  for (const words of [dayLong, dayShort, monthLong]) words(day, locale);
  for (const words of [timeOf, zoneAbbreviation]) words(now.toISOString(), zone, locale);
}

/** The labels of a date that is typed in three parts. */
export const datePart = { day: 'Day', month: 'Month', year: 'Year' };
