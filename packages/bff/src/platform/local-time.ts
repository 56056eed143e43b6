import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { formatter } from '@botaniqal/shared/time/zone.ts';
// By its own path: the package's index loads three hundred files of date-fns, a third of the server's start.
import { getTimezoneOffset } from 'date-fns-tz/getTimezoneOffset';

const day = dayMs;

const digits = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** An instant as a clock in this zone shows it, `YYYY-MM-DDThh:mm`. */
export function localTime(instant: Date, timeZone: string): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return formatter('sv-SE', timeZone, digits).format(instant).replace(' ', 'T');
}

/**
 * The instant that a clock in this zone means. A time that the clock shows twice means the first; one that it jumps
 * over means as long after the jump.
 */
export function instantOf(local: string, timeZone: string): Date {
  const shown = local.slice(0, 16);
  const wall = Date.parse(`${shown}Z`);
  // Clocks change at most once within a day on either side: the offset is one of these two.
  const byOffsetAt = (probe: number): Date => new Date(wall - getTimezoneOffset(timeZone, new Date(probe)));
  const before = byOffsetAt(wall - day);
  const after = byOffsetAt(wall + day);
  return localTime(before, timeZone) !== shown && localTime(after, timeZone) === shown ? after : before;
}
