import { addDays } from '@botaniqal/shared/time/zone.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';

/**
 * How long data is kept. Days are `YYYY-MM-DD` in the clinic's zone. The law in NSW (HRIP Act 2002, s 25), Victoria
 * (Health Records Act 2001, HPP 4.2) and the ACT: 7 years from the last entry, and until the age of 25 for a person
 * who was a minor when it was written. Where the law can be read in two ways, the longer time counts.
 */

export type RetentionSettings = Clinic['retention'];

/** One person's health record, as far as its parts are known to belong together. */
export interface PersonalRecord {
  firstEntry: string;
  lastEntry: string;
  /** `null` when it was not asked. */
  birth: string | null;
}

/** The rule that decided. */
export type RecordRule = 'adultYears' | 'minorUntilAge' | 'birthUnknown';

/**
 * The last day on which a record must be kept, and the rule. It is the later of two days: a number of years after the
 * last entry, and a birthday. For an adult the birthday is always the earlier one.
 */
export function keepUntil(
  record: PersonalRecord,
  settings: Pick<RetentionSettings, 'adultYears' | 'minorUntilAge' | 'birthUnknown'>,
): { day: string; rule: RecordRule } {
  const byEntry = { day: yearsAfter(record.lastEntry, settings.adultYears), rule: 'adultYears' } as const;
  const birth = believable(record);
  if (birth === null && settings.birthUnknown === 'adult') return byEntry;
  // When the birth date is unknown, the person is taken as newborn on the day of the first entry.
  const byAge =
    birth === null
      ? ({ day: yearsAfter(record.firstEntry, settings.minorUntilAge), rule: 'birthUnknown' } as const)
      : ({ day: yearsAfter(birth, settings.minorUntilAge), rule: 'minorUntilAge' } as const);
  return byAge.day > byEntry.day ? byAge : byEntry;
}

/** Whether the last day is over, so that the data may be erased. */
export function isOver(lastDay: string, today: string): boolean {
  return today > lastDay;
}

/**
 * The same day, years later. 29 February becomes 1 March in a year without it, so that data is never erased a day too
 * early.
 */
export function yearsAfter(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const same = `${year}${day.slice(4)}`;
  return same.endsWith('-02-29') && !isLeapYear(Number(year)) ? `${year}-03-01` : same;
}

/** The last day of a period of days. */
export function daysAfter(day: string, days: number): string {
  return addDays(day, days);
}

/** A birth date after the first entry, or 130 years before it, is a typing error. */
function believable({ birth, firstEntry }: PersonalRecord): string | null {
  if (birth === null || birth > firstEntry || yearsAfter(birth, 130) < firstEntry) return null;
  return birth;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
