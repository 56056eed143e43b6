import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { dayLong, timeOf, zonePlace } from '../../copy/dates.ts';
import { chargeWords } from '../../copy/money.ts';

/**
 * The sentences about the refund of a cancellation now; empty for a free booking.
 * @param now milliseconds
 */
export function refundWords(
  { payment, cancellation, price }: BookingView,
  now: number,
  clinicZone: string,
  locale: string,
): string[] {
  const paidCents = payment?.paidCents ?? 0;
  if (!cancellation || !price || paidCents === 0) return [];
  const words = (amountCents: number) => chargeWords({ ...price, amountCents }, locale);
  const { refundCents, fullRefundUntil } = cancellation;
  const { refund } = manageCopy;
  const first =
    refundCents === 0
      ? refund.none(words(paidCents))
      : refundCents < paidCents
        ? refund.part(words(refundCents), words(paidCents))
        : refund.all(words(paidCents));
  if (!fullRefundUntil) return [first];
  const day = dayLong(dayOf(fullRefundUntil, clinicZone), locale);
  const moment = `${day}, ${timeOf(fullRefundUntil, clinicZone, locale)} in ${zonePlace(clinicZone)}`;
  return [first, Date.parse(fullRefundUntil) > now ? refund.until(moment) : refund.passed(moment)];
}
