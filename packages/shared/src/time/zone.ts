import { dayMs } from './duration.ts';

/** Days and clocks in a time zone, by `Intl` alone: light enough for a widget. */

const formatters = new Map<string, Intl.DateTimeFormat>();

/** One cached formatter per locale, zone and options: making one costs about a millisecond on a phone. */
export function formatter(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formatters.set(key, found);
  }
  return found;
}

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(value: string): boolean {
  if (!value.includes('/') && value !== 'UTC') return false;
  try {
    formatter('en-AU', value, {});
    return true;
  } catch {
    return false;
  }
}

/** The day (`YYYY-MM-DD`) on which an instant falls in a zone. */
export function dayOf(instant: Date | string, timeZone: string): string {
  // sv-SE writes dates the ISO way.
  return formatter('sv-SE', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** Adds whole days to a day. Pure calendar arithmetic: no zone, no daylight saving. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to` (0 on the same day; negative when `to` is earlier). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}
