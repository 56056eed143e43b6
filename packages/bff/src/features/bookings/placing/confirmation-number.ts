import { randomInt } from 'node:crypto';
import { dayOf } from '@botaniqal/shared/time/zone.ts';

/** Without 0 and O, 1, I and L, U and V: what people mishear and misread. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';
const suffixLength = 4;

/**
 * A number for people: `BOT-2026-1123-K7QM`, from the clinic's name and the appointment's day at the clinic.
 * 29⁴ suffixes a day: the store still checks that it is unique.
 */
export function newConfirmationNumber(
  clinic: { name: string; timeZone: string },
  start: Date,
  pick: (limit: number) => number = (limit) => randomInt(limit),
): string {
  const letters = clinic.name.normalize('NFKD').replace(/[^A-Za-z]/g, '');
  const [year, month, day] = dayOf(start, clinic.timeZone).split('-');
  const suffix = Array.from({ length: suffixLength }, () => alphabet[pick(alphabet.length)]).join('');
  return `${letters.slice(0, 3).toUpperCase() || 'BQ'}-${year}-${month}${day}-${suffix}`;
}
