/**
 * Days and clocks in a time zone. The sandbox has its own small module, because code shared with the clinic would
 * make the same mistake in the stand-in and in the product, and the tests would not see it.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter of this locale, zone and options; each is made once, because making one is slow. */
export function formatIn(
  timeZone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = [timeZone, locale, JSON.stringify(options)].join(' ');
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, format);
  return format;
}

/** Whether `name` is an IANA zone such as `Australia/Melbourne`. */
export function isZoneName(name: string): boolean {
  if (name === 'UTC') return true;
  if (!name.includes('/')) return false;
  try {
    return formatIn(name, 'en-AU', {}).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The day (`YYYY-MM-DD`) that the calendar of a zone shows at an instant. */
export function dayIn(timeZone: string, instant: Date): string {
  const parts = new Map(
    formatIn(timeZone, 'en-AU', { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

const millisecondsPerDay = 86_400_000;

/** The day that many days after `day`, or before it when `count` is negative. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * millisecondsPerDay).toISOString().slice(0, 10);
}
