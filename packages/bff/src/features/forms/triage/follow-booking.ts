import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { type Booking, loadBooking } from '../../bookings/index.ts';
import { contactOf } from '../../patients/index.ts';
import type { FormDeps } from '../deps.ts';
import { triageSessions } from '../tables.ts';
import { sealPatient } from './triage-session.ts';
import { overtaken } from './whose-session.ts';

/** A session follows its bookings: the free call, and the visit that the consultant booked from it. */

type FollowDeps = Pick<FormDeps, 'sealing' | 'clock'>;
type Row = typeof triageSessions.$inferSelect;

/** Whether this booking is the free call that triage is made in. */
function isCall({ visit, priceCents }: Pick<Booking, 'visit' | 'priceCents'>): boolean {
  return visit === 'consultation' && (priceCents ?? 0) === 0;
}

/**
 * A booking is confirmed, or has moved: its session gets consultant, time and patient. A free call without a triage form
 * opens a session of its own. The same again changes nothing. An unknown session never refuses a booking.
 * @returns the session's id; `null` when there is none
 */
export async function followConfirmed(
  tx: Transaction,
  deps: FollowDeps,
  booking: Booking,
): Promise<string | null> {
  if (booking.channel !== 'phone' && booking.triageSessionId !== null) {
    const known = await attachCall(tx, deps, booking, booking.triageSessionId);
    if (known) return booking.triageSessionId;
  }
  if (isCall(booking)) await openForCall(tx, deps, booking);
  if (booking.channel === 'phone' && booking.triageSessionId !== null) {
    return (await concludeWithVisit(tx, deps, booking)) ? booking.triageSessionId : null;
  }
  return null;
}

/** The patient's own booking: the free call, or a visit that they paid online. The latter leaves nothing to do. */
async function attachCall(
  tx: Transaction,
  deps: FollowDeps,
  booking: Booking,
  sessionId: string,
): Promise<boolean> {
  const [row] = await lockSession(tx, sessionId);
  if (!row) return false;
  const same =
    row.bookingId === booking.id &&
    row.consultantId === booking.practitionerId &&
    row.scheduledTime?.getTime() === booking.start.getTime();
  if (same) return true;
  const free = isCall(booking);
  const firstTime = row.bookingId !== booking.id;
  await note(tx, deps, row, firstTime ? 'booked' : 'moved', {
    // What staff have noted stays.
    ...(firstTime && row.outcomeBy === null && { outcome: 'booked' as const }),
    ...(firstTime && !free && { concludedAt: deps.clock.now() }),
    bookingId: booking.id,
    consultantId: booking.practitionerId,
    scheduledTime: booking.start,
    patient: sealPatient(deps.sealing, sessionId, contactOf(booking.patient)),
  });
  return true;
}

/** A free call without a form: its session is scheduled, with its consultant. */
async function openForCall(tx: Transaction, deps: FollowDeps, booking: Booking): Promise<void> {
  const { id, practitionerId, start } = booking;
  const opened = await tx
    .insert(triageSessions)
    .values({
      id,
      urgency: null,
      recommendedService: null,
      recommendedPractitioners: [],
      patient: sealPatient(deps.sealing, id, contactOf(booking.patient)),
      bookingId: id,
      consultantId: practitionerId,
      scheduledTime: start,
      createdAt: deps.clock.now(),
    })
    .onConflictDoNothing()
    .returning({ id: triageSessions.id });
  if (opened.length > 0) return noteAct(tx, deps, id, 'opened');
  const [row] = await lockSession(tx, id);
  if (!row || (row.consultantId === practitionerId && row.scheduledTime?.getTime() === start.getTime()))
    return;
  await note(tx, deps, row, 'moved', { consultantId: practitionerId, scheduledTime: start });
}

/** The consultant's booking stands: that is the outcome of the session. */
export async function concludeWithVisit(
  tx: Transaction,
  deps: FollowDeps,
  booking: Pick<Booking, 'id' | 'triageSessionId' | 'patient' | 'bookedBy'>,
): Promise<boolean> {
  const sessionId = booking.triageSessionId;
  const [row] = sessionId === null ? [] : await lockSession(tx, sessionId);
  if (!row) return false;
  if (row.visitBookingId === booking.id && row.outcome === 'booked' && row.concludedAt) return true;
  const now = deps.clock.now();
  await note(
    tx,
    deps,
    row,
    'booked',
    {
      outcome: 'booked',
      outcomeBy: booking.bookedBy ?? 'system',
      visitBookingId: booking.id,
      concludedAt: now,
      ...(row.callStartedAt && !row.callEndedAt && { callEndedAt: now }),
      ...(row.patient === null && {
        patient: sealPatient(deps.sealing, row.id, contactOf(booking.patient)),
      }),
    },
    booking.bookedBy,
  );
  return true;
}

/** @throws Problem changed_meanwhile when a visit was booked from this session, or waits for its payment */
export async function refuseIfBooked(
  db: Queryable,
  deps: Pick<FormDeps, 'sealing' | 'clinic'>,
  row: Row,
): Promise<void> {
  const visit = row.visitBookingId && (await loadBooking(deps, db, row.visitBookingId));
  if (visit && ['awaiting_payment', 'confirming', 'confirmed'].includes(visit.status)) {
    throw overtaken(deps.clinic, row);
  }
}

/**
 * A consultant books from a session. Runs in the transaction that accepts the booking: of two consultants who book at
 * once, the second is told what the first did.
 * @throws Problem changed_meanwhile
 */
export async function bindVisit(
  tx: Transaction,
  deps: FollowDeps & Pick<FormDeps, 'clinic'>,
  sessionId: string,
  booking: Pick<Booking, 'id' | 'bookedBy'>,
): Promise<void> {
  const [row] = await lockSession(tx, sessionId);
  if (!row || row.visitBookingId === booking.id) return;
  await refuseIfBooked(tx, deps, row);
  await note(tx, deps, row, 'booking_made', { visitBookingId: booking.id }, booking.bookedBy);
}

/** A booking was cancelled, or ended without an appointment: its session waits again, unless staff noted an outcome. */
export async function followEnded(
  tx: Transaction,
  deps: FollowDeps,
  booking: Pick<Booking, 'id'>,
): Promise<void> {
  const rows = await tx
    .select()
    .from(triageSessions)
    .where(or(eq(triageSessions.bookingId, booking.id), eq(triageSessions.visitBookingId, booking.id)))
    .for('update');
  for (const row of rows) {
    if (row.visitBookingId === booking.id) {
      const ended = row.outcome === 'booked' && row.concludedAt !== null;
      await note(tx, deps, row, 'visit_ended', {
        visitBookingId: null,
        ...(ended && { outcome: null, outcomeBy: null, concludedAt: null }),
      });
    } else if (row.outcomeBy === null && row.visitBookingId === null) {
      // Without a form nothing is left to do; with one, the patient still waits.
      await note(tx, deps, row, 'freed', {
        outcome: null,
        consultantId: null,
        scheduledTime: null,
        concludedAt: row.id === booking.id ? deps.clock.now() : null,
      });
    }
  }
}

/** It was noted that the patient did not come to the call, or that note was taken back. */
export async function followAttendance(
  tx: Transaction,
  deps: FollowDeps,
  booking: Pick<Booking, 'id' | 'noShowAt'>,
): Promise<void> {
  const bySystem = or(isNull(triageSessions.outcomeBy), eq(triageSessions.outcomeBy, 'system'));
  const [row] = await tx
    .select()
    .from(triageSessions)
    .where(and(eq(triageSessions.bookingId, booking.id), isNull(triageSessions.visitBookingId), bySystem))
    .for('update');
  if (!row) return;
  if (booking.noShowAt !== null && row.outcome !== 'no_show') {
    await note(tx, deps, row, 'no_show', {
      outcome: 'no_show',
      outcomeBy: 'system',
      concludedAt: deps.clock.now(),
    });
  } else if (booking.noShowAt === null && row.outcome === 'no_show') {
    await note(tx, deps, row, 'no_show_undone', { outcome: null, outcomeBy: null, concludedAt: null });
  }
}

function lockSession(tx: Transaction, sessionId: string): Promise<Row[]> {
  return tx.select().from(triageSessions).where(eq(triageSessions.id, sessionId)).for('update');
}

/** Each change counts as a write, so that a desk that is open on the session is told of it. */
async function note(
  tx: Transaction,
  deps: FollowDeps,
  row: Pick<Row, 'id'>,
  act: string,
  set: Partial<Row>,
  by: string | null = null,
): Promise<void> {
  await tx
    .update(triageSessions)
    .set({
      ...set,
      version: sql`${triageSessions.version} + 1`,
      changedBy: by ?? 'system',
      changedAt: deps.clock.now(),
      lastChange: act,
    })
    .where(eq(triageSessions.id, row.id));
  await noteAct(tx, deps, row.id, act);
}

async function noteAct(tx: Transaction, deps: FollowDeps, id: string, act: string): Promise<void> {
  await recordAccess(tx, {
    at: deps.clock.now(),
    actor: { kind: 'system' },
    action: `triage_session.${act}`,
    subject: { kind: 'triage_session', id },
  });
  await publishLive(tx, { kind: 'triage', id });
}
