import type { WaitlistWishes } from '../contracts/waitlist.ts';
import { dayOf } from '../time/zone.ts';

type Weekday = NonNullable<WaitlistWishes['days']>[number];

/** In the order of JavaScript's days of the week. */
const sundayFirst: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const minute = 60_000;
const hour = 60 * minute;

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
 * Whether somebody who waits would take a time, as far as practitioner, day and notice go. What they did not say
 * does not matter to them.
 * @param at.timeZone the clinic's: days are meant as the clinic's calendar has them
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

/**
 * Until when a freed time is kept for somebody who is asked now: so many hours, and never into the notice that every
 * booking needs. Whole minutes, as the mail says it.
 * @returns `null` when too little time is left to ask anybody
 */
export function offerEnd(
  start: Date,
  rules: { now: Date; offerHours: number; minimumNoticeMinutes: number },
): Date | null {
  const now = rules.now.getTime();
  const latest = start.getTime() - rules.minimumNoticeMinutes * minute;
  const end = Math.floor(Math.min(now + rules.offerHours * hour, latest) / minute) * minute;
  return end - now >= leastOfferMinutes * minute ? new Date(end) : null;
}
