import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { and, asc, eq } from 'drizzle-orm';
import { auditLog } from '../../../../platform/audit/tables.ts';
import { isoInstant } from '../../../../platform/iso-instant.ts';
import { practitionerOf } from '../../../catalogue/index.ts';
import type { MailAbout, TextAbout } from '../../../messages/index.ts';
import { receiptOf, type StoredPayment } from '../../../payments/index.ts';
import { tasksAbout } from '../../../staff-tasks/index.ts';
import type { Booking } from '../../booking.ts';
import type { BookingDeps } from '../../deps.ts';
import { bookingMoves } from '../../tables.ts';
import { formLines } from './form-lines.ts';
import { mailLines } from './mail-lines.ts';
import { collectedLine, withAmounts } from './money-lines.ts';
import { stepLines } from './step-lines.ts';
import { inOrder } from './story-line.ts';
import { taskLines } from './task-lines.ts';
import { textLines } from './text-lines.ts';

/** The longest story that the desk shows. */
const mostLines = 200;

/** What the booking's view has read already. */
interface Read extends Pick<StaffBooking, 'refunds' | 'notes' | 'forms'> {
  stored: StoredPayment | null;
  emails: readonly MailAbout[];
  texts: readonly TextAbout[];
}

/** What happened to a booking, oldest first: its steps, money, messages, forms and tasks in one list. */
export async function storyOf(
  deps: BookingDeps,
  booking: Booking,
  { stored, refunds, emails, texts, notes, forms }: Read,
): Promise<StaffBooking['story']> {
  const { db } = deps.store;
  const [steps, moves, tasks, received] = await Promise.all([
    db
      .select({ at: auditLog.at, actor: auditLog.actor, action: auditLog.action })
      .from(auditLog)
      .where(and(eq(auditLog.subjectKind, 'booking'), eq(auditLog.subjectId, booking.id)))
      .orderBy(asc(auditLog.id)),
    db
      .select()
      .from(bookingMoves)
      .where(eq(bookingMoves.bookingId, booking.id))
      .orderBy(asc(bookingMoves.startedAt)),
    tasksAbout(db, [booking.id]),
    deps.formsOf?.(booking.id) ?? [],
  ]);
  const lines = stepLines(steps, {
    booking,
    moves,
    refunds: refunds.map((refund) => ({ ...refund, at: new Date(refund.at) })),
    notes: notes.map((note) => ({ ...note, at: new Date(note.at) })),
    refundCents: stored && (stored.goal === 'refund' ? stored.refundCents : 0),
    names: deps.names,
    practitionerName: (id) => practitionerOf(deps.clinic, id)?.name ?? id,
    timeZone: deps.clinic.clinic.timeZone,
  });
  const whole = inOrder(
    stored ? collectedLine(stored, receiptOf(deps, stored)) : [],
    withAmounts(lines, stored),
    formLines(forms, received, booking.confirmedAt),
    mailLines(emails),
    textLines(texts),
    taskLines(tasks),
  );
  return whole.slice(-mostLines).map(({ at, ...line }) => ({ at: isoInstant(at), ...line }));
}
