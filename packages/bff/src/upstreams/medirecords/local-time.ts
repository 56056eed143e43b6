import { formatter } from '@botaniqal/shared/time/zone.ts';

const day = 86_400_000;

const digits = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** An instant as the practice's clock shows it, `YYYY-MM-DDThh:mm`. */
export function localTime(instant: Date, timeZone: string): string {
  // Sweden writes dates as ISO does.
  return formatter('sv-SE', timeZone, digits).format(instant).replace(' ', 'T');
}

/**
 * The instant that a practice's clock means. A time that the clock shows twice means the first; one that it jumps
 * over means as long after the jump.
 */
export function instantOf(local: string, timeZone: string): Date {
  const shown = local.slice(0, 16);
  const wall = Date.parse(`${shown}Z`);
  // Clocks change at most once within a day on either side: the offset is one of these two.
  const byOffsetAt = (probe: number): Date => {
    const offset = Date.parse(`${localTime(new Date(probe), timeZone)}Z`) - probe;
    return new Date(wall - offset);
  };
  const before = byOffsetAt(wall - day);
  const after = byOffsetAt(wall + day);
  return localTime(before, timeZone) !== shown && localTime(after, timeZone) === shown ? after : before;
}
