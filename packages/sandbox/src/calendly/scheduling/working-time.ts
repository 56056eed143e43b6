import { inventedNumber } from '../../control/invented-id.ts';
import { instantAt } from '../../time/wall-clock.ts';
import { dayAfter, dayIn } from '../../time/zone.ts';
import type { Interval, Schedule, User, Weekday } from '../model.ts';

/** Half-open, `[start, end)`. */
export interface Span {
  start: Date;
  end: Date;
}

const names: Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function intervalsOn(schedule: Schedule, day: string): Interval[] {
  const weekday = names[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sunday';
  return schedule.dates.get(day) ?? schedule.week[weekday];
}

/** The working hours of a schedule on the days that touch `[from, to)`, in order. */
export function workingSpans(schedule: Schedule, from: Date, to: Date): Span[] {
  return daysTouching(schedule.timeZone, from, to).flatMap((day) =>
    intervalsOn(schedule, day).map(({ from, to }) => spanOn(day, from, to, schedule.timeZone)),
  );
}

/** Events in another calendar of the person, always the same for the same day. */
export function otherEvents(user: User, from: Date, to: Date): Span[] {
  const { schedule } = user;
  return daysTouching(schedule.timeZone, from, to)
    .filter((day) => inventedNumber(100, 'busy', user.id, day) < schedule.otherEventsPercent)
    .flatMap((day) => {
      const hours = intervalsOn(schedule, day).flatMap(wholeHours);
      const hour = hours[inventedNumber(Math.max(hours.length, 1), 'hour', user.id, day)];
      return hour === undefined
        ? []
        : [spanOn(day, `${hour}:00`, `${two(Number(hour) + 1)}:00`, schedule.timeZone)];
    })
    .filter((span) => span.end > from && span.start < to);
}

function daysTouching(timeZone: string, from: Date, to: Date): string[] {
  const last = dayIn(timeZone, to);
  const days: string[] = [];
  for (let day = dayIn(timeZone, from); day <= last; day = dayAfter(day, 1)) days.push(day);
  return days;
}

function wholeHours({ from, to }: Interval): string[] {
  const first = Math.ceil(minutesOf(from) / 60);
  const end = Math.floor(minutesOf(to) / 60);
  return Array.from({ length: Math.max(end - first, 0) }, (_, index) => two(first + index));
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function spanOn(day: string, from: string, to: string, timeZone: string): Span {
  return {
    start: instantAt(day, from, timeZone),
    end: instantAt(day, to, timeZone),
  };
}
