import { and, eq, isNull } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { findPatient, madeByUs, type PersonToMatch } from '../../patients/index.ts';
import { openStaffTask, type TaskFacts } from '../../staff-tasks/index.ts';
import { atMostOnce } from '../at-most-once.ts';
import type { FilingDeps } from '../deps.ts';
import { type Filing, findFiling, updateFiling } from '../filing-store.ts';
import { NeedsPerson } from '../needs-person.ts';
import { recordFilings } from '../tables.ts';

/** The filing that needs a patient's record. */
export interface PatientFiling {
  filing: Filing;
  /** For the task that asks staff to compare records. */
  taskFacts: TaskFacts;
  /** Runs in the transaction that stores the record's id. */
  alsoStore?: (tx: Transaction, found: { patientId: string; action: PatientAction }) => Promise<void>;
}

type PatientAction = 'patient.matched' | 'patient.created';

export interface WantedPatient extends PatientFiling {
  person: PersonToMatch;
  /** Makes the record, once. */
  create: (signal: AbortSignal) => Promise<{ id: string }>;
  /** Why no new record may be made, for staff; left out: one may. */
  neverCreate?: string | undefined;
}

/**
 * The one way to a patient's record: the record that is certainly theirs, or a new one. Call it while you hold the
 * person's lock. It looks first, and looks again after it made one: when staff or another program made a record of the
 * same person meanwhile, a staff task asks to compare them.
 * @returns the id of the record, which is stored with the filing
 * @throws RetryLater while an earlier creation without an answer may still be done
 * @throws NeedsPerson when no record is certain and none may be made
 */
export async function matchOrCreatePatient(
  deps: FilingDeps,
  wanted: WantedPatient,
  signal: AbortSignal,
): Promise<string> {
  const { person, filing } = wanted;
  const { match, resembling } = await findPatient(deps.records, person, signal);
  if (match.kind === 'certain') {
    return storePatient(deps, wanted, { patientId: match.patientId, by: 'matched', maybeSame: [] });
  }
  const before = filing.resemblingBefore;
  const made = before && madeByUs(person, resembling, before);
  if (made) return storePatient(deps, wanted, { patientId: made.id, by: 'created', maybeSame: before });
  if (wanted.neverCreate !== undefined) {
    throw new NeedsPerson(
      wanted.neverCreate,
      resembling.map(({ id }) => id),
    );
  }
  const created = await atMostOnce(deps, filing, 'patient', async () => {
    await updateFiling(deps.store.db, filing.subjectId, { resemblingBefore: resembling.map(({ id }) => id) });
    return wanted.create(signal);
  });
  const again = await findPatient(deps.records, person, signal);
  const others = again.resembling
    .map(({ id }) => id)
    .filter((id) => id !== created.id && !resembling.some((one) => one.id === id));
  const maybeSame = [...match.maybeSame, ...others];
  return storePatient(deps, wanted, { patientId: created.id, by: 'created', maybeSame });
}

interface Found {
  patientId: string;
  by: NonNullable<Filing['patientBy']>;
  maybeSame: readonly string[];
}

/** Stores whose record it is, with the audit rows and the task that asks staff to compare. */
export async function storePatient(
  deps: FilingDeps,
  wanted: PatientFiling,
  { patientId, by, maybeSame }: Found,
): Promise<string> {
  const { filing } = wanted;
  return deps.store.db.transaction(async (tx) => {
    const stored = await tx
      .update(recordFilings)
      .set({ patientId, patientBy: by })
      .where(and(eq(recordFilings.subjectId, filing.subjectId), isNull(recordFilings.patientId)))
      .returning({ subjectId: recordFilings.subjectId });
    if (stored.length === 0) return recordOfOtherRun(tx, deps, wanted, patientId);
    const action = by === 'created' ? 'patient.created' : 'patient.matched';
    const subject = { kind: 'patient_record', id: patientId } as const;
    await recordAccess(tx, { actor: { kind: 'system' }, action, subject, at: deps.clock.now() });
    if (maybeSame.length > 0) await askToCompare(tx, deps, wanted, [patientId, ...maybeSame]);
    await wanted.alsoStore?.(tx, { patientId, action });
    return patientId;
  });
}

/** Another run of this filing was faster: its record counts, and staff compare ours with it. */
async function recordOfOtherRun(
  tx: Transaction,
  deps: FilingDeps,
  wanted: PatientFiling,
  ours: string,
): Promise<string> {
  const row = await findFiling(tx, wanted.filing.subjectId);
  const theirs = row?.patientId ?? ours;
  if (theirs !== ours) await askToCompare(tx, deps, wanted, [theirs, ours]);
  return theirs;
}

async function askToCompare(
  tx: Transaction,
  deps: FilingDeps,
  { filing, taskFacts }: PatientFiling,
  patientIds: readonly string[],
): Promise<void> {
  const records = [...new Set(patientIds)].map((id) => ({ id, page: deps.records.patientPage(id) }));
  const recordPages = records.map(({ page }) => page);
  await openStaffTask(tx, deps, {
    kind: 'patients_may_be_same',
    subject: filing.subjectId,
    facts: { ...taskFacts, recordPages, records },
  });
}
