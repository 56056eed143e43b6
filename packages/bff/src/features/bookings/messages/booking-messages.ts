import type { Transaction } from '../../../platform/store/database.ts';
import { practitionerOf } from '../../catalogue/index.ts';
import {
  type CancelledWhere,
  calendarContentType,
  cancellationMail,
  clinicCancellationMail,
  confirmationMail,
  inLanguage,
  type MailContent,
  notConfirmedMail,
  queueMail,
  receptionBookedMail,
  receptionCancelledMail,
  receptionMovedMail,
  refundedMail,
  refundFailedMail,
  rewriteQueuedMail,
  type SendWindow,
  videoLinkMail,
} from '../../messages/index.ts';
import { type Booking, readerOf } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { refundTermsOf } from '../eligibility/refund.ts';
import { movableUntilOf } from '../moving/policy/rescheduling-policy.ts';
import { factsOf, paidFactsOf } from './appointment-facts.ts';
import { calendarFileOf } from './calendar-file.ts';
import { dueForms } from './due-forms.ts';
import { otherAppointments } from './other-appointments.ts';

/** What a mail about a booking is written with. */
export type MailDeps = Pick<
  BookingDeps,
  | 'sealing'
  | 'jobs'
  | 'clock'
  | 'clinic'
  | 'managePage'
  | 'checkPage'
  | 'names'
  | 'enquiriesEmail'
  | 'messageIdDomain'
>;

/** To the patient: booked. With the video link where it is there, and the forms to fill in. */
export async function queueConfirmation(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  kind = 'confirmation',
): Promise<void> {
  const refund = refundTermsOf(deps, booking, deps.clock.now());
  const forms = await dueForms(deps, booking);
  const content = confirmationMail(await paidFactsOf(tx, deps, booking), refund, {
    forms,
    movableUntil: movableUntilOf(deps, booking),
    others: await otherAppointments(tx, deps, booking),
  });
  await toPatient(tx, deps, booking, kind, content, { withCalendar: true });
}

/** To the patient: the video link that was still being made when the confirmation went out. */
export async function queueVideoLink(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  const { joinUrl } = booking;
  if (joinUrl === null) return;
  const content = videoLinkMail({ ...factsOf(deps, booking), joinUrl });
  // Each move brings a link of its own.
  const kind = booking.moves === 0 ? 'video-link' : `video-link-${booking.moves}`;
  await toPatient(tx, deps, booking, kind, content, { withCalendar: true });
}

/** To the patient: cancelled; takes the entry out of their calendar. */
export async function queueCancellation(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  refundCents: number,
): Promise<void> {
  const content = cancellationMail(await paidFactsOf(tx, deps, booking), refundCents);
  return toPatient(tx, deps, booking, 'cancellation', content, { withCalendar: true });
}

/** To the patient: cancelled on the clinic's side. */
export async function queueClinicCancellation(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  refundCents: number,
): Promise<void> {
  const content = clinicCancellationMail(await paidFactsOf(tx, deps, booking), refundCents);
  return toPatient(tx, deps, booking, 'cancellation', content, { withCalendar: true });
}

/** To the patient: the refund that an earlier email promised did not arrive. */
export function queueRefundFailed(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  owedCents: number,
): Promise<void> {
  const content = refundFailedMail(factsOf(deps, booking), owedCents);
  return toPatient(tx, deps, booking, 'refund-failed', content);
}

/** To the patient: staff give a part of the payment back. */
export async function queueRefunded(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  refund: { id: string; amountCents: number },
): Promise<void> {
  const content = refundedMail(await paidFactsOf(tx, deps, booking), refund.amountCents);
  return toPatient(tx, deps, booking, `refund-${refund.id}`, content);
}

/** To the patient: the time that we were confirming could not be had. */
export function queueNotConfirmed(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  alternatives: readonly Date[],
): Promise<void> {
  const content = notConfirmedMail(factsOf(deps, booking), alternatives);
  return toPatient(tx, deps, booking, 'not-confirmed', content);
}

/** To enquiries: booked. Waits a moment, so that it can link to the record. */
export function queueReceptionCopy(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  const content = receptionBookedMail(factsOf(deps, booking), deps.names, { kind: 'being_filed' });
  return queueMail(
    tx,
    mailDeps(deps),
    receptionMail(deps, booking, 'reception', content),
    deps.timings.receptionDelaySeconds,
  );
}

/** The record is there: reception's copy links to it, if it has not been sent yet. */
export function linkReceptionCopy(
  tx: Transaction,
  deps: MailDeps,
  booking: Booking,
  patientPage: string,
): Promise<void> {
  const content = receptionBookedMail(factsOf(deps, booking), deps.names, { kind: 'filed', patientPage });
  return rewriteQueuedMail(tx, mailDeps(deps), receptionMail(deps, booking, 'reception', content));
}

/** To enquiries: cancelled by the patient or by staff here, or in the practitioner's calendar. */
export function queueReceptionCancelled(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  where: CancelledWhere,
): Promise<void> {
  const content = receptionCancelledMail(factsOf(deps, booking), deps.names, where);
  return queueMail(tx, mailDeps(deps), receptionMail(deps, booking, 'reception-cancelled', content));
}

/** To enquiries: moved on the calendar's own page, with both times. One email per place that it was moved to. */
export function queueReceptionMoved(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  { key, start, practitionerId, state }: MovedAppointment & { key: string },
): Promise<void> {
  const practitionerName = practitionerId && practitionerOf(deps.clinic, practitionerId)?.name;
  const moved = { start, state, practitionerName: practitionerName ?? null };
  const content = receptionMovedMail(factsOf(deps, booking), deps.names, moved);
  return queueMail(tx, mailDeps(deps), receptionMail(deps, booking, `reception-moved-${key}`, content));
}

interface MovedAppointment {
  start: Date | null;
  practitionerId: string | null;
  state: 'active' | 'cancelled' | 'not_chosen_yet';
}

/** Queues an email to the patient of a booking. */
export function toPatient(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  kind: string,
  content: MailContent,
  { withCalendar = false, window }: { withCalendar?: boolean; window?: SendWindow } = {},
): Promise<void> {
  const { email } = booking.patient;
  const attachments = withCalendar
    ? [
        {
          filename: 'appointment.ics',
          contentType: calendarContentType(booking.status === 'cancelled'),
          content: calendarFileOf(deps, booking),
        },
      ]
    : [];
  return queueMail(tx, mailDeps(deps), {
    about: booking.id,
    kind,
    to: email,
    toName: readerOf(booking.patient),
    replyTo: deps.enquiriesEmail,
    content: inLanguage(
      content,
      kind,
      factsOf(deps, booking),
      booking.patient.language ?? null,
      readerOf(booking.patient),
    ),
    attachments,
    ...(window ? { window } : {}),
  });
}

/** Answers go to the patient: reception only has to press "reply". */
export function receptionMail(deps: MailDeps, booking: Booking, kind: string, content: MailContent) {
  return { about: booking.id, kind, to: deps.enquiriesEmail, replyTo: booking.patient.email, content };
}

export function mailDeps(deps: MailDeps) {
  const { sealing, jobs, messageIdDomain, clock } = deps;
  return { sealing, jobs, messageIdDomain, now: clock.now() };
}
