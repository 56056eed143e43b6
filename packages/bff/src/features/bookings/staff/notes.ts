import { randomUUID } from 'node:crypto';
import type { StaffBooking, StaffNote } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type ActingAs, actorText } from '../../../platform/audit/actor.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { bookingNotes } from '../tables.ts';

/** What the sealed text is bound to. */
export const notePurpose = (id: string) => `booking_note.text:${id}`;

/** Adds a note of staff to a booking. */
export async function addNote(
  deps: Pick<BookingDeps, 'store' | 'sealing' | 'clock'>,
  bookingId: string,
  { text }: StaffNote,
  by: ActingAs,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const id = randomUUID();
    await tx.insert(bookingNotes).values({
      id,
      bookingId,
      text: deps.sealing.seal(text, notePurpose(id)),
      writtenBy: actorText(by.actor),
      at: now,
    });
    await audit(tx, bookingId, 'booking.note_added', { ...by, now });
    await publishLive(tx, { kind: 'booking', id: bookingId });
  });
}

/** What staff wrote about a booking, oldest first. What they noted when they booked it by phone is the first note. */
export async function notesOf(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  {
    id: bookingId,
    staffNotes,
    createdAt,
    bookedBy,
  }: Pick<Booking, 'id' | 'staffNotes' | 'createdAt' | 'bookedBy'>,
): Promise<StaffBooking['notes']> {
  const rows = await deps.store.db
    .select()
    .from(bookingNotes)
    .where(eq(bookingNotes.bookingId, bookingId))
    .orderBy(asc(bookingNotes.at));
  const atBooking = staffNotes
    ? [{ at: isoInstant(createdAt), by: bookedBy ?? 'system', text: staffNotes }]
    : [];
  const later = rows.map(({ id, at, text, writtenBy }) => ({
    at: isoInstant(at),
    by: writtenBy,
    text: z.string().parse(deps.sealing.open(text, notePurpose(id))),
  }));
  return [...atBooking, ...later];
}
