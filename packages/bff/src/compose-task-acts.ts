import { type BookingDeps, cancelInCalendarAgain, confirmAgain } from './features/bookings/index.ts';
import { sendAgain } from './features/messages/index.ts';
import { tryPaymentAgain } from './features/payments/index.ts';
import { chooseRecord, fileLeftToStaff } from './features/records/index.ts';
import type { TaskActs } from './features/staff-tasks/index.ts';

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
    async send_confirmation_again(tx, { subject, id }) {
      await confirmAgain(tx, bookings, subject, `task-${id}-${bookings.clock.now().getTime()}`);
      return 'under_way';
    },
    async file_again(tx, { subject, kind }) {
      await fileLeftToStaff(tx, bookings, {
        kind: kind === 'filing_failed' ? 'booking' : 'submission',
        id: subject,
      });
      return 'under_way';
    },
    async choose_record(tx, { subject, choice, by }) {
      if (choice !== null) await chooseRecord(tx, bookings, { subjectId: subject, patientId: choice, by });
      return 'done';
    },
    refund_again: payAgain,
    take_payment_again: payAgain,
    release_payment_again: payAgain,
    async cancel_in_calendar_again(tx, { subject }) {
      await cancelInCalendarAgain(tx, bookings, subject);
      return 'under_way';
    },
  };
}
