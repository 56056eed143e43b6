import { and, eq, isNull } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { type PatientChange, RecordsRefusal } from '../../../ports/records.ts';
import { type Booking, recordOf } from '../../bookings/index.ts';
import { findPatient, madeByUs, type PersonToMatch } from '../../patients/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { Submission } from '../submission.ts';
import { atMostOnce, type Filing, RetryLater } from './at-most-once.ts';
import type { FilingDeps } from './deps.ts';
import { isSomebodyElse, joined, personInBooking, personInForm, personToFile } from './form-person.ts';
import { NeedsPerson } from './needs-person.ts';
import { submissionFilings } from './tables.ts';
import { taskFactsOf } from './task-facts.ts';

type PatientBy = NonNullable<Filing['patientBy']>;

interface Whose {
  deps: FilingDeps;
  submission: Submission;
  filing: Filing;
  booking: Booking | null;
  signal: AbortSignal;
}

/**
 * The record that a form belongs to: that of its booking, unless the form is about somebody else; else the one that is
 * certainly theirs; else a new one. Never a guess.
 * @throws RetryLater while the booking is being filed
 * @throws NeedsPerson when nobody can be found or made from what is known
 */
export async function filePatient(whose: Whose, extracted: PatientChange): Promise<string> {
  const { deps, submission, filing, booking } = whose;
  if (filing.patientId !== null) return filing.patientId;
  const form = submission.content ? personInForm(submission.content) : null;
  const booked = booking && personInBooking(booking.patient);
  const somebodyElse = form !== null && booked !== null && isSomebodyElse(form, booked);
  if (booking && !somebodyElse) {
    const record = await recordOf(deps.store.db, booking);
    if (record.kind === 'filed') return keep(whose, record.patientId, 'booking', []);
    if (record.kind === 'being_filed') throw new RetryLater("the booking's record", waitSeconds(whose));
  }
  const person = form && personToFile(joined(form, somebodyElse ? null : booked));
  if (!person) throw new NeedsPerson('The form does not say enough of the patient to find or make a record');
  const patientId = await matchOrCreate(whose, person, extracted);
  if (somebodyElse) await tellOfSomebodyElse(whose, patientId);
  return patientId;
}

/** Dense at first, then every ten minutes. */
function waitSeconds({ deps, submission }: Whose): number {
  const ageSeconds = (deps.clock.now().getTime() - submission.receivedAt.getTime()) / 1000;
  return Math.min(600, Math.max(5, ageSeconds / 10));
}

async function matchOrCreate(whose: Whose, person: PersonToMatch, extracted: PatientChange): Promise<string> {
  const { deps, submission, filing, signal } = whose;
  const { match, resembling } = await findPatient(deps.records, person, signal);
  if (match.kind === 'certain') return keep(whose, match.patientId, 'matched', []);
  const before = filing.resemblingBefore;
  const made = before && madeByUs(person, resembling, before);
  if (made) return keep(whose, made.id, 'created', before);
  // Half a form is not enough to say who somebody is. JotForm's are whole, by JotForm's rules.
  if (!submission.complete && submission.source === 'page')
    throw new NeedsPerson('It is incomplete, and no record is certainly the patient’s');
  const created = await atMostOnce(deps, filing, 'patient', async () => {
    const ids = resembling.map((one) => one.id);
    await deps.store.db
      .update(submissionFilings)
      .set({ resemblingBefore: ids })
      .where(eq(submissionFilings.submissionId, filing.submissionId));
    return createTaken(whose, person, extracted);
  });
  // Another process may have made one for the same person meanwhile.
  const again = await findPatient(deps.records, person, signal);
  const others = again.resembling
    .map((one) => one.id)
    .filter((id) => id !== created.id && !resembling.some((one) => one.id === id));
  return keep(whose, created.id, 'created', [...match.maybeSame, ...others]);
}

/** What a record can do without. What is refused is told to staff when the facts are written. */
const spare: readonly string[] = [
  'title',
  'gender',
  'preferredName',
  'email',
  'mobilePhone',
  'homePhone',
  'indigenousStatus',
];

/** Creates the record with as many of the facts as it takes. */
async function createTaken(
  { deps, signal }: Whose,
  person: PersonToMatch,
  extracted: PatientChange,
): Promise<{ id: string }> {
  const beyond = ['title', 'gender', 'preferredName', 'homePhone', 'indigenousStatus'];
  const facts: PatientChange = Object.fromEntries(
    Object.entries(extracted).filter(([name]) => beyond.includes(name)),
  );
  const wanted = {
    ...person,
    facts,
    note: 'Made from a form that the patient filled in online. The form is in the inbound correspondence.',
  };
  try {
    return await deps.records.createPatient(wanted, signal);
  } catch (error) {
    if (!(error instanceof RecordsRefusal) || error.fields.length === 0) throw error;
    if (!error.fields.every((field) => spare.includes(field))) throw error;
    const refused = new Set(error.fields);
    const kept = Object.fromEntries(Object.entries(facts).filter(([name]) => !refused.has(name)));
    return await deps.records.createPatient(
      {
        ...wanted,
        facts: kept,
        email: refused.has('email') ? '' : person.email,
        mobile: refused.has('mobilePhone') ? '' : person.mobile,
      },
      signal,
    );
  }
}

async function keep(
  { deps, submission, booking }: Whose,
  patientId: string,
  by: PatientBy,
  maybeSame: readonly string[],
): Promise<string> {
  return deps.store.db.transaction(async (tx) => {
    const kept = await tx
      .update(submissionFilings)
      .set({ patientId, patientBy: by })
      .where(and(eq(submissionFilings.submissionId, submission.id), isNull(submissionFilings.patientId)))
      .returning({ patientId: submissionFilings.patientId });
    if (kept.length === 0) return anotherRunsPatient(tx, deps, submission, booking, patientId);
    const now = deps.clock.now();
    const action = by === 'created' ? 'patient.created' : 'patient.matched';
    const subject = { kind: 'patient_record', id: patientId } as const;
    await recordAccess(tx, { actor: 'system', action, subject, at: now });
    if (maybeSame.length > 0) {
      await askToCompare(tx, deps, submission, booking, [patientId, ...maybeSame]);
    }
    return patientId;
  });
}

/** Another run was quicker: its record counts, and ours is for staff to compare. */
async function anotherRunsPatient(
  tx: Transaction,
  deps: FilingDeps,
  submission: Submission,
  booking: Booking | null,
  ours: string,
): Promise<string> {
  const [row] = await tx
    .select({ patientId: submissionFilings.patientId })
    .from(submissionFilings)
    .where(eq(submissionFilings.submissionId, submission.id));
  const theirs = row?.patientId ?? ours;
  if (theirs !== ours) await askToCompare(tx, deps, submission, booking, [theirs, ours]);
  return theirs;
}

async function askToCompare(
  tx: Transaction,
  deps: FilingDeps,
  submission: Submission,
  booking: Booking | null,
  patientIds: readonly string[],
): Promise<void> {
  const recordPages = [...new Set(patientIds)].map((id) => deps.records.patientPage(id));
  await openStaffTask(tx, deps, {
    kind: 'patients_may_be_same',
    subject: submission.id,
    facts: { ...taskFactsOf(submission, booking), recordPages },
  });
}

async function tellOfSomebodyElse({ deps, submission, booking }: Whose, patientId: string): Promise<void> {
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'form_about_somebody_else',
      subject: submission.id,
      facts: { ...taskFactsOf(submission, booking), recordPages: [deps.records.patientPage(patientId)] },
    }),
  );
}
