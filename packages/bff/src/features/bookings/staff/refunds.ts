import { randomUUID } from 'node:crypto';
import type { StaffBooking, StaffRefund } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type ActingAs, actorText } from '../../../platform/audit/actor.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import { refundMore } from '../../payments/index.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { lockBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { queueRefunded } from '../messages/booking-messages.ts';
import { bookingRefunds } from '../tables.ts';
import { refuseUnlessSeen } from './changes-since.ts';

/** What the sealed reason is bound to. */
export const refundPurpose = (id: string) => `booking_refund.reason:${id}`;

/**
 * Gives a part of a booking's payment back, on top of what was given back before. The booking stays as it is. The amount
 * is checked, and the goal of the payment raised, in the transaction that stores the reason.
 * @throws Problem refund_not_possible, invalid_request, changed_meanwhile
 */
export async function refundPart(
  deps: BookingDeps,
  booking: Booking,
  { amountCents, reason, version }: StaffRefund,
  by: ActingAs,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, booking.id);
    await refuseUnlessSeen(tx, deps, booking.id, version);
    const raised = await refundMore(tx, deps, booking.id, amountCents, now);
    if (raised.kind === 'nothing_paid') {
      throw new Problem('refund_not_possible', 'There is no payment of this booking that can be given back.');
    }
    if (raised.kind === 'too_much') {
      const message = `must be ${raised.leftCents} at most: the rest was given back before`;
      throw new Problem('invalid_request', `The refund is not possible: amountCents ${message}.`, {
        fields: [{ path: 'amountCents', code: 'too_big', message }],
      });
    }
    const id = randomUUID();
    await tx.insert(bookingRefunds).values({
      id,
      bookingId: booking.id,
      amountCents,
      reason: deps.sealing.seal(reason, refundPurpose(id)),
      refundedBy: actorText(by.actor),
      at: now,
    });
    await audit(tx, booking.id, 'booking.refunded', { ...by, now });
    await publishLive(tx, { kind: 'payment', id: booking.id });
    await queueRefunded(tx, deps, booking, { id, amountCents });
  });
}

export async function refundsOf(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  bookingId: string,
): Promise<StaffBooking['refunds']> {
  const rows = await deps.store.db
    .select()
    .from(bookingRefunds)
    .where(eq(bookingRefunds.bookingId, bookingId))
    .orderBy(asc(bookingRefunds.at));
  return rows.map(({ id, at, amountCents, reason, refundedBy }) => ({
    at: isoInstant(at),
    amountCents,
    reason: z.string().parse(deps.sealing.open(reason, refundPurpose(id))),
    by: refundedBy,
  }));
}
