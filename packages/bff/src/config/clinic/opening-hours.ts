import { weekdays } from '@botaniqal/shared/contracts/catalogue.ts';
import { z } from 'zod';

const timeOfDay = z
  .string('must be a time in quotes, like "09:00"')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of 24 hours in quotes, like "09:00"');

const span = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, 'must end after it begins');

/** When the clinic is reached by phone, in its own time zone. A day that is left out is closed. */
export const openingHours = z.partialRecord(z.enum(weekdays), z.array(span).min(1));
export type OpeningHours = z.infer<typeof openingHours>;

/**
 * The hours in words: "Monday to Thursday 9 am to 5 pm, Friday 9 am to 1 pm, Melbourne time". Days that follow each
 * other and have the same hours are one part. Empty when no hours are given.
 */
export function openingHoursText(hours: OpeningHours, timeZone: string): string {
  const parts: { first: string; last: string; words: string }[] = [];
  for (const [index, day] of weekdays.entries()) {
    const words = (hours[day] ?? []).map(({ from, to }) => `${clock(from)} to ${clock(to)}`).join(' and ');
    if (words === '') continue;
    const last = parts.at(-1);
    if (last && last.words === words && last.last === weekdays[index - 1]) last.last = day;
    else parts.push({ first: day, last: day, words });
  }
  if (parts.length === 0) return '';
  const days = parts.map(({ first, last, words }) =>
    first === last ? `${named(first)} ${words}` : `${named(first)} to ${named(last)} ${words}`,
  );
  return `${days.join(', ')}, ${placeOf(timeZone)} time`;
}

/** "09:00" in words: "9 am"; "13:30": "1:30 pm". */
function clock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

function named(day: string): string {
  return day.charAt(0).toUpperCase() + day.slice(1);
}

function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
