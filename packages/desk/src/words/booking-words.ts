import type { StaffBooking, StaffBookingLine } from '@botaniqal/shared/contracts/staff/bookings.ts';

/** How a state is drawn. The words say it as well. */
export type Tone = 'good' | 'waits' | 'ended' | 'plain';

const statuses: Record<StaffBookingLine['status'], readonly [words: string, tone: Tone]> = {
  awaiting_payment: ['Waiting for payment', 'waits'],
  confirming: ['Being booked', 'waits'],
  confirmed: ['Booked', 'good'],
  cancelled: ['Cancelled', 'ended'],
  expired: ['Not paid in time', 'ended'],
  failed: ['Not booked', 'ended'],
};

/** The state of a booking in a word or three. */
export function statusOf({ status, noShowAt }: Pick<StaffBookingLine, 'status' | 'noShowAt'>): {
  words: string;
  tone: Tone;
} {
  if (noShowAt) return { words: 'No-show', tone: 'ended' };
  const [words, tone] = statuses[status];
  return { words, tone };
}

export const channels: Record<StaffBookingLine['channel'], string> = {
  online: 'Website',
  phone: 'Phone',
  waitlist_offer: 'Waitlist offer',
};

type Payment = NonNullable<StaffBooking['payment']>['status'];

export const payments: Record<Payment, string> = {
  due: 'Waiting for payment',
  processing: 'With the bank',
  authorised: 'Card accepted, not charged yet',
  paid: 'Paid',
  released: 'Not charged',
  refunding: 'Being refunded',
  refunded: 'Refunded',
  refund_failed: 'Refund failed',
};

const actions: Readonly<Record<string, string>> = {
  'booking.accepted': 'Time taken',
  'booking.promotion_applied': 'Promotion code applied',
  'booking.booked': 'Booked',
  'booking.cancelled_by_patient': 'Cancelled by the patient',
  'booking.cancelled_by_staff': 'Cancelled by staff',
  'booking.cancelled_in_calendar': 'Cancelled in the calendar',
  'booking.calendar_event_cancelled': 'Taken out of the calendar',
  'booking.confirmation_resent': 'Confirmation sent again',
  'booking.payment_authorised': 'Card accepted',
  'booking.payment_link_resent': 'Payment link sent again',
  'patient.created': 'New record of the patient',
  'patient.matched': 'Record of the patient found',
  'patient.chosen': 'Record of the patient chosen',
  'patient.updated': 'Record of the patient updated',
  'booking.abandoned': 'Left before paying',
  'booking.failed': 'Could not be booked',
  'booking.hold_expired': 'Not paid in time',
  'booking.time_freed': 'Time free again',
  'booking.hold_extended': 'Time kept longer',
  'booking.move_started': 'Move asked for',
  'booking.move_ended': 'Move not possible',
  'booking.moved': 'Moved',
  'booking.moved_in_calendar': 'Moved in the calendar',
  'booking.no_show': 'Marked as no-show',
  'booking.no_show_undone': 'No-show taken back',
  'booking.refunded': 'Money refunded',
  'booking.form_read': 'Form read',
  'booking.coming_said': 'Patient said that they come',
  'booking.note_added': 'Note written',
  'appointment.filed': 'In the practice’s records',
  'appointment.moved': 'Moved in the practice’s records',
  'appointment.removed': 'Taken out of the practice’s records',
  'appointment.attendance_noted': 'Attendance noted in the practice’s records',
  'form.due': 'Form to fill in',
  'form.submitted': 'Form filled in',
  'form.filed': 'Form filed',
  'mail.queued': 'Email on its way',
  'mail.sent': 'Email delivered',
  'mail.failed': 'Email not delivered',
  'text.waiting': 'Text message on its way',
  'text.sent': 'Text message on its way',
  'text.delivered': 'Text message delivered',
  'text.failed': 'Text message not delivered',
  'text.opted_out': 'No text message: the patient wants none',
  'text.answered': 'Patient answered a text message',
  'payment.captured': 'Paid',
  'payment.collected': 'Paid by phone',
  'payment.refunded': 'Money refunded',
  'payment.released': 'Card not charged',
  'payment.returned': 'Money returned by staff',
  'task.opened': 'Left to staff',
  'task.done': 'Done by staff',
  'reminder.answered': 'Reminder answered',
};

/** What happened, in words. An action of a later version of the server is shown as its own word. */
export function actionWords(action: string): string {
  return actions[action] ?? plainWord(action.split('.').at(-1) ?? action);
}

/** Who did it: "the patient", "Sam Lee" stays as the address that the audit trail keeps. */
export function actorWords(actor: string): string {
  const [kind = '', name = ''] = actor.split(/:(.*)/);
  if (kind === 'patient') return 'the patient';
  if (kind === 'system') return 'by itself';
  if (kind === 'vendor') return plainWord(name).toLowerCase();
  return name || actor;
}

const forms: Readonly<Record<string, string>> = {
  mini_intake: 'Before the first call',
  full_intake: 'Intake',
  gaps_assessment: 'GAPS assessment',
};

/** What staff call a form: shorter than the title that patients read. */
export function formName(formId: string): string {
  return forms[formId] ?? plainWord(formId);
}

/** "mini_intake" → "Mini intake" */
export function plainWord(word: string): string {
  const words = word.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
