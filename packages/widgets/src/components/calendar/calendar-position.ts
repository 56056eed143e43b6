import { type Month, monthOf } from '@botaniqal/shared/time/month-grid.ts';
import type { FreeTimes } from './calendar-model.ts';

/** What the patient looks at. Never changed, only replaced. */
export interface CalendarPosition {
  month: Month;
  /** The day whose times are shown; empty: none. */
  day: string;
  /** The date that Tab reaches; empty: the day, or today. */
  cursor: string;
  /** Still on the way to the first free day there is: at the start, and after "look for later times". */
  seeking: boolean;
}

/** At the start: this month, and on to the first free day as soon as times are known. */
export function positionAtStart(today: string): CalendarPosition {
  return { month: monthOf(today), day: '', cursor: '', seeking: true };
}

/** On a day. */
export function positionOnDay(day: string): CalendarPosition {
  return { month: monthOf(day), day, cursor: day, seeking: false };
}

/** In a month, on its first free day. */
export function positionInMonth(month: Month, free: FreeTimes): CalendarPosition {
  return { month, day: free.inMonth(month)[0] ?? '', cursor: '', seeking: false };
}

/** After another tab was chosen: the same day where that person is free then, else their first one. */
export function positionInTab(place: CalendarPosition, free: FreeTimes): CalendarPosition {
  if (place.seeking || free.on(place.day).length > 0) return place;
  const day = free.inMonth(place.month)[0] ?? free.after();
  return day ? positionOnDay(day) : { ...place, day: '' };
}

/** After times came: on to the first free day when it is looked for, and into a month that had none before. */
export function positionWithTimes(
  place: CalendarPosition,
  free: FreeTimes,
  known: boolean,
): CalendarPosition {
  if (!known) return place;
  if (!place.seeking) return place.day ? place : { ...place, day: free.inMonth(place.month)[0] ?? '' };
  // `after` leaves out the day it is given: the last day of the month before lets the first one in.
  const day = free.after(`${place.month}-00`) ?? free.after();
  return day ? positionOnDay(day) : { ...place, seeking: false };
}
