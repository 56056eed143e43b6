import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
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
