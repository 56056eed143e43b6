import { addDays, daysBetween } from './zone.ts';

/** A month, `YYYY-MM`. */
export type Month = string;

/** The month that a day lies in. */
export function monthOf(day: string): Month {
  return day.slice(0, 7);
}

/** Adds whole months to a month. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The first day of a month. */
export function firstDay(month: Month): string {
  return `${month}-01`;
}

/** The last day of a month. */
export function lastDay(month: Month): string {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

/** 0 for Monday … 6 for Sunday: weeks start on Monday here, as in Australia. */
export function weekdayIndex(day: string): number {
  // 2024-01-01 was a Monday.
  return ((daysBetween('2024-01-01', day) % 7) + 7) % 7;
}

/** A month in weeks of seven, Monday first; `null` stands where a day belongs to another month. */
export function monthGrid(month: Month): (string | null)[][] {
  const first = firstDay(month);
  const count = daysBetween(first, firstDay(addMonths(month, 1)));
  const offset = weekdayIndex(first);
  return Array.from({ length: Math.ceil((offset + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const index = week * 7 + weekday - offset;
      return index < 0 || index >= count ? null : addDays(first, index);
    }),
  );
}
