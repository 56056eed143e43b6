import { formatter } from '@botaniqal/shared/time/zone.ts';

/** The hours on the clock of a zone, from 0 to 24: 9.5 is half past nine. */
export function localTime(instant: string, timeZone: string): number {
  const parts = formatter('en-AU', timeZone, {
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') + part('minute') / 60;
}

/** "9 am", "10", "12", "1 pm": the half of the day where it begins. */
export function hourWords(hour: number, isFirst: boolean): string {
  const on = hour % 12 === 0 ? 12 : hour % 12;
  return isFirst || hour === 13 ? `${on} ${hour < 12 ? 'am' : 'pm'}` : `${on}`;
}
