import { formatter } from '@botaniqal/shared/time/zone.ts';

/** Days (`YYYY-MM-DD`) are formatted as noon UTC, where no zone changes their date. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** "Monday 23 November" */
export function dayLong(day: string, locale: string): string {
  return withoutComma(
    formatter(locale, 'UTC', { weekday: 'long', day: 'numeric', month: 'long' }).format(noon(day)),
  );
}

/** "Mon 23 Nov" */
export function dayShort(day: string, locale: string): string {
  return withoutComma(
    formatter(locale, 'UTC', { weekday: 'short', day: 'numeric', month: 'short' }).format(noon(day)),
  );
}

/** "Mon 23 November" */
export function dayMedium(day: string, locale: string): string {
  return withoutComma(
    formatter(locale, 'UTC', { weekday: 'short', day: 'numeric', month: 'long' }).format(noon(day)),
  );
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

/** "AEDT", or "GMT+8" where the locale has no abbreviation. It depends on the instant: zones change their clocks. */
export function zoneAbbreviation(instant: Date | string, zone: string, locale: string): string {
  const parts = formatter(locale, zone, { timeZoneName: 'short' }).formatToParts(new Date(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "Melbourne", "Lord Howe": the last part of the zone's name. */
export function zonePlace(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}

/** The zone that this device is set to. */
export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** en-AU writes "Monday, 23 November"; beside a bold heading the comma only adds noise. */
function withoutComma(text: string): string {
  return text.replace(',', '');
}

/** The labels of a date that is typed in three parts. */
export const datePart = { day: 'Day', month: 'Month', year: 'Year' };
