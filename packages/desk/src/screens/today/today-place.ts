import { addDays } from '@botaniqal/shared/time/zone.ts';
import { addressOf } from '../../app/router.ts';

/** What of Today is open: a day or the week around it, and perhaps one booking. */
export interface TodayPlace {
  span: 'day' | 'week';
  /** `YYYY-MM-DD`; empty: today. */
  day: string;
  /** Empty: none is open. */
  booking: string;
}

/** Reads `week/2026-11-30/booking/7d…`: each part may be left out. */
export function todayPlaceOf(rest: string): TodayPlace {
  const parts = rest.split('/');
  const at = parts.indexOf('booking');
  return {
    span: parts[0] === 'week' ? 'week' : 'day',
    day: parts.find((part) => /^\d{4}-\d{2}-\d{2}$/.test(part)) ?? '',
    booking: at < 0 ? '' : (parts[at + 1] ?? ''),
  };
}

export function todayAddress({ span, day, booking }: TodayPlace): string {
  const parts = [span === 'week' ? 'week' : '', day, booking && `booking/${booking}`];
  return addressOf('today', parts.filter(Boolean).join('/'));
}

/** The first and the last day that are shown. A week begins on Monday. */
export function daysShown(span: TodayPlace['span'], day: string): { from: string; to: string } {
  if (span === 'day') return { from: day, to: day };
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  const from = addDays(day, -weekday);
  return { from, to: addDays(from, 6) };
}
