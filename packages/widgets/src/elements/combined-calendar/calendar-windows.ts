import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { addMonths, firstDay, lastDay, type Month, monthOf } from '@botaniqal/shared/time/month-grid.ts';
import { daysBetween } from '@botaniqal/shared/time/zone.ts';
import type { Slot } from '../../components/calendar/calendar-model.ts';

/**
 * The calendar requests times month by month: the month in view first, so that it is soon there on a slow line, and
 * the next one when the page is idle. Windows follow each other without a gap.
 */
export interface Window {
  index: number;
  from: string;
  to: string;
}

/** With fewer days left than this, a month has hardly a time: the first window takes the next month along. */
const fewDays = 7;

function monthsAtFirst(today: string): number {
  return daysBetween(today, lastDay(monthOf(today))) < fewDays ? 2 : 1;
}

/** The index of the window with a month. Earlier months are in the first window. */
export function windowOf(month: Month, today: string): number {
  return Math.max(0, monthsBetween(monthOf(today), month) + 1 - monthsAtFirst(today));
}

/** The days of a window. The first window starts today, because past times are not offered. */
export function windowAt(index: number, today: string): Window {
  const month = addMonths(monthOf(today), index + monthsAtFirst(today) - 1);
  return { index, from: index === 0 ? today : firstDay(month), to: lastDay(month) };
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
