import { manageCopy } from '../../copy/booking/manage.ts';
import { refundWords } from '../../copy/booking/refund.ts';
import { chargeWords } from '../../copy/money.ts';
import { type Shown, whenWords } from './shown-booking.ts';

export function money({ booking, catalogue, locale }: Shown, amountCents: number): string {
  const currency = booking.price?.currency ?? catalogue.clinic.currency;
  return chargeWords({ amountCents, currency }, locale);
}

/** "$79.00"; empty for a booking that cost nothing. */
export function paidWords(shown: Shown): string {
  const paidCents = shown.booking.payment?.paidCents ?? 0;
  return paidCents > 0 ? money(shown, paidCents) : '';
}

/** What the patient gets back who cancels, in one line. */
export function termsOf({ booking, catalogue, patientZone, locale }: Shown): string {
  const { price, start, bookedAt } = booking;
  return refundWords(price, start, bookedAt, catalogue.clinic, patientZone, locale);
}

/** What is refunded now, and until when all of it is or was; empty for a booking that cost nothing. */
export function refundNow(shown: Shown): string[] {
  const { payment, cancellation } = shown.booking;
  const paidCents = payment?.paidCents ?? 0;
  if (!cancellation?.fullRefundUntil || paidCents === 0) return [];
  const { refundCents, fullRefundUntil } = cancellation;
  const { refund } = manageCopy;
  const paid = money(shown, paidCents);
  if (refundCents === paidCents) return [refund.all(paid), termsOf(shown)];
  const now = refundCents === 0 ? refund.none(paid) : refund.part(money(shown, refundCents), paid);
  return [now, refund.passed(whenWords(fullRefundUntil, shown))];
}
