import type { Transaction } from '../../../platform/store/database.ts';
import { paymentLinkMail } from '../../messages/index.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { holdOf } from '../slots/hold.ts';
import { factsOf } from './appointment-facts.ts';
import { toPatient } from './booking-messages.ts';

/** Where the patient of a booking by phone pays. The token is in the fragment, which reaches no server and no log. */
export function paymentUrl(
  { payPage }: Pick<BookingDeps, 'payPage'>,
  booking: Pick<Booking, 'id' | 'manageToken'>,
): string {
  return `${payPage}#booking=${booking.id}&token=${booking.manageToken}`;
}

/** To the patient: a time is held, and where to pay for it. Once per booking. */
export async function queuePaymentLink(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  kind = 'payment-link',
): Promise<void> {
  const hold = await holdOf(tx, booking.id);
  const content = paymentLinkMail(factsOf(deps, booking), {
    href: paymentUrl(deps, booking),
    until: hold?.expiresAt ?? booking.start,
  });
  await toPatient(tx, deps, booking, kind, content);
}
