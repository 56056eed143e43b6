import { eq, gt, isNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import { bookingPayments } from './tables.ts';

/** The bookings for which money was taken, also where it was given back since. A subquery. */
export function bookingsWithMoneyTaken(db: Queryable) {
  return db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(gt(bookingPayments.capturedCents, 0));
}

/** The bookings whose payment is not where it should be yet. A subquery. */
export function bookingsWithPaymentToSettle(db: Queryable) {
  return db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(isNull(bookingPayments.settledAt));
}

/** Erases what is kept here of a booking's payment. Stripe keeps its own. */
export async function forgetPayment(tx: Transaction, bookingId: string): Promise<void> {
  await tx.delete(bookingPayments).where(eq(bookingPayments.bookingId, bookingId));
}
