import { and, eq, inArray, isNotNull, isNull, lt, notExists, notInArray, or, sql } from 'drizzle-orm';
import type {
  DaysRetentionPolicy,
  FindPerson,
  RecordRetentionPolicy,
} from '../../platform/retention/retention-policy.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { eraseMailsAbout } from '../messages/index.ts';
import { bookingsWithMoneyTaken, bookingsWithOpenPayment, erasePayments } from '../payments/index.ts';
import { eraseTasksAbout, openTasksAbout } from '../staff-tasks/index.ts';
import { loadBooking } from './booking-store.ts';
import {
  bookingMoves,
  bookingNotes,
  bookingRefunds,
  bookingReminders,
  bookings,
  calendarAttempts,
  leftCalendarEvents,
  slotHolds,
} from './tables.ts';

/** Is an appointment, or was one before it was cancelled: the calendar has given it an id. */
const stood = or(
  eq(bookings.status, 'confirmed'),
  and(eq(bookings.status, 'cancelled'), isNotNull(bookings.calendarEventId)),
);

/** Ended without having been an appointment. */
const unfinished = or(
  inArray(bookings.status, ['expired', 'failed']),
  and(eq(bookings.status, 'cancelled'), isNull(bookings.calendarEventId)),
);

const findPerson: FindPerson = async (db, sealing, id) => {
  const booking = await loadBooking({ sealing }, db, id);
  return booking && { name: booking.patient.name, dateOfBirth: booking.patient.dateOfBirth };
};

/** Appointments, also cancelled ones, and bookings that were paid: they are part of the patient's record. */
export const appointmentRecords: RecordRetentionPolicy = {
  name: 'appointment',
  kind: 'booking',
  async list(db) {
    const rows = await db
      .select({
        id: bookings.id,
        from: bookings.createdAt,
        start: bookings.start,
        updatedAt: bookings.updatedAt,
      })
      .from(bookings)
      .where(or(stood, and(unfinished, inArray(bookings.id, bookingsWithMoneyTaken(db)))));
    return rows.map(({ id, from, start, updatedAt }) => ({
      id,
      from,
      to: new Date(Math.max(start.getTime(), updatedAt.getTime())),
      ties: [`booking:${id}`],
    }));
  },
  findPerson,
  erase: (tx, id) => eraseBooking(tx, id),
};

/** Bookings that never became an appointment, once their money is where it should be and no task is open about them. */
export const unfinishedBookings: DaysRetentionPolicy = {
  name: 'unfinished_booking',
  kind: 'booking',
  rule: 'unfinishedBookingsDays',
  async endedBefore(db, before) {
    return db
      .select({ id: bookings.id, from: bookings.createdAt, to: bookings.updatedAt })
      .from(bookings)
      .where(
        and(
          unfinished,
          lt(bookings.updatedAt, before),
          notInArray(bookings.id, bookingsWithMoneyTaken(db)),
          notInArray(bookings.id, bookingsWithOpenPayment(db)),
          notExists(openTasksAbout(db, sql`${bookings.id}::text`)),
        ),
      );
  },
  findPerson,
  erase: (tx, id) => eraseBooking(tx, id),
};

/** A booking and all that hangs on it. Its lines in the audit trail stay: they hold ids only. */
async function eraseBooking(tx: Transaction, id: string): Promise<boolean> {
  await tx.delete(calendarAttempts).where(eq(calendarAttempts.bookingId, id));
  await tx.delete(bookingReminders).where(eq(bookingReminders.bookingId, id));
  await tx.delete(bookingMoves).where(eq(bookingMoves.bookingId, id));
  await tx.delete(leftCalendarEvents).where(eq(leftCalendarEvents.bookingId, id));
  await tx.delete(bookingNotes).where(eq(bookingNotes.bookingId, id));
  await tx.delete(bookingRefunds).where(eq(bookingRefunds.bookingId, id));
  await tx.delete(slotHolds).where(eq(slotHolds.bookingId, id));
  await erasePayments(tx, id);
  await eraseMailsAbout(tx, id);
  await eraseTasksAbout(tx, id);
  const erased = await tx.delete(bookings).where(eq(bookings.id, id)).returning({ id: bookings.id });
  return erased.length > 0;
}
