import { dayAfter } from '../time/zone.ts';

/** The Monday of a day's week, for a day that an address names and that may be anything. */
export function mondayOf(day: string): string {
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  const safe = valid ? day : '2026-01-01';
  return dayAfter(safe, -((new Date(`${safe}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** `Mon 23` */
export function shortDay(day: string): string {
  return dayText(day, { weekday: 'short', day: 'numeric' });
}

/** `23 November` */
export function longDay(day: string): string {
  return dayText(day, { day: 'numeric', month: 'long' });
}

function dayText(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-AU', { ...options, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
