import type { WaitlistWishes } from '../contracts/waitlist.ts';
import { dayOf, formatter } from '../time/zone.ts';

type Weekday = NonNullable<WaitlistWishes['days']>[number];

/** In the order of JavaScript's days of the week. */
const sundayFirst: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The day of the week on which an instant falls in a zone. */
export function weekdayOf(instant: Date, timeZone: string): Weekday {
  const weekday = new Date(`${dayOf(instant, timeZone)}T00:00:00Z`).getUTCDay();
  return sundayFirst[weekday] ?? 'sun';
}

/** A time with a practitioner that is free again. */
export interface FreedTime {
  practitionerId: string;
  start: Date;
}

/**
 * Whether a freed time fits what a waiting person asked for: practitioner, day and lead time. What they left open
 * always fits.
 * @param at.timeZone the clinic's zone; it decides which day a time is on
 */
export function wouldTake(
  wishes: WaitlistWishes,
  freed: FreedTime,
  at: { now: Date; timeZone: string },
): boolean {
  if (wishes.practitionerId !== undefined && wishes.practitionerId !== freed.practitionerId) return false;
  if (wishes.days && !wishes.days.includes(weekdayOf(freed.start, at.timeZone))) return false;
  return freed.start.getTime() - at.now.getTime() >= (wishes.noticeHours ?? 0) * hour;
}

/** A shorter offer would be a race against the mail. */
export const leastOfferMinutes = 30;

/** The hours in which people do not read mail, on the clinic's clock, such as `21:00` to `08:00`. The same time twice means none. */
export interface QuietHours {
  from: string;
  to: string;
}

/**
 * The end of an offer that is made now: after the given number of hours, not counting quiet hours, and before the
 * lead time that every booking needs begins. In whole minutes, as the mail says it.
 * @param rules.timeZone the clinic's zone; its clock decides which hours are quiet
 * @returns `null` when too little time is left for an offer
 */
export function offerEnd(
  start: Date,
  rules: {
    now: Date;
    offerHours: number;
    quietHours: QuietHours;
    timeZone: string;
    minimumNoticeMinutes: number;
  },
): Date | null {
  const now = rules.now.getTime();
  const latest = start.getTime() - rules.minimumNoticeMinutes * minute;
  const end =
    Math.floor(Math.min(afterWaking(now, rules.offerHours * hour, latest, rules), latest) / minute) * minute;
  return end - now >= leastOfferMinutes * minute ? new Date(end) : null;
}

/** Clocks are changed at a whole quarter of an hour, in UTC: between two of them the clinic's clock runs evenly. */
const evenly = 15 * minute;

/** The instant at which the given time outside quiet hours has passed. When that is after `latest`, any instant from `latest` on. */
function afterWaking(
  from: number,
  waking: number,
  latest: number,
  { quietHours, timeZone }: { quietHours: QuietHours; timeZone: string },
): number {
  const quiet = { from: sinceMidnight(quietHours.from), to: sinceMidnight(quietHours.to) };
  const quietFor = (quiet.to - quiet.from + day) % day;
  let now = from;
  let left = waking;
  while (left > 0 && now < latest) {
    const clock = clockAt(now, timeZone);
    const isQuiet = until(clock, quiet.to) <= quietFor;
    const changes = until(clock, isQuiet ? quiet.to : quiet.from);
    const step = Math.min(changes, evenly - (now % evenly), isQuiet ? day : left);
    now += step;
    if (!isQuiet) left -= step;
  }
  return now;
}

/** Milliseconds from one time of the day to the next such time: more than 0, a day where both are the same. */
function until(clock: number, next: number): number {
  return ((next - clock + day - 1) % day) + 1;
}

/** `21:00` in milliseconds. */
function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * hour + minutes * minute;
}

/** What a clock shows, in milliseconds since its midnight. Zones differ from UTC by whole minutes. */
function clockAt(instant: number, timeZone: string): number {
  const time = formatter('sv-SE', timeZone, { hour: '2-digit', minute: '2-digit' });
  return sinceMidnight(time.format(instant)) + (instant % minute);
}
