import { hourMs, secondMs } from '@botaniqal/shared/time/duration.ts';
import { formatter } from '@botaniqal/shared/time/zone.ts';

/**
 * The instant at which a wall clock in a zone shows this, in milliseconds. An hour that comes twice is the first one. A
 * time that the clock leaves out is the instant at which the clock changes.
 * @param day `YYYY-MM-DD`
 * @param clock `HH:MM`
 */
export function instantAt(day: string, clock: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T${clock}:00Z`);
  // Clocks change at most once within a day, so one of these two offsets is right.
  const offsets = [wanted - 24 * hourMs, wanted + 24 * hourMs].map((near) => shownAt(near, timeZone) - near);
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const [first = wanted, second = wanted] = candidates;
  const exact = candidates.find((candidate) => shownAt(candidate, timeZone) === wanted);
  return exact ?? firstAtOrAfter(wanted, first, second, timeZone);
}

/** Between two instants the clock only goes forward here: the first one at which it shows `wanted` or later. */
function firstAtOrAfter(wanted: number, before: number, after: number, timeZone: string): number {
  let [low, high] = [before, after];
  while (high - low > secondMs) {
    const middle = Math.floor((low + high) / 2 / secondMs) * secondMs;
    if (shownAt(middle, timeZone) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** What the clock shows at an instant, written as if it were UTC. Whole seconds. */
function shownAt(instant: number, timeZone: string): number {
  // sv-SE writes dates and times the ISO way.
  const shown = formatter('sv-SE', timeZone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant);
  return Date.parse(`${shown.replace(' ', 'T')}Z`);
}
