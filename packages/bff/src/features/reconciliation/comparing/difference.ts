/** Each way in which another system can differ from a booking. */
export const differenceKinds = [
  /** The calendar has no such appointment. */
  'missing_in_calendar',
  'cancelled_in_calendar',
  'moved_in_calendar',
  /** The same appointment has another time there: an entry of ours in a mailbox that was dragged. */
  'other_time_in_calendar',
  /** The appointment belongs to another practitioner there. */
  'other_practitioner_in_calendar',
  /** Two active appointments in the calendar carry the id of this booking. */
  'two_appointments',
  /** An appointment stands in the calendar although its booking has left it or has ended. */
  'left_over_in_calendar',
  /** The same in a practitioner's mailbox. */
  'left_over_in_mailbox',
  /** It was never filed in the practice's records. */
  'not_in_records',
  /** It was filed, and is not there any more. */
  'missing_in_records',
  'cancelled_in_records',
  /** The booking has moved, and its appointment in the records has not followed. */
  'old_time_in_records',
  /** A person gave it another time in the records. */
  'other_time_in_records',
  'other_practitioner_in_records',
  /** The booking is cancelled, and our appointment is still in the records. */
  'left_over_in_records',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** What mends a difference of which only one answer is right. */
type Mend =
  /** The booking follows the calendar, which says where the patient has moved it. */
  | 'adopt_move'
  /** The booking follows the calendar, which says that it was cancelled and by whom. */
  | 'adopt_cancellation'
  /** An appointment that no booking has is taken out of calendar or mailbox. */
  | 'remove_stray'
  | 'file'
  | 'move_record'
  | 'remove_record';

export interface Difference {
  kind: DifferenceKind;
  /** `null`: more than one answer can be right, so a person decides. */
  mend: Mend | null;
  /** Staff know it from a task of another feature, so no second one is opened. */
  known?: true;
}
