import { addDays } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic.ts';

/**
 * How long something is kept. Days are `YYYY-MM-DD` in the clinic's zone. The law in NSW (HRIP Act 2002, s 25), Victoria
 * (Health Records Act 2001, HPP 4.2) and the ACT: 7 years from the last entry, and until the age of 25 where the person
 * was a minor when it was written. Where two readings are possible, the one that keeps longer.
 */

export type RetentionSettings = Clinic['retention'];

/** All that is kept of one person's health record, as far as it is known to be one person's. */
export interface PersonalRecord {
  firstEntry: string;
  lastEntry: string;
  /** `null`: nobody asked. */
  birth: string | null;
}

/** Which of the rules decided. */
export type RecordRule = 'adultYears' | 'minorUntilAge' | 'birthUnknown';

/**
 * The last day on which it must be kept, and why. The later of two days: so many years after the last entry, and the
 * birthday. For whoever was an adult, the birthday is the earlier one by itself.
 */
export function keepUntil(
  record: PersonalRecord,
  settings: Pick<RetentionSettings, 'adultYears' | 'minorUntilAge' | 'birthUnknown'>,
): { day: string; rule: RecordRule } {
  const byEntry = { day: yearsAfter(record.lastEntry, settings.adultYears), rule: 'adultYears' } as const;
  const birth = believable(record);
  if (birth === null && settings.birthUnknown === 'adult') return byEntry;
  // Nobody is younger than newborn on the day of the first entry.
  const byAge =
    birth === null
      ? ({ day: yearsAfter(record.firstEntry, settings.minorUntilAge), rule: 'birthUnknown' } as const)
      : ({ day: yearsAfter(birth, settings.minorUntilAge), rule: 'minorUntilAge' } as const);
  return byAge.day > byEntry.day ? byAge : byEntry;
}

/** Whether it may go: the last day on which it must be kept is over. */
export function isOver(lastDay: string, today: string): boolean {
  return today > lastDay;
}

/**
 * The same day, years later. After 29 February it is 1 March where that year has none: a day longer rather than a day
 * too short.
 */
export function yearsAfter(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const same = `${year}${day.slice(4)}`;
  return same.endsWith('-02-29') && !isLeapYear(Number(year)) ? `${year}-03-01` : same;
}

/** The last day on which something is kept that ended on a day. */
export function daysAfter(day: string, days: number): string {
  return addDays(day, days);
}

/** Somebody who was born after their first entry, or 130 years before it, was not: it is a slip of a key. */
function believable({ birth, firstEntry }: PersonalRecord): string | null {
  if (birth === null || birth > firstEntry || yearsAfter(birth, 130) < firstEntry) return null;
  return birth;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
