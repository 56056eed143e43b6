import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { addMonths, firstDay, lastDay, type Month } from '@botaniqal/shared/time/month-grid.ts';
import type { Slot } from '../../components/calendar/calendar-model.ts';

/**
 * The calendar requests times in windows of two months. Two months are at most 62 days, the longest span of one
 * request, and the next month is often loaded before the patient turns to it. Windows follow each other without a gap.
 */
export interface Window {
  index: number;
  from: string;
  to: string;
}

/** The index of the window with a month, counted from this month. Earlier months are in the first window. */
export function windowOf(month: Month, thisMonth: Month): number {
  return Math.max(0, Math.floor(monthsBetween(thisMonth, month) / 2));
}

/** The days of a window. The first window starts today, because past times are not offered. */
export function windowAt(index: number, today: string): Window {
  const start = addMonths(today.slice(0, 7), index * 2);
  return { index, from: index === 0 ? today : firstDay(start), to: lastDay(addMonths(start, 1)) };
}

/** Whether a month is the second one of its window: then the patient may soon need the next window. */
export function isEndOfWindow(month: Month, thisMonth: Month): boolean {
  return monthsBetween(thisMonth, month) % 2 === 1;
}

function monthsBetween(from: Month, to: Month): number {
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7))
  );
}

/** The answer for a window, and when it was read (milliseconds). */
export interface Answer {
  calendar: CombinedCalendar;
  readAt: number;
}

/** All slots of the loaded windows, each once, in order. */
export function slotsOf(answers: Iterable<Answer>): Slot[] {
  const slots = new Map<string, Slot>();
  for (const { calendar } of answers) {
    for (const { slots: ofDay } of calendar.days) {
      for (const slot of ofDay) slots.set(slot.start, slot);
    }
  }
  return [...slots.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}
