import type { PaymentSetup } from '@botaniqal/shared/contracts/bookings.ts';
import { and, asc, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import type { Payment } from '../../ports/payments/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { type Goal, goalsBefore, type PaymentFacts } from './goals/payment-goal.ts';
import { reconcilePaymentJob } from './jobs.ts';
import { bookingPayments } from './tables.ts';

export type StoredPayment = typeof bookingPayments.$inferSelect;

/** What the sealed token is bound to. */
export const tokenPurpose = (id: string) => `payment.client_token:${id}`;

/** The newest payment of a booking as it was last read; `null` for a booking without one. */
export async function paymentOf(db: Queryable, bookingId: string): Promise<StoredPayment | null> {
  const [row] = await db
    .select()
    .from(bookingPayments)
    .where(eq(bookingPayments.bookingId, bookingId))
    .orderBy(desc(bookingPayments.createdAt), desc(bookingPayments.id))
    .limit(1);
  return row ?? null;
}

/** What the page needs to take the payment. Never log it. */
export function paymentSetupOf(
  deps: Pick<PaymentDeps, 'sealing' | 'gateways'>,
  payment: StoredPayment,
): PaymentSetup {
  const token = deps.sealing.open(payment.clientToken, tokenPurpose(payment.id));
  return deps.gateways.of(payment.provider).setupFor(z.string().parse(token));
}

/** Stores a payment that was just made. A repeat changes nothing. */
export async function storeNewPayment(
  deps: Pick<PaymentDeps, 'store' | 'sealing' | 'clock'>,
  { bookingId, provider }: { bookingId: string; provider: string },
  payment: Payment & { clientToken: string },
): Promise<StoredPayment> {
  const now = deps.clock.now();
  const id = crypto.randomUUID();
  await deps.store.db
    .insert(bookingPayments)
    .values({
      id,
      bookingId,
      provider,
      paymentId: payment.id,
      clientToken: deps.sealing.seal(payment.clientToken, tokenPurpose(id)),
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

/** Stores what the provider says about a payment now. */
export async function storeReading(
  deps: Pick<PaymentDeps, 'store' | 'clock' | 'events'>,
  stored: StoredPayment,
  payment: Payment,
): Promise<StoredPayment> {
  const { capturedCents, refundedCents } = payment;
  return deps.store.db.transaction(async (tx) => {
    const [row] = await tx
      .update(bookingPayments)
      .set({
        state: payment.state,
        capturedCents,
        refundedCents,
        lastDecline: payment.lastDecline,
        captureBefore: payment.captureBefore,
        updatedAt: deps.clock.now(),
      })
      .where(eq(bookingPayments.id, stored.id))
      .returning();
    if (!row) throw new Error('A payment that was read is not stored.');
    if (capturedCents !== stored.capturedCents || refundedCents !== stored.refundedCents)
      await deps.events.emit(tx, 'payment.changed', { bookingId: row.bookingId });
    return row;
  });
}

/**
 * Sets the goal of a booking's live payment, in the transaction of the change that needs it, and adds the job that
 * reaches the goal. Does nothing for a booking without a payment, or when the goal cannot follow the present one.
 */
export async function setPaymentGoal(
  tx: Transaction,
  deps: Pick<PaymentDeps, 'jobs'>,
  bookingId: string,
  want: { goal: Exclude<Goal, 'none'>; refundCents?: number; now: Date; startAfterSeconds?: number },
): Promise<void> {
  const changed = await tx
    .update(bookingPayments)
    .set({
      goal: want.goal,
      // Staff may have taken less than the price.
      refundCents: sql`least(${want.refundCents ?? 0}, ${bookingPayments.amountCents})`,
      reconciledAt: null,
      updatedAt: want.now,
    })
    .where(
      and(eq(bookingPayments.bookingId, bookingId), inArray(bookingPayments.goal, goalsBefore(want.goal))),
    )
    .returning({ bookingId: bookingPayments.bookingId });
  if (changed.length === 0) {
    // A part was given back before. A cancellation can only give back more.
    if (want.goal !== 'refund') return;
    const present = await lockedPayment(tx, bookingId);
    if (present?.goal !== 'refund' || present.refundCents >= (want.refundCents ?? 0)) return;
    return raiseRefund(tx, deps, present, want.refundCents ?? 0, want.now);
  }
  const startAfterSeconds = want.startAfterSeconds ?? 0;
  await deps.jobs.enqueue(tx, reconcilePaymentJob, { bookingId }, { startAfterSeconds });
}

/**
 * Gives back a further part of a payment, in the transaction that says why. A payment that is not taken yet is taken
 * first, and then the part goes back.
 */
export async function refundMore(
  tx: Transaction,
  deps: Pick<PaymentDeps, 'jobs'>,
  bookingId: string,
  amountCents: number,
  now: Date,
): Promise<{ kind: 'raised' } | { kind: 'nothing_paid' } | { kind: 'too_much'; leftCents: number }> {
  const payment = await lockedPayment(tx, bookingId);
  if (payment?.goal !== 'capture' && payment?.goal !== 'refund') return { kind: 'nothing_paid' };
  const leftCents = payment.amountCents - payment.refundCents;
  if (leftCents <= 0) return { kind: 'nothing_paid' };
  if (amountCents > leftCents) return { kind: 'too_much', leftCents };
  await raiseRefund(tx, deps, payment, payment.refundCents + amountCents, now);
  return { kind: 'raised' };
}

async function lockedPayment(tx: Transaction, bookingId: string): Promise<StoredPayment | null> {
  const [row] = await tx
    .select()
    .from(bookingPayments)
    .where(eq(bookingPayments.bookingId, bookingId))
    .orderBy(desc(bookingPayments.createdAt), desc(bookingPayments.id))
    .limit(1)
    .for('update');
  return row ?? null;
}

/** The provider is asked for the difference: `refundId` belongs to an earlier part. */
async function raiseRefund(
  tx: Transaction,
  deps: Pick<PaymentDeps, 'jobs'>,
  payment: StoredPayment,
  refundCents: number,
  now: Date,
): Promise<void> {
  await tx
    .update(bookingPayments)
    .set({ goal: 'refund', refundCents, refundId: null, reconciledAt: null, updatedAt: now })
    .where(eq(bookingPayments.id, payment.id));
  await deps.jobs.enqueue(tx, reconcilePaymentJob, { bookingId: payment.bookingId });
}

/** What of it decides the next act. */
export function decidingFacts(payment: StoredPayment): PaymentFacts {
  const { state, amountCents, refundedCents, refundCents, refundId } = payment;
  return { state, amountCents, refundedCents, refundCents, refundAsked: refundId !== null };
}

/** The newest payment of each of some bookings. */
export async function paymentsOf(
  db: Queryable,
  bookingIds: readonly string[],
): Promise<ReadonlyMap<string, StoredPayment>> {
  if (bookingIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(bookingPayments)
    .where(inArray(bookingPayments.bookingId, [...bookingIds]))
    .orderBy(asc(bookingPayments.createdAt), asc(bookingPayments.id));
  return new Map(rows.map((row) => [row.bookingId, row]));
}

/** Tries again to bring a payment to its goal, because a person asks for it. A refund that came back is asked for anew. */
export async function tryPaymentAgain(
  tx: Transaction,
  deps: Pick<PaymentDeps, 'jobs'>,
  bookingId: string,
  now: Date,
): Promise<void> {
  const payment = await lockedPayment(tx, bookingId);
  if (!payment || payment.goal === 'none') return;
  await tx
    .update(bookingPayments)
    .set({
      reconciledAt: null,
      refundId: null,
      refundRound: sql`${bookingPayments.refundRound} + 1`,
      updatedAt: now,
    })
    .where(eq(bookingPayments.id, payment.id));
  await deps.jobs.enqueue(tx, reconcilePaymentJob, { bookingId });
}

/** What was taken for a booking and what of it was refunded, over all its payments. Whole cents. */
export async function moneyOf(
  db: Queryable,
  bookingId: string,
): Promise<{ capturedCents: number; refundedCents: number }> {
  const rows = await db
    .select()
    .from(bookingPayments)
    // Money that staff took belongs to the booking once it is confirmed; until then its goal is `none`.
    .where(and(eq(bookingPayments.bookingId, bookingId), ne(bookingPayments.goal, 'none')));
  return {
    capturedCents: rows.reduce((sum, row) => sum + row.capturedCents, 0),
    refundedCents: rows.reduce((sum, row) => sum + row.refundedCents, 0),
  };
}

/** A subquery: what was taken and not given back, by booking. Whole cents. */
export function moneyKept(db: Queryable) {
  return db
    .select({
      bookingId: bookingPayments.bookingId,
      cents: sql<number>`sum(${bookingPayments.capturedCents} - ${bookingPayments.refundedCents})`.as(
        'cents',
      ),
    })
    .from(bookingPayments)
    .groupBy(bookingPayments.bookingId)
    .as('money');
}

/** A subquery: each payment of which money was taken, with its method. `online`: the patient paid at a provider. */
export function moneyByMethod(db: Queryable) {
  return db
    .select({
      bookingId: bookingPayments.bookingId,
      method: sql<string>`coalesce(${bookingPayments.method}, 'online')`.as('method'),
      takenCents: sql<number>`${bookingPayments.capturedCents}`.as('taken_cents'),
      refundedCents: sql<number>`${bookingPayments.refundedCents}`.as('refunded_cents'),
    })
    .from(bookingPayments)
    .where(gt(bookingPayments.capturedCents, 0))
    .as('money_by_method');
}
