import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { isQuiet, latestTime, type QuietHours } from '../../messages/index.ts';

/** So long before quiet hours a reminder is sent that would fall into them: many can be sent before they begin. */
const beforeQuietMs = hourMs;

/**
 * When a reminder is due: so many hours before the start. One that falls into quiet hours is sent before they begin.
 */
export function reminderTime(start: Date, hours: number, quiet: QuietHours, timeZone: string): Date {
  const due = new Date(start.getTime() - hours * hourMs);
  if (!isQuiet(due, quiet, timeZone)) return due;
  return new Date(latestTime(due, quiet.from, timeZone).getTime() - beforeQuietMs);
}
