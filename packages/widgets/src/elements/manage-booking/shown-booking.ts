import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { momentWords } from '../../copy/appointment-time.ts';

/** The facts and acts that the views of a booking need. */
export interface Shown {
  readonly booking: BookingView;
  /** The token that opens the booking. */
  readonly token: string;
  readonly api: string;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
  readonly file: 'idle' | 'fetching' | 'failed';
  readonly cancelling: 'no' | 'asked' | 'sending' | 'refused';
  /** The sentence for a cancellation that failed. */
  readonly refusedBecause: string;
  /** The part that moves the appointment while it loads, and how a move on this page ended. */
  readonly move: 'none' | 'loading' | 'not_loaded' | 'moved' | 'not_moved';
  readonly acts: Readonly<Record<'fetchFile' | 'ask' | 'keep' | 'cancel' | 'move' | 'bookAgain', () => void>>;
}

/** Milliseconds after its end until which a visit may still go on. Its link stays so long. */
const mayGoOn = 30 * 60_000;

/** The appointment took place, or should have. */
export function isPast({ status, start, durationMinutes }: BookingView): boolean {
  return status === 'confirmed' && Date.parse(start) + durationMinutes * 60_000 + mayGoOn < Date.now();
}

/** The appointment is still to come, or goes on now. */
export function isAhead(booking: BookingView): boolean {
  return booking.status === 'confirmed' && !booking.noShowAt && !isPast(booking);
}

/** A booking that leads to another one: its visit is over, or never took place. */
export function canBookAgain(booking: BookingView): boolean {
  const { status } = booking;
  const ended = status === 'cancelled' || status === 'expired' || status === 'failed';
  return ended || (status === 'confirmed' && !isAhead(booking));
}

/** "Monday 23 November, 6:30 am", on the patient's clock. */
export function whenWords(moment: string, { booking, patientZone, locale }: Shown): string {
  return momentWords(moment, booking.start, patientZone, locale);
}
