import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { isoInstant } from '../../../../platform/iso-instant.ts';
import { mailsAbout, textsAbout } from '../../../messages/index.ts';
import { paymentOf, receiptOf } from '../../../payments/index.ts';
import { openTasksOf } from '../../../staff-tasks/index.ts';
import type { Booking } from '../../booking.ts';
import { viewOf } from '../../booking-view.ts';
import type { BookingDeps } from '../../deps.ts';
import { versionOf } from '../changes-since.ts';
import { lineOf } from '../find-bookings.ts';
import { notesOf } from '../notes.ts';
import { refundsOf } from '../refunds.ts';
import { storyOf } from './story.ts';

type Filing = StaffBooking['filing'];

/** A booking as staff see it, with what happened. */
export async function staffBookingOf(deps: BookingDeps, booking: Booking): Promise<StaffBooking> {
  const { db } = deps.store;
  const view = await viewOf(deps, booking);
  const { name, email, phone, dateOfBirth, timeZone, primaryConcern, accessNeeds } = booking.patient;
  const [stored, refunds, emails, texts, openTasks, notes, version, filing] = await Promise.all([
    paymentOf(db, booking.id),
    refundsOf(deps, booking.id),
    mailsAbout(db, booking.id),
    textsAbout(db, booking.id),
    openTasksOf(db, booking.id),
    notesOf(deps, booking),
    versionOf(db, booking.id),
    deps.filingsOf?.([booking.id]) ?? new Map<string, Filing>(),
  ]);
  const payment = view.payment &&
    stored && {
      status: view.payment.status,
      paidCents: view.payment.paidCents,
      refundCents: view.payment.refundCents,
      amountCents: stored.amountCents,
      refundedCents: stored.refundedCents,
      ...receiptOf(deps, stored),
    };
  return {
    ...lineOf(booking),
    patient: { name, email, phone, dateOfBirth, timeZone, primaryConcern, accessNeeds },
    zoomLink: view.zoomLink,
    bookedAt: view.bookedAt,
    payment,
    phonePayment: booking.phonePayment,
    bookedBy: booking.bookedBy,
    cancellation: view.cancellation && { refundCents: view.cancellation.refundCents },
    moving: view.moving,
    failure: view.failure,
    forms: view.forms,
    triageSessionId: booking.triageSessionId,
    version,
    filing: filing.get(booking.id) ?? (booking.status === 'confirmed' ? 'waiting' : 'none'),
    refunds,
    notes,
    story: await storyOf(deps, booking, { stored, refunds, emails, texts, notes, forms: view.forms }),
    emails: emails.map(({ kind, queuedAt, sentAt, failedAt }) => ({
      kind,
      queuedAt: isoInstant(queuedAt),
      sentAt: sentAt && isoInstant(sentAt),
      failedAt: failedAt && isoInstant(failedAt),
    })),
    openTasks: openTasks.map(({ id, kind, openedAt }) => ({ id, kind, openedAt: isoInstant(openedAt) })),
  };
}
