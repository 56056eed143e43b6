import type { TodayAppointment } from '@botaniqal/shared/contracts/staff/today.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { dayShort } from '@botaniqal/widgets/copy/dates.ts';
import type { Tone } from '../../words/booking-words.ts';
import { clock, locale } from '../../words/moments.ts';

/** What matters most about an appointment just now, in a few words, and how it is drawn. */
export function stateOf(appointment: TodayAppointment, timeZone: string): { words: string; tone: Tone } {
  const { status, payment, forms, filing, movedFrom, start } = appointment;
  if (status === 'cancelled') return { words: 'Cancelled', tone: 'ended' };
  if (appointment.noShowAt) return { words: 'No-show', tone: 'ended' };
  if (status === 'awaiting_payment') return { words: 'Waiting for payment', tone: 'waits' };
  if (status === 'confirming') return { words: 'Being booked', tone: 'waits' };
  if (appointment.awaitsNewTime) return { words: 'Needs a new time', tone: 'waits' };
  if (payment === 'trouble') return { words: 'Payment needs a look', tone: 'waits' };
  if (filing === 'needs_person') return { words: 'Not filed', tone: 'waits' };
  const words: string[] = [];
  if (appointment.saidComing) words.push('confirmed reminder');
  if (appointment.accessNeeds) words.push('needs help to take part');
  if (forms.some((form) => form.status === 'due')) words.push('form due');
  else if (forms.length > 0) words.push('form filled in');
  if (payment === 'paid') words.push('paid');
  if (payment === 'due') words.push('pays later');
  if (payment === 'refunded' || payment === 'partly_refunded') words.push('refunded');
  if (movedFrom) {
    const sameDay = dayOf(movedFrom.start, timeZone) === dayOf(start, timeZone);
    const from = sameDay
      ? clock(movedFrom.start, timeZone)
      : dayShort(dayOf(movedFrom.start, timeZone), locale).split(' ')[0];
    words.push(`moved from ${from}`);
  }
  if (words.length === 0 && filing === 'filed') words.push('filed');
  return { words: words.join(' · '), tone: 'good' };
}

/** Whether the appointment stands, so that it is counted. */
export function stands({ status, noShowAt }: TodayAppointment): boolean {
  return status !== 'cancelled' && !noShowAt;
}
