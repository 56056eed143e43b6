import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import type { Payment } from '../../ports/payments.ts';
import type { PaymentDeps } from './deps.ts';
import { settlePayment } from './jobs.ts';
import { type Goal, goalsBefore, type PaymentFacts } from './payment-goal.ts';
import { bookingPayments } from './tables.ts';

export type StoredPayment = typeof bookingPayments.$inferSelect;

export const secretPurpose = (bookingId: string) => `payment.client_secret:${bookingId}`;

/** The payment of a booking as it was last read; `null` for a booking without one. */
export async function paymentOf(db: Queryable, bookingId: string): Promise<StoredPayment | null> {
  const [row] = await db.select().from(bookingPayments).where(eq(bookingPayments.bookingId, bookingId));
  return row ?? null;
}

/** For the page that takes the card. Never log it. */
export function clientSecretOf(deps: Pick<PaymentDeps, 'sealing'>, payment: StoredPayment): string {
  return z.string().parse(deps.sealing.open(payment.clientSecret, secretPurpose(payment.bookingId)));
}

/** Keeps a payment that was just made. The same one again changes nothing. */
export async function keepNewPayment(
  deps: Pick<PaymentDeps, 'store' | 'sealing' | 'clock'>,
  bookingId: string,
  payment: Payment & { clientSecret: string },
): Promise<StoredPayment> {
  const now = deps.clock.now();
  await deps.store.db
    .insert(bookingPayments)
    .values({
      bookingId,
      paymentId: payment.id,
      clientSecret: deps.sealing.seal(payment.clientSecret, secretPurpose(bookingId)),
      amountCents: payment.amountCents,
      currency: payment.currency,
      state: payment.state,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing();
  const kept = await paymentOf(deps.store.db, bookingId);
  if (!kept) throw new Error('A payment was not stored.');
  return kept;
}

/** Keeps what the vendor says of a payment now. */
export async function noteReading(
  deps: Pick<PaymentDeps, 'store' | 'clock'>,
  stored: StoredPayment,
  payment: Payment,
): Promise<StoredPayment> {
  const [row] = await deps.store.db
    .update(bookingPayments)
    .set({
      state: payment.state,
      capturedCents: payment.capturedCents,
      refundedCents: payment.refundedCents,
      lastDecline: payment.lastDecline,
      captureBefore: payment.captureBefore,
      updatedAt: deps.clock.now(),
    })
    .where(eq(bookingPayments.bookingId, stored.bookingId))
    .returning();
  if (!row) throw new Error('A payment that was read is not stored.');
  return row;
}

/**
 * Says what is wanted of a booking's payment from now on, in the transaction that made it so, and adds the job that
 * brings it about. Does nothing for a booking without a payment, and when the goal cannot follow the present one.
 */
export async function wantOfPayment(
  tx: Transaction,
  deps: Pick<PaymentDeps, 'jobs'>,
  bookingId: string,
  want: { goal: Exclude<Goal, 'keep'>; refundCents?: number; now: Date; startAfterSeconds?: number },
): Promise<void> {
  const changed = await tx
    .update(bookingPayments)
    .set({
      goal: want.goal,
      refundCents: want.refundCents ?? 0,
      settledAt: null,
      updatedAt: want.now,
    })
    .where(
      and(eq(bookingPayments.bookingId, bookingId), inArray(bookingPayments.goal, goalsBefore(want.goal))),
    )
    .returning({ bookingId: bookingPayments.bookingId });
  if (changed.length === 0) return;
  const startAfterSeconds = want.startAfterSeconds ?? 0;
  await deps.jobs.enqueue(tx, settlePayment, { bookingId }, { startAfterSeconds });
}

/** What of it decides the next act. */
export function decidingFacts(payment: StoredPayment): PaymentFacts {
  const { state, amountCents, refundedCents, refundCents, refundId } = payment;
  return { state, amountCents, refundedCents, refundCents, refundAsked: refundId !== null };
}
