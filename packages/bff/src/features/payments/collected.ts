import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { ActingAs } from '../../platform/audit/actor.ts';
import { recordAccess } from '../../platform/audit/record-access.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Emitter } from '../../platform/events/events.ts';
import { publishLive } from '../../platform/live/live-channel.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { dueBack } from './goals/payment-goal.ts';
import { tokenPurpose } from './stored-payment.ts';
import { bookingPayments } from './tables.ts';

/** How the payments table names money that staff took themselves. No gateway has this name: people act on it. */
export const takenByStaff = 'taken_by_staff';

export const referencePurpose = (id: string) => `payment.reference:${id}`;

export interface CollectedPayment {
  bookingId: string;
  amountCents: number;
  currency: string;
  method: string;
  /** The number of the receipt. */
  reference: string | null;
  /** As the audit trail names them. */
  takenBy: string;
  now: Date;
}

/** Stores money that staff have taken, in the transaction that accepts the booking. No provider is called. */
export async function storeCollected(
  tx: Transaction,
  { sealing }: { sealing: Sealing },
  { bookingId, amountCents, currency, method, reference, takenBy, now }: CollectedPayment,
): Promise<void> {
  const id = randomUUID();
  await tx.insert(bookingPayments).values({
    id,
    bookingId,
    provider: takenByStaff,
    paymentId: id,
    clientToken: sealing.seal('', tokenPurpose(id)),
    amountCents,
    capturedCents: amountCents,
    currency,
    state: 'captured',
    method,
    reference: reference === null ? null : sealing.seal(reference, referencePurpose(id)),
    takenBy,
    createdAt: now,
    updatedAt: now,
  });
}

const ofBooking = (bookingId: string) =>
  and(
    eq(bookingPayments.bookingId, bookingId),
    eq(bookingPayments.provider, takenByStaff),
    eq(bookingPayments.goal, 'none'),
  );

/** The appointment stands: the clinic keeps the money. */
export async function keepCollected(tx: Transaction, bookingId: string, now: Date): Promise<void> {
  await tx
    .update(bookingPayments)
    .set({ goal: 'capture', reconciledAt: now, updatedAt: now })
    .where(ofBooking(bookingId));
}

/** The booking failed while staff were on the phone: they book another time with the same money. */
export async function forgetCollected(tx: Transaction, bookingId: string): Promise<void> {
  await tx.delete(bookingPayments).where(ofBooking(bookingId));
}

/**
 * Staff gave money back that they had taken themselves, as far as it was due. Does nothing for a payment at a provider,
 * which knows by itself, and when nothing is due.
 */
export async function noteReturned(
  tx: Transaction,
  { events }: { events: Emitter },
  bookingId: string,
  { actor, now }: Pick<ActingAs, 'actor'> & { now: Date },
): Promise<void> {
  const [payment] = await tx
    .select()
    .from(bookingPayments)
    .where(
      and(
        eq(bookingPayments.bookingId, bookingId),
        eq(bookingPayments.provider, takenByStaff),
        inArray(bookingPayments.goal, ['refund', 'release']),
      ),
    )
    .for('update');
  if (!payment) return;
  const refundedCents = dueBack(payment.goal, payment);
  if (refundedCents <= payment.refundedCents) return;
  await tx
    .update(bookingPayments)
    .set({ refundedCents, reconciledAt: now, updatedAt: now })
    .where(eq(bookingPayments.id, payment.id));
  const subject = { kind: 'booking', id: bookingId } as const;
  await recordAccess(tx, { actor, action: 'payment.returned', subject, at: now });
  await events.emit(tx, 'payment.changed', { bookingId });
  await publishLive(tx, { kind: 'payment', id: bookingId });
}
