import type { Transaction } from '../store/database.ts';
import { type Actor, actorText } from './actor.ts';
import { auditLog } from './tables.ts';

/** What was read or written. */
export const subjectKinds = [
  /** A search in this trail. */
  'audit_trail',
  'booking',
  'draft',
  /** All sealed values, by the id of the key that they stand under now. */
  'encryption_key',
  'mail',
  'patient_record',
  /** A promotion code that was refused; its id is new. */
  'promotion_code',
  /** The register of what was destroyed. */
  'register',
  /** Of a person of staff at the desk. */
  'session',
  'submission',
  'task',
  /** The look of the clinic's pages, by its name. */
  'theme',
  'triage_session',
  'waitlist',
  'waitlist_entry',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Access {
  actor: Actor;
  /** What was done, like `booking.read` or `booking.cancelled`. */
  action: string;
  subject: { kind: SubjectKind; id: string };
  requestId?: string | undefined;
  at: Date;
}

/** Notes who read or wrote what of a patient, in the transaction that does it. Ids only. */
export async function recordAccess(tx: Transaction, access: Access): Promise<void> {
  await tx.insert(auditLog).values(rowOf(access));
}

/** One statement takes so many rows; a database allows a limited number of values in one. */
const rowsAtOnce = 1_000;

/** Notes that a list was read: one line for each of its subjects, so that a patient's own trail is whole. */
export async function recordListed(
  tx: Transaction,
  access: Omit<Access, 'subject'>,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<void> {
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    const some = ids.slice(start, start + rowsAtOnce);
    await tx.insert(auditLog).values(some.map((id) => rowOf({ ...access, subject: { kind, id } })));
  }
}

function rowOf({ at, actor, action, subject, requestId }: Access): typeof auditLog.$inferInsert {
  return {
    at,
    actor: actorText(actor),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    requestId: requestId ?? null,
  };
}
