import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { and, asc, eq } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { mailsAbout } from '../../messages/index.ts';
import { openTasksOf } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { viewOf } from '../booking-view.ts';
import type { BookingDeps } from '../deps.ts';
import { versionOf } from './changes-since.ts';
import { lineOf } from './find-bookings.ts';
import { notesOf } from './notes.ts';
import { refundsOf } from './refunds.ts';

type Filing = StaffBooking['filing'];

/** The longest story that the desk shows. */
const mostLines = 200;

/** A booking as staff see it, with what happened. */
export async function staffBookingOf(deps: BookingDeps, booking: Booking): Promise<StaffBooking> {
  const { db } = deps.store;
  const view = await viewOf(deps, booking);
  const { name, email, phone, dateOfBirth, timeZone, primaryConcern } = booking.patient;
  const payment = view.payment && {
    status: view.payment.status,
    paidCents: view.payment.paidCents,
    refundCents: view.payment.refundCents,
  };
  const [refunds, story, emails, openTasks, notes, version, filing] = await Promise.all([
    refundsOf(deps, booking.id),
    storyOf(db, booking.id),
    mailsAbout(db, booking.id),
    openTasksOf(db, booking.id),
    notesOf(deps, booking.id),
    versionOf(db, booking.id),
    deps.filingsOf?.([booking.id]) ?? new Map<string, Filing>(),
  ]);
  return {
    ...lineOf(booking),
    patient: { name, email, phone, dateOfBirth, timeZone, primaryConcern },
    zoomLink: view.zoomLink,
    bookedAt: view.bookedAt,
    payment,
    cancellation: view.cancellation && { refundCents: view.cancellation.refundCents },
    moving: view.moving,
    failure: view.failure,
    forms: view.forms,
    triageSessionId: booking.triageSessionId,
    version,
    filing: filing.get(booking.id) ?? (booking.status === 'confirmed' ? 'waiting' : 'none'),
    refunds,
    notes,
    story,
    emails: emails.map(({ kind, queuedAt, sentAt }) => ({
      kind,
      queuedAt: isoInstant(queuedAt),
      sentAt: sentAt && isoInstant(sentAt),
    })),
    openTasks: openTasks.map(({ id, kind, openedAt }) => ({ id, kind, openedAt: isoInstant(openedAt) })),
  };
}

async function storyOf(db: Queryable, bookingId: string): Promise<StaffBooking['story']> {
  const rows = await db
    .select({ at: auditLog.at, actor: auditLog.actor, action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, 'booking'), eq(auditLog.subjectId, bookingId)))
    .orderBy(asc(auditLog.id))
    .limit(mostLines * 5);
  return rows
    .filter(({ action }) => !readings.has(action))
    .slice(-mostLines)
    .map(({ at, actor, action }) => ({ at: isoInstant(at), actor, action, detail: null }));
}

/** Readings are in the audit trail. They are not part of what happened to the booking. */
const readings = new Set(['booking.read', 'booking.listed', 'booking.details_read']);
