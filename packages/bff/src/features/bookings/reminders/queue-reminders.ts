import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, asc, eq, exists, gt, lt, not, or } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { isQuiet, queueText, reminderMail, reminderText, type SendWindow } from '../../messages/index.ts';
import { type Booking, openPatient, readerOf } from '../booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { factsOf } from '../messages/appointment-facts.ts';
import { mailDeps, toPatient } from '../messages/booking-messages.ts';
import { bookingReminders, bookings } from '../tables.ts';
import { isToCome } from './is-to-come.ts';
import { reminderTime } from './reminder-time.ts';
import { hasSaidComing } from './say-coming.ts';

/** How many bookings are read at a time, and how many reminders are written at the same time. */
const pageSize = 500;
const atOnce = 8;
/** A reminder can be due earlier than its hours say, because of quiet hours. */
const longestShiftMs = 26 * hourMs;
/** A reminder that is late by more than this part of its hours is left out, for example after a server was off. */
const latestPart = 0.25;
/** Later reminders are an email only: there is no time left to offer the appointment to another person. */
const leastHoursByText = 4;

/** What decides whether a reminder is due. The rest of a booking stays sealed until it is. */
interface Candidate extends Pick<Booking, 'id' | 'start' | 'movedAt' | 'confirmedAt' | 'createdAt'> {
  timeZone: string;
}

/**
 * Queues the reminders that are due now. A row per booking, start and stage is written together with its messages, so
 * each is sent once, through a kill at any point. Moved, cancelled and missed appointments have none.
 */
export async function queueReminders(deps: BookingDeps): Promise<void> {
  for (const hours of deps.clinic.reminders.hoursBefore) {
    let after: Candidate | null = null;
    for (;;) {
      const page = await pageOf(deps, hours, after);
      const due = page.filter((booking) => isDue(deps, booking, hours));
      for (let from = 0; from < due.length; from += atOnce) {
        await Promise.all(due.slice(from, from + atOnce).map((one) => queueOne(deps, one, hours)));
      }
      after = page.at(-1) ?? null;
      if (page.length < pageSize) break;
    }
  }
}

async function pageOf(deps: BookingDeps, hours: number, after: Candidate | null): Promise<Candidate[]> {
  const now = deps.clock.now().getTime();
  const { db } = deps.store;
  const { id, start, movedAt, confirmedAt, createdAt, patient } = bookings;
  const reminded = db
    .select({ hours: bookingReminders.hours })
    .from(bookingReminders)
    .where(
      and(
        eq(bookingReminders.bookingId, id),
        eq(bookingReminders.start, start),
        eq(bookingReminders.hours, hours),
      ),
    );
  const rows = await db
    .select({ id, start, movedAt, confirmedAt, createdAt, patient })
    .from(bookings)
    .where(
      and(
        isToCome,
        gt(start, new Date(now + hours * (1 - latestPart) * hourMs)),
        lt(start, new Date(now + hours * hourMs + longestShiftMs)),
        not(exists(reminded)),
        after ? or(gt(start, after.start), and(eq(start, after.start), gt(id, after.id))) : undefined,
      ),
    )
    .orderBy(asc(start), asc(id))
    .limit(pageSize);
  return rows.map(({ patient: sealed, ...row }) => ({
    ...row,
    timeZone: openPatient(deps.sealing, row.id, sealed).timeZone,
  }));
}

function isDue({ clock, clinic }: BookingDeps, booking: Candidate, hours: number): boolean {
  const now = clock.now();
  const { quiet } = clinic.reminders;
  const { timeZone } = booking;
  const due = reminderTime(booking.start, hours, quiet, timeZone);
  // The confirmation, or the email about the move, came after this reminder would have: that is enough.
  const arranged = booking.movedAt ?? booking.confirmedAt ?? booking.createdAt;
  return due <= now && arranged < due && !isQuiet(now, quiet, timeZone);
}

async function queueOne(deps: BookingDeps, { id, start }: Candidate, hours: number): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    await lockBooking(tx, id);
    const booking = await mustLoadBooking(deps, tx, id);
    if (booking.status !== 'confirmed' || booking.start.getTime() !== start.getTime()) return;
    const added = await tx
      .insert(bookingReminders)
      .values({ bookingId: id, start, hours, at: deps.clock.now() })
      .onConflictDoNothing()
      .returning({ hours: bookingReminders.hours });
    if (added.length > 0) await queueMessages(tx, deps, booking, hours);
  });
}

async function queueMessages(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  hours: number,
): Promise<void> {
  const facts = factsOf(deps, booking);
  const { reminders } = deps.clinic;
  const { phone, timeZone } = booking.patient;
  const asks = !hasSaidComing(booking);
  // Each time of the appointment has reminders of its own.
  const kind = booking.moves === 0 ? `reminder-${hours}` : `reminder-${hours}-${booking.moves}`;
  const window: SendWindow = { until: booking.start.toISOString(), quiet: reminders.quiet, timeZone };
  await toPatient(tx, deps, booking, kind, reminderMail(facts, { asks }), { window });
  if (!asks || !reminders.byText || !deps.sendsTexts || hours < leastHoursByText) return;
  await queueText(
    tx,
    { ...mailDeps(deps), personKeys: deps.personKeys },
    {
      ...{ about: booking.id, kind, phone, toName: readerOf(booking.patient), body: reminderText(facts) },
      ...{ window, asksFor: booking.start },
    },
  );
}
