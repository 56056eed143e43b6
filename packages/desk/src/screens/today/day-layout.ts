import type { TodayAppointment } from '@botaniqal/shared/contracts/staff/today.ts';
import { localTime } from './local-time.ts';

/** Pixels of an hour when appointments are not close together, as on paper. */
const usualHour = 59;
/** The most pixels of an hour: more would make a day too long to look over. */
const mostHour = 120;
/** Pixels of one line, and of two lines of text. */
const oneLine = 26;
const twoLines = 44;

export interface Placed {
  appointment: TodayAppointment;
  top: number;
  height: number;
  /** Which of the lanes of its column, of how many, where appointments overlap. */
  lane: number;
  lanes: number;
  /** There is room for one line only. */
  tight: boolean;
}

/** The hours of a day, and how high an hour is. */
export interface DayScale {
  /** Hours of the clock, `from` included. */
  from: number;
  to: number;
  hour: number;
}

/** The hours from the first to the last thing of the day: nine to five at least. */
export function scaleOf(
  appointments: readonly TodayAppointment[],
  busy: readonly { start: string; end: string }[],
  timeZone: string,
): DayScale {
  const begins = [...appointments, ...busy].map(({ start }) => localTime(start, timeZone));
  const ends = [...appointments.map(endOf), ...busy.map(({ end }) => end)].map((end) =>
    localTime(end, timeZone),
  );
  // What is busy over night does not make the day longer.
  const from = Math.max(6, Math.min(9, ...begins.map(Math.floor)));
  const to = Math.min(22, Math.max(17, ...ends.map(Math.ceil)));
  return { from, to, hour: Math.max(usualHour, Math.min(mostHour, oneLine / shortestGap(appointments))) };
}

/** Pixels from the top of the day. */
export function topOf(instant: string, { from, to, hour }: DayScale, timeZone: string): number {
  const at = Math.max(from, Math.min(to, localTime(instant, timeZone)));
  return (at - from) * hour;
}

/** Places the appointments of one column, so that none covers another. In order of time. */
export function placed(
  appointments: readonly TodayAppointment[],
  scale: DayScale,
  timeZone: string,
): Placed[] {
  const found: Placed[] = [];
  for (const group of overlapping(appointments)) {
    const lanes: string[] = [];
    const inLanes = group.map((appointment) => {
      const free = lanes.findIndex((end) => end <= appointment.start);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = endOf(appointment);
      return { appointment, lane };
    });
    for (const { appointment, lane } of inLanes) {
      const next = appointments.find(({ start }) => start >= endOf(appointment));
      const top = topOf(appointment.start, scale, timeZone);
      const room = next ? topOf(next.start, scale, timeZone) - top : Number.POSITIVE_INFINITY;
      const wanted = Math.max(twoLines, (appointment.durationMinutes / 60) * scale.hour);
      const height = Math.max(oneLine - 2, Math.min(wanted, room) - 2);
      found.push({ appointment, top, height, lane, lanes: lanes.length, tight: height < twoLines - 4 });
    }
  }
  return found;
}

function endOf({ start, durationMinutes }: TodayAppointment): string {
  return new Date(Date.parse(start) + durationMinutes * 60_000).toISOString().replace('.000Z', 'Z');
}

/** Groups of appointments of which each overlaps another one. */
function overlapping(appointments: readonly TodayAppointment[]): TodayAppointment[][] {
  const groups: TodayAppointment[][] = [];
  let until = '';
  for (const appointment of appointments) {
    const group = groups.at(-1);
    if (group && appointment.start < until) group.push(appointment);
    else groups.push([appointment]);
    const end = endOf(appointment);
    if (end > until) until = end;
  }
  return groups;
}

/** Hours between the two starts that are closest together with one practitioner. */
function shortestGap(appointments: readonly TodayAppointment[]): number {
  const before = new Map<string, number>();
  let shortest = 1;
  for (const { practitionerId, start } of appointments) {
    const at = Date.parse(start);
    const gap = (at - (before.get(practitionerId) ?? at)) / 3_600_000;
    if (gap > 0) shortest = Math.min(shortest, gap);
    before.set(practitionerId, at);
  }
  return shortest;
}
