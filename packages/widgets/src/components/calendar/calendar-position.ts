import { type Month, monthOf } from '@botaniqal/shared/time/month-grid.ts';
import type { FreeTimes } from './calendar-model.ts';

/** The month and the day in view. The object is replaced, never changed. */
export interface CalendarPosition {
  month: Month;
  /** The day whose times are shown; empty: none. */
  day: string;
  /** The date that the Tab key reaches; empty: the day in view, or today. */
  cursor: string;
  /** The calendar looks for the first free day: at the start, and after "look for later times". */
  seeking: boolean;
}

/** The position at the start: this month, then the first free day when the times are loaded. */
export function positionAtStart(today: string): CalendarPosition {
  return { month: monthOf(today), day: '', cursor: '', seeking: true };
}

/** The position on a day. */
export function positionOnDay(day: string): CalendarPosition {
  return { month: monthOf(day), day, cursor: day, seeking: false };
}

/** The position in a month, on its first free day. */
export function positionInMonth(month: Month, free: FreeTimes): CalendarPosition {
  return { month, day: free.inMonth(month)[0] ?? '', cursor: '', seeking: false };
}

/**
 * The position after another tab was chosen: the same day when that person is free on it, else their first free day.
 */
export function positionInTab(place: CalendarPosition, free: FreeTimes): CalendarPosition {
  if (place.seeking || free.on(place.day).length > 0) return place;
  const day = free.inMonth(place.month)[0] ?? free.after();
  return day ? positionOnDay(day) : { ...place, day: '' };
}

/**
 * The position after times were loaded: the first free day when the calendar looks for it or the month had no times
 * before.
 */
export function positionWithTimes(
  place: CalendarPosition,
  free: FreeTimes,
  known: boolean,
): CalendarPosition {
  if (!known) return place;
  if (!place.seeking) return place.day ? place : { ...place, day: free.inMonth(place.month)[0] ?? '' };
  // `after` excludes the day it is given, so we pass the last day of the month before.
  // It never goes back to a month that the patient has seen.
  const day = free.after(`${place.month}-00`);
  return day ? positionOnDay(day) : { ...place, seeking: false };
}
