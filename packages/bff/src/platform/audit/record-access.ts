import type { Transaction } from '../store/database.ts';
import { type Actor, actorText } from './actor.ts';
import { auditLog } from './tables.ts';

/** What was read or written. */
export const subjectKinds = [
  'booking',
  'draft',
  /** All sealed values, by the id of the key that they stand under now. */
  'encryption_key',
  'mail',
  'patient_record',
  /** The register of what was destroyed. */
  'register',
  'submission',
  'task',
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
  await tx.insert(auditLog).values({
    at: access.at,
    actor: actorText(access.actor),
    action: access.action,
    subjectKind: access.subject.kind,
    subjectId: access.subject.id,
    requestId: access.requestId ?? null,
  });
}
