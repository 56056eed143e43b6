import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';

const known = new Map<string, number>();

/**
 * The first instant of a day in a zone. Some days have no midnight (the clock jumps over it), and days are 23 to
 * 25 hours long: so it is searched for, not computed.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const key = `${timeZone} ${day}`;
  let start = known.get(key);
  if (start === undefined) {
    start = searchStart(day, timeZone);
    // Only so many days can be asked about; the bound is for a stranger who tries them all.
    if (known.size > 5000) known.clear();
    known.set(key, start);
  }
  return new Date(start);
}

function searchStart(day: string, timeZone: string): number {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  // Zones are between 12 hours behind and 14 hours ahead of UTC.
  let before = midnightUtc - 15 * hourMs;
  let within = midnightUtc + 13 * hourMs;
  while (within - before > 1000) {
    const middle = Math.floor((before + within) / 2000) * 1000;
    if (dayOf(new Date(middle), timeZone) < day) before = middle;
    else within = middle;
  }
  return within;
}
