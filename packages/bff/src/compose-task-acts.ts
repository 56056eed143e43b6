import { inArray, or } from 'drizzle-orm';
import {
  type BookingDeps,
  bookingKeysOf,
  cancelInCalendarAgain,
  cancelOldEventsAgain,
  confirmAgain,
} from './features/bookings/index.ts';
import { submissionKeysOf } from './features/forms/index.ts';
import { sendAgain } from './features/messages/index.ts';
import { noteReturned, tryPaymentAgain } from './features/payments/index.ts';
import {
  chooseRecord,
  correctFiled,
  fileDeletedAgain,
  fileLeftToStaff,
  moveFiledAgain,
  removeFiledAgain,
} from './features/records/index.ts';
import type { OwnTasks, TaskActs, TaskEnds } from './features/staff-tasks/index.ts';
import type { Transaction } from './platform/store/database.ts';

/** The tasks about a practitioner's own bookings, and about the forms of these bookings. */
export const ownTasks: OwnTasks = (db, subject, practitionerId) =>
  or(
    inArray(subject, bookingKeysOf(db, practitionerId)),
    inArray(subject, submissionKeysOf(db, practitionerId)),
  );

/** Joins the buttons of tasks to the features that do what they say. */
export function joinTaskActs(bookings: BookingDeps): TaskActs {
  const payAgain: TaskActs['refund_again'] = async (tx, { subject }) => {
    await tryPaymentAgain(tx, bookings, subject, bookings.clock.now());
    return 'under_way';
  };
  return {
    async send_mail_again(tx, { subject }) {
      await sendAgain(tx, bookings, subject);
      return 'under_way';
    },
    async send_confirmation_again(tx, { subject, id, kind }) {
      // A text message is named by its booking and its kind. The email says the same, so the task is done.
      const isText = kind === 'text_not_delivered';
      const bookingId = isText ? subject.slice(0, 36) : subject;
      await confirmAgain(tx, bookings, bookingId, `task-${id}-${bookings.clock.now().getTime()}`);
      return isText ? 'done' : 'under_way';
    },
    async file_again(tx, { subject, kind }) {
      if (kind === 'missing_in_records') {
        await fileDeletedAgain(tx, bookings, subject);
        return 'under_way';
      }
      await fileLeftToStaff(tx, bookings, {
        kind: kind === 'filing_failed' ? 'booking' : 'submission',
        id: subject,
      });
      return 'under_way';
    },
    async choose_record(tx, { subject, choice, by, kind }) {
      if (choice !== null) await chooseRecord(tx, bookings, { subjectId: subject, patientId: choice, by });
      if (kind !== 'form_not_filed') return 'done';
      await fileLeftToStaff(tx, bookings, { kind: 'submission', id: subject });
      return 'under_way';
    },
    refund_again: payAgain,
    take_payment_again: payAgain,
    release_payment_again: payAgain,
    async cancel_in_calendar_again(tx, { subject }) {
      await cancelInCalendarAgain(tx, bookings, subject);
      return 'under_way';
    },
    async cancel_old_event_again(tx, { subject }) {
      await cancelOldEventsAgain(tx, bookings, subject);
      return 'under_way';
    },
    async move_in_records_again(tx, { subject, kind }) {
      if (kind === 'record_not_moved') await moveFiledAgain(tx, bookings, subject);
      else await correctFiled(tx, bookings, subject);
      return 'under_way';
    },
    async remove_from_records_again(tx, { subject }) {
      await removeFiledAgain(tx, bookings, subject);
      return 'under_way';
    },
    async note_money_returned(tx, { subject, by }) {
      await returned(tx, bookings, subject, by);
      return 'done';
    },
  };
}

/** What follows when a person says that a task is done. */
export function joinTaskEnds(bookings: Pick<BookingDeps, 'clock' | 'events'>): TaskEnds {
  return {
    collected_payment_to_return: (tx, { subject, by }) => returned(tx, bookings, subject, by),
  };
}

function returned(
  tx: Transaction,
  { clock, events }: Pick<BookingDeps, 'clock' | 'events'>,
  bookingId: string,
  by: string,
): Promise<void> {
  const actor = { kind: 'staff', subject: by.replace(/^staff:/, '') } as const;
  return noteReturned(tx, { events }, bookingId, { actor, now: clock.now() });
}
