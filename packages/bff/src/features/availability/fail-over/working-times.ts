import { weekdays } from '@botaniqal/shared/contracts/catalogue.ts';
import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { weekdayIndex } from '@botaniqal/shared/time/month-grid.ts';
import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import type { WorkingHours } from '../../../config/clinic/working-hours.ts';
import type { Stretch } from '../reading/windows.ts';
import { instantAt } from './wall-clock.ts';

/** When a practitioner works: on the clock of the clinic, without the days on which the clinic is closed. */
export interface WorkingWeek {
  hours: WorkingHours;
  timeZone: string;
  /** `2026-12-25`, or `12-25` for every year. */
  closedDays: readonly string[];
}

/**
 * The starts of a visit that a practitioner's working hours leave free, ascending, in milliseconds. A visit lies within
 * one span of the hours. The buffers before and after it are free of busy times; they may lie outside the hours.
 * @param busy busy times of this practitioner, in any order
 * @param earliest no start is before this instant: the notice that the clinic needs
 */
export function freeTimesFromWorkingHours(
  week: WorkingWeek,
  visit: { durationMinutes: number },
  asked: Stretch,
  { busy, earliest }: { busy: readonly Stretch[]; earliest: number },
): number[] {
  const { startEveryMinutes, bufferBeforeMinutes, bufferAfterMinutes } = week.hours;
  const duration = visit.durationMinutes * minuteMs;
  const isFree = (start: number) => {
    const from = start - bufferBeforeMinutes * minuteMs;
    const to = start + duration + bufferAfterMinutes * minuteMs;
    return busy.every((one) => one.end <= from || to <= one.start);
  };
  const starts: number[] = [];
  for (const span of workingSpans(week, asked)) {
    for (let start = span.start; start + duration <= span.end; start += startEveryMinutes * minuteMs) {
      if (start >= asked.start && start < asked.end && start >= earliest && isFree(start)) starts.push(start);
    }
  }
  return starts;
}

/** The working hours on the clinic's days that touch a stretch, in order. */
function workingSpans({ hours, timeZone, closedDays }: WorkingWeek, asked: Stretch): Stretch[] {
  if (asked.start >= asked.end) return [];
  const spans: Stretch[] = [];
  const last = dayOf(new Date(asked.end), timeZone);
  for (let day = dayOf(new Date(asked.start), timeZone); day <= last; day = addDays(day, 1)) {
    if (closedDays.some((closed) => day === closed || day.slice(5) === closed)) continue;
    const weekday = weekdays[weekdayIndex(day)];
    for (const { from, to } of (weekday && hours.days[weekday]) ?? []) {
      spans.push({ start: instantAt(day, from, timeZone), end: instantAt(day, to, timeZone) });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}
