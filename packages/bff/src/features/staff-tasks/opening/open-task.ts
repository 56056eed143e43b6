import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Contact } from '../../patients/index.ts';
import type { TaskKind } from '../kinds/task-kinds.ts';
import { staffTasks } from '../tables.ts';

/** What staff need to solve the problem. Sealed at rest, because it may name a patient. */
export const taskFacts = z.object({
  bookingId: z.string().exactOptional(),
  confirmationNumber: z.string().exactOptional(),
  patientName: z.string().exactOptional(),
  patientPhone: z.string().exactOptional(),
  patientEmail: z.string().exactOptional(),
  practitionerId: z.string().exactOptional(),
  start: z.string().exactOptional(),
  end: z.string().exactOptional(),
  /** Where the appointment was moved to in the calendar itself. */
  movedTo: z
    .object({
      start: z.string().nullable(),
      practitionerId: z.string().nullable(),
      joinUrl: z.string().nullable(),
      state: z.enum(['active', 'cancelled', 'not_chosen_yet']),
    })
    .exactOptional(),
  /** Entries in the practitioner's mailbox at the time of the appointment: when they are, and no more. */
  mailboxEvents: z.array(z.object({ start: z.string(), end: z.string() })).exactOptional(),
  /** What each system says of the appointment, where they differ. */
  sides: z
    .array(
      z.object({
        where: z.string(),
        state: z.enum(['booked', 'cancelled', 'moved', 'none', 'not_read']),
        start: z.string().nullable(),
        practitionerId: z.string().nullable(),
      }),
    )
    .exactOptional(),
  /** The vendor's id of the payment, and its amount in whole cents. */
  paymentId: z.string().exactOptional(),
  amountCents: z.number().exactOptional(),
  refundCents: z.number().exactOptional(),
  /** Addresses of records in the practice's own application. */
  recordPages: z.array(z.string()).exactOptional(),
  /** Records of which a person may choose the right one. */
  records: z.array(z.object({ id: z.string(), page: z.string() })).exactOptional(),
  /** The reference of a form, by which people find its document. */
  formReference: z.string().exactOptional(),
  /** Details to type into the record. */
  toType: z.array(z.object({ fact: z.string(), value: z.string() })).exactOptional(),
  /** What an email that was not sent says, without the tokens of its links. */
  mailText: z.string().exactOptional(),
  /** The reason, in our words and the vendor's field names; never a vendor's whole answer. */
  reason: z.string().exactOptional(),
  /** How many alarms the task stands for, when there were several from one place, and the people beside the first. */
  count: z.number().exactOptional(),
  others: z
    .array(
      z.object({
        patientName: z.string().exactOptional(),
        patientPhone: z.string().exactOptional(),
        patientEmail: z.string().exactOptional(),
        reason: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
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

/** The purpose that binds a sealed note to its task. */
export const notePurpose = (taskId: string) => `staff_task.note:${taskId}`;

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
  const openedId = opened[0]?.id ?? null;
  if (openedId !== null) await publishLive(tx, { kind: 'task', id: openedId });
  return openedId;
}

/** Opens a task for staff, or gives the open one new facts. */
export async function restateStaffTask(
  tx: Transaction,
  context: TaskContext,
  task: { kind: TaskKind; subject: string; facts: TaskFacts },
): Promise<void> {
  if ((await openStaffTask(tx, context, task)) !== null) return;
  const open = and(
    eq(staffTasks.kind, task.kind),
    eq(staffTasks.subject, task.subject),
    isNull(staffTasks.doneAt),
  );
  const [row] = await tx.select({ id: staffTasks.id }).from(staffTasks).where(open).for('update');
  if (!row) return;
  const facts = context.sealing.seal(task.facts, taskPurpose(row.id));
  await tx.update(staffTasks).set({ facts }).where(eq(staffTasks.id, row.id));
  await publishLive(tx, { kind: 'task', id: row.id });
}
