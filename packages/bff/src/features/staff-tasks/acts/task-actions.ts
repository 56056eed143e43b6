import type { TaskAction } from '@botaniqal/shared/contracts/staff/tasks.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { ServiceNames } from '../../../ports/service-names.ts';
import type { TaskKind } from '../kinds/task-kinds.ts';
import type { TaskFacts } from '../opening/open-task.ts';

/** A task whose button was pressed. */
interface PressedTask {
  id: string;
  kind: string;
  /** One of our ids. */
  subject: string;
  facts: TaskFacts;
  /** With `choose_record`: one of `facts.records`. */
  choice: string | null;
  /** As the audit trail names the person. */
  by: string;
}

/** `done`: it is solved now. `under_way`: a job tries it, and closes the task when it succeeds. */
type ActOutcome = 'done' | 'under_way';

/** What a button does, in the transaction that notes the press. Outside services are called by jobs. */
type TaskAct = (tx: Transaction, task: PressedTask) => Promise<ActOutcome>;
export type TaskActs = Readonly<Partial<Record<TaskAction, TaskAct>>>;

/** What else is true once a person says that a task of a kind is done, in the transaction that notes it. */
export type TaskEnds = Readonly<
  Partial<Record<TaskKind, (tx: Transaction, task: { subject: string; by: string }) => Promise<void>>>
>;

/** Which buttons each kind of task has. A kind that is not here has none: only the person can solve it. */
const actionsOfKind: Readonly<Partial<Record<TaskKind, readonly TaskAction[]>>> = {
  mail_not_sent: ['send_mail_again'],
  text_not_delivered: ['send_confirmation_again'],
  video_link_to_send: ['send_confirmation_again'],
  filing_failed: ['file_again'],
  form_not_filed: ['choose_record', 'file_again'],
  missing_in_records: ['file_again'],
  record_not_moved: ['move_in_records_again'],
  other_time_in_records: ['move_in_records_again'],
  other_practitioner_in_records: ['move_in_records_again'],
  record_not_removed: ['remove_from_records_again'],
  patients_may_be_same: ['choose_record'],
  payment_not_refunded: ['refund_again'],
  payment_not_captured: ['take_payment_again'],
  payment_not_released: ['release_payment_again'],
  calendar_not_cancelled: ['cancel_in_calendar_again'],
  old_event_not_cancelled: ['cancel_old_event_again'],
  collected_payment_to_return: ['note_money_returned'],
};

const labels: Readonly<Record<TaskAction, (names: ServiceNames) => string>> = {
  send_mail_again: () => 'Send the email again',
  send_confirmation_again: () => 'Send the confirmation again',
  file_again: ({ records }) => `File in ${records} again`,
  choose_record: () => 'This is the right record',
  refund_again: () => 'Try the refund again',
  take_payment_again: () => 'Try to take the payment again',
  release_payment_again: () => 'Try to end the payment again',
  cancel_in_calendar_again: ({ calendar }) => `Cancel in ${calendar} again`,
  cancel_old_event_again: ({ calendar }) => `Cancel the old time in ${calendar} again`,
  move_in_records_again: ({ records }) => `Change it in ${records} again`,
  remove_from_records_again: ({ records }) => `Delete it in ${records} again`,
  note_money_returned: () => 'The money is back with the patient',
};

/** The buttons of a task. */
export function actionsOf(
  { kind, facts }: { kind: string; facts: TaskFacts },
  { acts = {}, names }: { acts?: TaskActs; names: ServiceNames },
): { id: TaskAction; label: string }[] {
  const known: Readonly<Record<string, readonly TaskAction[]>> = actionsOfKind;
  return (known[kind] ?? [])
    .filter((id) => acts[id] && (id !== 'choose_record' || (facts.records?.length ?? 0) > 0))
    .map((id) => ({ id, label: labels[id](names) }));
}
