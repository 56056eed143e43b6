import type { ServiceNames } from '../../../ports/service-names.ts';

/** Every kind of problem that only a person can solve, with what to do about it. */
const taskKinds = {
  booking_not_confirmed: 'Call the patient and book another time: their time could not be booked.',
  booking_uncertain: ({ calendar }) =>
    `Check whether the appointment is in ${calendar}. If it is, cancel it or call the patient: we told them that it is not booked.`,
  booking_refused: ({ calendar }) =>
    `${calendar} refuses this visit as clinic.yaml describes it: compare event type and questions.`,
  calendar_not_cancelled: ({ calendar }) =>
    `Cancel the appointment in ${calendar} by hand: the patient has cancelled it here.`,
  old_event_not_cancelled: ({ calendar }) =>
    `Cancel the appointment at this time in ${calendar} by hand: the booking has moved to another time, or keeps the time that it had.`,
  video_link_to_send: ({ calendar }) =>
    `This appointment was booked while ${calendar} could not be reached, so it has no video link. Make one, and email it to the patient before the appointment.`,
  moved_onto_taken_time: ({ calendar }) =>
    `This appointment was moved in ${calendar} to a time that another booking has here. Agree on another time with one of the two patients, and move it in ${calendar}.`,
  record_not_moved: ({ records }) =>
    `Change the time, and where it differs the practitioner, of the appointment in ${records} by hand: the booking has moved.`,
  no_show_to_record: ({ records }) => `Note in ${records} by hand that the patient did not come.`,
  moved_in_calendar: ({ calendar, records }) =>
    `This appointment was moved on ${calendar}'s own page. Here it is still booked, paid and held at the old time, and nothing was cancelled or refunded: the reason says why it was not moved here, too. Agree on the time with the patient. For the new time: change the appointment in ${records} by hand and send the patient the new link. For the old time: book it again in ${calendar} and cancel the new one there.`,
  mailbox_conflict: ({ mailbox }) =>
    `The practitioner has another entry in ${mailbox} at the time of this appointment; the facts have both times. Ask the practitioner which one stays. Then move the entry, or agree on another time with the patient. The task closes by itself when the two no longer overlap.`,
  missing_in_calendar:
    'The calendar that held this appointment has it no more, and does not say that it was cancelled. Here it is still booked and paid; the sides show who says what. Ask the practitioner. To keep it, put it into the calendar again; otherwise cancel the booking or agree on another time with the patient.',
  other_time_in_calendar:
    'The entry of this appointment was moved in the calendar, and the patient does not know it. Move the entry back, or agree on the new time with the patient and move the booking.',
  other_practitioner_in_calendar: ({ calendar }) =>
    `In ${calendar} this appointment belongs to another practitioner than here. Give it back there, or move the booking to that practitioner with the patient.`,
  two_appointments: ({ calendar }) =>
    `${calendar} has two appointments for this booking. Ask the patient which time they know, and cancel the other one in ${calendar} by hand.`,
  missing_in_records: ({ records }) =>
    `The appointment of this booking was deleted in ${records}, but the booking is still confirmed here. If it was deleted on purpose, cancel the booking with the patient; otherwise add the appointment in ${records} by hand.`,
  cancelled_in_records: ({ records }) =>
    `The appointment is cancelled in ${records}, but the booking is still confirmed here. Ask reception: either cancel the booking with the patient, or book the appointment in ${records} again.`,
  other_time_in_records: ({ records }) =>
    `The appointment has another time in ${records} than in the booking. Correct ${records}, or move the booking with the patient.`,
  other_practitioner_in_records: ({ records }) =>
    `The appointment has another practitioner in ${records} than in the booking. Correct ${records}, or move the booking with the patient.`,
  difference_not_mended:
    'Another system differs from this booking, and it could not be put right automatically. The reason names the difference and the sides show who says what: make them agree by hand.',
  filing_failed: ({ records }) => `Add the patient and the appointment to ${records} by hand.`,
  record_not_removed: ({ records }) =>
    `Delete the appointment in ${records} by hand: the patient has cancelled it.`,
  patients_may_be_same: ({ records }) =>
    `Compare these records: they may be one patient. Merge them in ${records} if so.`,
  payment_not_captured: ({ payments }) =>
    `The appointment is booked, but the payment could not be taken. Look at the payment in ${payments}; ask the patient to pay another way, or cancel the appointment with them.`,
  payment_not_released: ({ payments }) =>
    `There is no appointment, but the payment could not be ended. Cancel it in ${payments}, or refund it if it was captured: the patient was told that nothing is charged.`,
  payment_not_refunded: ({ payments }) =>
    `The refund of this amount did not go through, and the patient was told that we will contact them. Look at the payment in ${payments}, then call the patient and pay them another way.`,
  collected_payment_to_return:
    'Give this amount back in the way in which it was taken: staff took it on the phone, so no payment service can do it. Then tell the patient.',
  payment_disputed: ({ payments }) =>
    `The patient disputes this charge with their bank. Answer in ${payments} before the day it names.`,
  red_flag:
    'Urgent: call this person now. An answer in a form signals danger. The page has shown them 000 and the crisis lines.',
  red_flag_unseen: ({ formsElsewhere }) =>
    `Urgent: call this person now. An answer in a form from ${formsElsewhere} signals danger. They have not been shown 000 or the crisis lines.`,
  call_back:
    'Urgent: call this person back. They asked for a call after their answers stopped the form. Read the triage session first.',
  retention_due:
    'Records are past the time for which they must be kept. See `pnpm retention report`, and decide whether they are erased (docs/data-handling.md).',
  waitlist_tell_person:
    'Tell this person, in the way they chose, that a time is held for them. They answer by the link in their email.',
  form_not_filed: ({ records }) =>
    `File this form in ${records} by hand: open it by its reference, find or create the patient, and keep the document with them. The reason says why it was not filed.`,
  form_facts_by_hand: ({ records }) =>
    `Type these details into the record by hand: ${records} does not take them from us. The form itself is filed.`,
  form_facts_differ:
    'The patient’s form differs from their record. Compare the record with the form in its inbound correspondence, ask the patient if need be, and correct the record.',
  form_elsewhere_not_taken: ({ formsElsewhere }) =>
    `A form was filled in at ${formsElsewhere} and could not be read from there. Look it up in ${formsElsewhere} by its number, and file it by hand; the reason says why it was not read.`,
  form_elsewhere_incomplete: ({ formsElsewhere }) =>
    `A form from ${formsElsewhere} is filed as it came, but lacks answers, or has some that our form does not know. The reason names the questions: ask the patient, and complete the record.`,
  form_about_somebody_else: ({ records }) =>
    `This form came with a booking and is about another person than the one who booked. It was filed with that other person: see whose the appointment is, and correct it in ${records}.`,
  mail_not_sent:
    'This email could not be delivered. Check the address and send it again, or call the person.',
  text_not_delivered:
    'This text message did not reach the person. Send the confirmation by email, or call them and check the number.',
  text_to_read:
    'A patient answered a text message, and the answer is not a yes or a no. Read it, and call them back today.',
} as const satisfies Record<string, string | ((names: ServiceNames) => string)>;

export type TaskKind = keyof typeof taskKinds;

/** A person may be in danger, or waits for a call. */
export const urgentKinds: readonly string[] = ['red_flag', 'red_flag_unseen', 'call_back'];

/** Of a task that collects several alarms: the others are listed with it. */
const othersToo = 'More came from the same place within an hour: call each person who is listed, too.';

/**
 * What staff read that they have to do. The table can still contain a kind of an earlier version.
 * @param alarms for how many alarms the task stands
 */
export function todoOf(kind: string, names: ServiceNames, alarms = 1): string {
  const known: Readonly<Record<string, string | ((names: ServiceNames) => string)>> = taskKinds;
  const todo = known[kind] ?? 'Look at the facts, and do what they ask for.';
  const words = typeof todo === 'string' ? todo : todo(names);
  return alarms > 1 ? `${words} ${othersToo}` : words;
}
