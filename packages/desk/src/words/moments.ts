import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { dayLong, dayShort, timeOf } from '@botaniqal/widgets/copy/dates.ts';

/** Staff of an Australian clinic read the desk. */
export const locale = 'en-AU';

/** "10:00 am" */
export function clock(instant: string, zone: string): string {
  return timeOf(instant, zone, locale);
}

/** "Tue 1 Dec, 10:00 am" */
export function dayAndClock(instant: string, zone: string): string {
  return `${dayShort(dayOf(instant, zone), locale)}, ${clock(instant, zone)}`;
}

/** "Tuesday 1 December" @param day `YYYY-MM-DD` */
export function dayInWords(day: string): string {
  return dayLong(day, locale);
}

/** "Tue 1 Dec" @param day `YYYY-MM-DD` */
export function dayAndMonth(day: string): string {
  return dayShort(day, locale);
}

/** "29 Feb 1980" @param day `YYYY-MM-DD` */
export function bornWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}

/** "10:00 to 10:15 am" */
export function clockRange(start: string, minutes: number, zone: string): string {
  const end = clock(new Date(Date.parse(start) + minutes * 60_000).toISOString(), zone);
  const begin = clock(start, zone);
  const [time = begin, half = ''] = begin.split('\u00a0');
  return `${end.endsWith(half) ? time : begin} to ${end}`;
}

/** How long something has lasted: "less than a minute", "6 min", "2 h 5 min", "1 day", "3 days". */
export function lasted(since: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return hours < 48 ? '1 day' : `${Math.floor(hours / 24)} days`;
}
