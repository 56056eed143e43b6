import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { instantOf, localTime } from '../../../platform/local-time.ts';

export interface QuietHours {
  /** `hh:mm` on the patient's clock. Nothing is sent from then on. */
  from: string;
  /** `hh:mm`: messages are sent again. The same as `from`: there are no quiet hours. */
  until: string;
}

export function isQuiet(instant: Date, { from, until }: QuietHours, timeZone: string): boolean {
  if (from === until) return false;
  const time = localTime(instant, timeZone).slice(11);
  return from < until ? time >= from && time < until : time >= from || time < until;
}

/** The next instant after this one at which the clock of a zone shows this time, `hh:mm`. */
export function nextTime(after: Date, time: string, timeZone: string): Date {
  const today = localTime(after, timeZone).slice(0, 10);
  const found = instantOf(`${today}T${time}`, timeZone);
  return found > after ? found : instantOf(`${dayAfter(today, 1)}T${time}`, timeZone);
}

/** The latest instant, not after this one, at which the clock of a zone showed this time, `hh:mm`. */
export function latestTime(before: Date, time: string, timeZone: string): Date {
  const today = localTime(before, timeZone).slice(0, 10);
  const found = instantOf(`${today}T${time}`, timeZone);
  return found <= before ? found : instantOf(`${dayAfter(today, -1)}T${time}`, timeZone);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
