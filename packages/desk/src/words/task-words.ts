import { plainWord } from './booking-words.ts';

/** What a task is about, in a few words. What to do about it comes from the server. */
const titles: Readonly<Record<string, string>> = {
  booking_not_confirmed: 'A time could not be booked',
  booking_uncertain: 'It is not sure whether this is booked',
  booking_refused: 'The calendar refuses this visit',
  calendar_not_cancelled: 'Still in the calendar',
  old_event_not_cancelled: 'The old time is still in the calendar',
  video_link_to_send: 'A video link is missing',
  moved_onto_taken_time: 'Two patients at the same time',
  record_not_moved: 'The old time is in the records',
  no_show_to_record: 'A no-show to note in the records',
  moved_in_calendar: 'Moved in the calendar only',
  mailbox_conflict: 'Two entries at the same time',
  missing_in_calendar: 'Missing in the calendar',
  other_time_in_calendar: 'Another time in the calendar',
  other_practitioner_in_calendar: 'Another practitioner in the calendar',
  two_appointments: 'Two appointments for one booking',
  missing_in_records: 'Missing in the records',
  cancelled_in_records: 'Cancelled in the records only',
  other_time_in_records: 'Another time in the records',
  other_practitioner_in_records: 'Another practitioner in the records',
  difference_not_mended: 'Two systems differ',
  filing_failed: 'Not filed',
  record_not_removed: 'Still in the records',
  patients_may_be_same: 'Two records may be one patient',
  payment_not_captured: 'A payment could not be taken',
  payment_not_released: 'A payment could not be ended',
  payment_not_refunded: 'A refund did not go through',
  collected_payment_to_return: 'Money to return',
  payment_disputed: 'A payment is disputed',
  red_flag: 'Red flag',
  red_flag_unseen: 'Red flag',
  call_back: 'Call back',
  retention_due: 'Records past their time',
  waitlist_tell_person: 'Tell a person on the waitlist',
  form_not_filed: 'A form is not filed',
  form_facts_by_hand: 'Details to type into the record',
  form_facts_differ: 'A form differs from the record',
  form_elsewhere_not_taken: 'A form could not be read',
  form_elsewhere_incomplete: 'A form lacks answers',
  form_about_somebody_else: 'A form about another person',
  mail_not_sent: 'An email was not delivered',
  text_not_delivered: 'A text message was not delivered',
  text_to_read: 'A patient answered a text message',
};

/** A kind of a later version of the server is shown as its own word. */
export function taskTitle(kind: string): string {
  return titles[kind] ?? plainWord(kind);
}
