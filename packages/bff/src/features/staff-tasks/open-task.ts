import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Transaction } from '../../platform/store/database.ts';
import type { Contact } from '../patients/index.ts';
import { staffTasks } from './tables.ts';

/** Every kind of problem that only a person can solve, with what to do about it. */
export const taskKinds = {
  booking_not_confirmed: 'Call the patient and book another time: their time could not be had.',
  booking_uncertain:
    'Look in Calendly whether the appointment is there. If it is, cancel it or call the patient: we told them that it is not booked.',
  booking_refused:
    'Calendly refuses this visit as clinic.yaml describes it: compare event type and questions.',
  calendar_not_cancelled: 'Cancel the appointment in Calendly by hand: the patient has cancelled it here.',
  filing_failed: 'File patient and appointment in MediRecords by hand.',
  record_not_removed: 'Delete the appointment in MediRecords by hand: the patient has cancelled it.',
  patients_may_be_same: 'Compare these records: they may be one patient. Merge them in MediRecords if so.',
  payment_not_captured:
    'The appointment stands, but the money could not be taken. Look at the payment in Stripe; ask the patient to pay another way, or cancel the appointment with them.',
  payment_not_released:
    'There is no appointment, but the payment could not be ended. Cancel it in Stripe, or refund it if it was captured: the patient was told that nothing is charged.',
  payment_not_refunded:
    'The refund did not go through. Look at the payment in Stripe, refund it there, or pay the patient another way.',
  payment_disputed:
    'The patient disputes this charge with their bank. Answer in Stripe before the day it names.',
  red_flag:
    'Urgent: call this person now. An answer in a form signals danger; the reason says which. The page has shown them 000 and the crisis lines.',
  red_flag_unseen:
    'Urgent: call this person now. An answer in a form from JotForm signals danger; the reason says which. Nobody has shown them 000 or the crisis lines.',
  call_back:
    'Urgent: call this person back. They asked for it after a form was stopped for safety; read the triage session first.',
  retention_due:
    'Records are past the time for which they must be kept. See `pnpm retention report`, and decide whether they are erased (docs/data-handling.md).',
  waitlist_tell_person:
    'Tell this person, the way they asked for, that a time has become free and is kept for them. They answer by the link in their e-mail.',
  form_not_filed:
    'File this form in MediRecords by hand: open it by its reference, find or make the patient, and keep the document with them. The reason says what stood in the way.',
  form_facts_by_hand:
    'Type these details into the record by hand: MediRecords does not take them from us. The form itself is filed.',
  form_facts_differ:
    'The patient’s form says other things than their record. Compare the record with the form in its inbound correspondence, ask the patient if need be, and correct the record.',
  jotform_not_taken:
    'A form was filled in at JotForm and could not be read from there. Look it up in JotForm by its number, and file it by hand; the reason says what stood in the way.',
  jotform_incomplete:
    'A form from JotForm is filed as it came, but lacks answers, or has some that our form does not know. The reason names the questions: ask the patient, and complete the record.',
  form_about_somebody_else:
    'This form came with a booking and is about another person than the one who booked. It was filed with that other person: see whose the appointment is, and correct it in MediRecords.',
  mail_not_sent: 'Call the patient or write by hand: this e-mail could not be delivered to the mail server.',
} as const;

export type TaskKind = keyof typeof taskKinds;

/** What staff need to solve the problem. Sealed at rest, because it may name a patient. */
export const taskFacts = z.object({
  bookingId: z.string().exactOptional(),
  confirmationNumber: z.string().exactOptional(),
  patientName: z.string().exactOptional(),
  patientPhone: z.string().exactOptional(),
  patientEmail: z.string().exactOptional(),
  practitionerId: z.string().exactOptional(),
  start: z.string().exactOptional(),
  /** The vendor's id of the payment, and its amount in whole cents. */
  paymentId: z.string().exactOptional(),
  amountCents: z.number().exactOptional(),
  refundCents: z.number().exactOptional(),
  /** Addresses of records in the practice's own application. */
  recordPages: z.array(z.string()).exactOptional(),
  /** The reference of a form, by which people find its document. */
  formReference: z.string().exactOptional(),
  /** Details to type into the record. */
  toType: z.array(z.object({ fact: z.string(), value: z.string() })).exactOptional(),
  /** The reason, in our words and the vendor's field names; never a vendor's whole answer. */
  reason: z.string().exactOptional(),
});
export type TaskFacts = z.infer<typeof taskFacts>;

/** The known fields of a contact, so that staff can reach the person. */
export function contactFacts({ name, phone, email }: Contact): TaskFacts {
  return {
    ...(name === null ? {} : { patientName: name }),
    ...(phone === null ? {} : { patientPhone: phone }),
    ...(email === null ? {} : { patientEmail: email }),
  };
}

/** The purpose that binds sealed facts to their task. */
export const taskPurpose = (taskId: string) => `staff_task.facts:${taskId}`;

/** What opening a task needs. The dependencies of every feature contain it, so callers hand in their own. */
export interface TaskContext {
  sealing: Sealing;
  clock: Clock;
}

/**
 * Opens a task for staff, in the transaction that found the problem. A kind and a subject have at most one open task,
 * so a job that runs again opens no second one.
 * @returns the task's id, or `null` when it is open already
 */
export async function openStaffTask(
  tx: Transaction,
  { sealing, clock }: TaskContext,
  task: { kind: TaskKind; subject: string; facts: TaskFacts },
): Promise<string | null> {
  const id = randomUUID();
  const opened = await tx
    .insert(staffTasks)
    .values({
      id,
      kind: task.kind,
      subject: task.subject,
      facts: sealing.seal(task.facts, taskPurpose(id)),
      createdAt: clock.now(),
    })
    .onConflictDoNothing()
    .returning({ id: staffTasks.id });
  return opened[0]?.id ?? null;
}
