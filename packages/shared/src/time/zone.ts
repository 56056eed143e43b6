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

/**
 * The one place that decides what a time zone is, for browsers, the server and `clinic.yaml`. A zone is usable when
 * `Intl` can calculate with it: a place (`Australia/Perth`), a short or old name (`GMT`, `EST`, `NZ`, `Japan`), or an
 * offset (`+00:00`). Browsers report all of these, and some report `Etc/Unknown` or nothing.
 *
 * @returns the name to use from here on, one for each zone: a place keeps its own name (some runtimes would write
 * `Asia/Calcutta` for `Asia/Kolkata`), an offset of whole hours gets its IANA name (`Etc/GMT-10` for `+10:00`), and
 * everything else gets the name that `Intl` uses. Empty when the zone cannot be used.
 */
export function usableZone(value: string | null | undefined): string {
  if (!value || value === 'Etc/Unknown') return '';
  try {
    // Not cached, because a stranger can send any number of spellings.
    const { timeZone } = new Intl.DateTimeFormat('en-AU', { timeZone: value }).resolvedOptions();
    const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(timeZone) ?? [];
    if (hours && minutes === '00') {
      // The signs of these names are the reverse of an offset's.
      return +hours ? usableZone(`Etc/GMT${sign === '+' ? '-' : '+'}${+hours}`) : 'UTC';
    }
    // No place on earth has an offset like `+03:07`.
    if (hours) return /00|15|30|45/.test(`${minutes}`) && +hours < 15 ? timeZone : '';
    return /^([A-Z][a-z]+[/_-]?)+$/.test(value) && value.includes('/') ? value : timeZone;
  } catch {
    return '';
  }
}

/** Whether `Intl` can calculate with this zone. See `usableZone`. */
export function isTimeZone(value: string): boolean {
  return usableZone(value) !== '';
}

/** "Melbourne", "Lord Howe": the place in a zone's name. "GMT+10" for `Etc/GMT-10`, as people write it. */
export function zonePlace(zone: string): string {
  const place = (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
  return place.replace(/^(GMT)([+-])(?=\d)/, (_, gmt, sign) => gmt + (sign === '-' ? '+' : '-'));
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
