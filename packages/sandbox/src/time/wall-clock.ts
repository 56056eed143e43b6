import { formatIn } from './zone.ts';

/**
 * The instant at which a wall clock in a zone shows this. An hour that a change of clocks leaves out is read
 * as if the clocks had not changed yet; one that comes twice is the first.
 * @param day `YYYY-MM-DD`
 * @param clock `HH:MM`
 */
export function instantAt(day: string, clock: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${clock}:00Z`);
  // The offset is only known at an instant, so it is asked for around the one that is looked for.
  const [before, after] = [asUtc - halfDay, asUtc + halfDay].map((around) => offsetAt(around, timeZone));
  for (const offset of [before ?? 0, after ?? 0]) {
    if (offsetAt(asUtc - offset, timeZone) === offset) return new Date(asUtc - offset);
  }
  return new Date(asUtc - (before ?? 0));
}

const halfDay = 43_200_000;

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  // sv-SE writes dates and times the ISO way.
  const local = formatIn(timeZone, 'sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant);
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}
