import { addMonths, lastDay, monthOf } from './month-grid.ts';

/** The same day of another month, or that month's last day where it is shorter (31 January + 1 → 28 February). */
export function addMonthsToDay(day: string, count: number): string {
  const month = addMonths(monthOf(day), count);
  const same = `${month}${day.slice(7)}`;
  const last = lastDay(month);
  return same < last ? same : last;
}
