export { mailPlaces } from './delivery/mail-places.ts';
export { type MailAbout, mailsAbout } from './delivery/mails-about.ts';
export { isQueued, queueMail, rewriteQueuedMail } from './delivery/queue-mail.ts';
export { messagesFeature } from './feature.ts';
export { inLanguage } from './languages/in-language.ts';
export { afterVisitMail } from './mails/after-visit.ts';
export type { OtherAppointment } from './mails/also-booked.ts';
export { cancellationMail, clinicCancellationMail } from './mails/cancellation.ts';
export { confirmationMail } from './mails/confirmation.ts';
export { greetingName } from './mails/greeting.ts';
export { movedMail, notMovedMail, receptionMovedToMail, type TimeBefore } from './mails/moved.ts';
export { notConfirmedMail } from './mails/not-confirmed.ts';
export { paymentLinkMail } from './mails/payment-link.ts';
export {
  type CancelledWhere,
  type RecordState,
  receptionBookedMail,
  receptionCancelledMail,
  receptionMovedMail,
} from './mails/reception.ts';
export { refundFailedMail } from './mails/refund-failed.ts';
export { refundedMail } from './mails/refunded.ts';
export { reminderMail } from './mails/reminder.ts';
export { videoLinkMail } from './mails/video-link.ts';
export {
  type AppointmentFacts,
  type DueForm,
  type PaidHow,
  phoneLink,
} from './rendering/appointment-facts.ts';
export { calendarContentType, calendarFile } from './rendering/calendar-file.ts';
export { type Block, type MailContent, paragraph } from './rendering/mail-content.ts';
export { money } from './rendering/money.ts';
export { refundWords } from './rendering/refund-words.ts';
export { whenLine, whenShort } from './rendering/when.ts';
export { eraseMailsAbout } from './retention.ts';
export { countFailedMessages } from './staff/list-messages.ts';
export { sendAgain } from './staff/resend-message.ts';
export { mails } from './tables.ts';
export { type TextAbout, textsAbout } from './texts/answers-to.ts';
export {
  cancelledText,
  feeText,
  newTimeText,
  readByTeamText,
  reminderText,
} from './texts/appointment-texts.ts';
export { queueText } from './texts/queue-text.ts';
export type { ReminderAnswer } from './texts/text-deps.ts';
export { isQuiet, latestTime, type QuietHours } from './timing/quiet-hours.ts';
export type { SendWindow } from './timing/send-window.ts';
