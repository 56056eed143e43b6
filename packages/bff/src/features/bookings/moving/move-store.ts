import { and, eq } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { bookingMoves } from '../tables.ts';

/** A move of an appointment that was asked of us. */
export type Move = typeof bookingMoves.$inferSelect;

/** The move of a booking that the calendar has not answered yet. There is one at most. */
export async function openMoveOf(db: Queryable, bookingId: string): Promise<Move | null> {
  const [move] = await db
    .select()
    .from(bookingMoves)
    .where(and(eq(bookingMoves.bookingId, bookingId), eq(bookingMoves.state, 'open')));
  return move ?? null;
}

/** @throws when it does not exist. A job names a move that retention keeps longer than the job can wait. */
export async function mustLoadMove(db: Queryable, moveId: string): Promise<Move> {
  const [move] = await db.select().from(bookingMoves).where(eq(bookingMoves.id, moveId));
  if (!move) throw new Error('A job names a move that does not exist.');
  return move;
}

/** Ends a move. @returns false when another process has ended it */
export async function finishMove(
  tx: Transaction,
  moveId: string,
  state: Exclude<Move['state'], 'open'>,
  now: Date,
): Promise<boolean> {
  const finished = await tx
    .update(bookingMoves)
    .set({ state, finishedAt: now })
    .where(and(eq(bookingMoves.id, moveId), eq(bookingMoves.state, 'open')))
    .returning({ id: bookingMoves.id });
  return finished.length === 1;
}
