import { instantAt } from '../../time/wall-clock.ts';
import { dayAfter, dayIn } from '../../time/zone.ts';
import type { CalendarEvent, Recurrence, Span } from '../model.ts';
import { localDateTime } from './time-zones.ts';

/** An event as a calendar shows it: a single one, or one occurrence of a series. */
export interface Occurrence extends Span {
  event: CalendarEvent;
  /** The day of the series that it stands for; null: a single event. */
  day: string | null;
  isException: boolean;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** A series without an end is followed for so many days. */
const longestDays = 1500;

/** The occurrences of an event that overlap a window, in order. */
export function occurrencesOf(event: CalendarEvent, iana: string, window: Span): Occurrence[] {
  const overlaps = ({ start, end }: Span) =>
    start < window.end &&
    (end > window.start || (start.getTime() === end.getTime() && start >= window.start));
  if (!event.recurrence) {
    return overlaps(event)
      ? [{ event, day: null, isException: false, start: event.start, end: event.end }]
      : [];
  }
  const clock = localDateTime(event.start, iana).slice(11, 16);
  const length = event.end.getTime() - event.start.getTime();
  return daysOf(event.recurrence, dayIn(iana, window.end))
    .flatMap((day): Occurrence[] => {
      const exception = event.exceptions.get(day);
      if (exception === null) return [];
      const start = instantAt(day, clock, iana);
      const span = exception ?? { start, end: new Date(start.getTime() + length) };
      return [{ event, day, isException: exception !== undefined, ...span }];
    })
    .filter(overlaps);
}

/** The days of a series, up to one day. */
function daysOf({ type, interval, daysOfWeek, range }: Recurrence, last: string): string[] {
  const days: string[] = [];
  const most = range.type === 'numbered' ? (range.numberOfOccurrences ?? 1) : Number.POSITIVE_INFINITY;
  const end =
    range.type === 'endDate' && range.endDate !== null && range.endDate < last ? range.endDate : last;
  const firstWeekday = new Date(`${range.startDate}T00:00:00Z`).getUTCDay();
  for (let step = 0; step < longestDays && days.length < most; step += 1) {
    const day = dayAfter(range.startDate, step);
    if (day > end) break;
    const weekday = (firstWeekday + step) % 7;
    // A week starts on Sunday, as Outlook counts.
    const week = Math.floor((firstWeekday + step) / 7);
    const isOn =
      type === 'daily'
        ? step % interval === 0
        : week % interval === 0 && daysOfWeek.includes(weekdays[weekday] ?? '');
    if (isOn) days.push(day);
  }
  return days;
}

/** The id of an occurrence: that of its series, and its day. */
export function occurrenceId(seriesId: string, day: string | null): string {
  return day === null ? seriesId : `${seriesId}OCC${day.replaceAll('-', '')}`;
}

/** The series' id and the day in an occurrence's id; the day is null for any other id. */
export function occurrenceNamed(id: string): { seriesId: string; day: string | null } {
  const [, seriesId, year, month, date] = /^(.+)OCC(\d{4})(\d{2})(\d{2})$/.exec(id) ?? [];
  return seriesId ? { seriesId, day: `${year}-${month}-${date}` } : { seriesId: id, day: null };
}
