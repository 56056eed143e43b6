import { eq, gt, isNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import { bookingPayments } from './tables.ts';

/** The bookings for which money was taken, also when it was refunded later. A subquery. */
export function bookingsWithMoneyTaken(db: Queryable) {
  return db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(gt(bookingPayments.capturedCents, 0));
}

/** The bookings with a payment that has not reached its goal. A subquery. */
export function bookingsWithOpenPayment(db: Queryable) {
  return db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(isNull(bookingPayments.reconciledAt));
}

/** Erases a booking's payments here. The provider keeps its own data. */
export async function erasePayments(tx: Transaction, bookingId: string): Promise<void> {
  await tx.delete(bookingPayments).where(eq(bookingPayments.bookingId, bookingId));
}
