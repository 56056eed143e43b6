import { and, eq, isNull } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../../bookings/index.ts';
import { queueEnquiriesMail, type Submission } from '../../forms/index.ts';
import { closeStaffTask, openStaffTask, type TaskFacts, type TaskKind } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { openFiling } from '../filing-store.ts';
import { recordFilings } from '../tables.ts';
import { byHandFacts, type FilingReport } from './filing-report.ts';
import { taskFactsOf } from './task-facts.ts';

interface Filed {
  submission: Submission;
  booking: Booking | null;
  patientId: string;
  documentId: string;
  report: FilingReport;
}

/** It is in the record: noted, with what is left for a person, and the mail to enquiries. Once. */
export async function finishFiling(deps: FilingDeps, filed: Filed): Promise<void> {
  const { submission, booking, patientId, documentId, report } = filed;
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const finished = await tx
      .update(recordFilings)
      .set({ documentId, finishedAt: now })
      .where(and(eq(recordFilings.subjectId, submission.id), isNull(recordFilings.finishedAt)))
      .returning({ id: recordFilings.subjectId });
    if (finished.length === 0) return;
    await closeStaffTask(tx, deps, { kind: 'form_not_filed', subject: submission.id });
    await publishLive(tx, { kind: 'form', id: submission.id });
    const filing = { actor: { kind: 'system' }, action: 'submission.filed', at: now } as const;
    await recordAccess(tx, { ...filing, subject: { kind: 'submission', id: submission.id } });
    await recordAccess(tx, { ...filing, subject: { kind: 'patient_record', id: patientId } });
    const tasks = tasksIn(report);
    const page = deps.records.patientPage(patientId);
    const facts = { ...taskFactsOf(submission, booking), recordPages: [page] };
    for (const task of tasks) await open(tx, deps, submission, task.kind, { ...facts, ...task.facts });
    await queueEnquiriesMail(tx, deps, submission, { kind: 'filed', patientPage: page });
  });
}

/** Which tasks follow from what was remarked. */
function tasksIn(report: FilingReport): { kind: TaskKind; facts: TaskFacts }[] {
  const { byHand, differs } = report;
  return [
    ...(byHand.length > 0 ? [{ kind: 'form_facts_by_hand', facts: byHandFacts(report) } as const] : []),
    ...(differs.length > 0
      ? [
          {
            kind: 'form_facts_differ',
            facts: { reason: `Other than in the record: ${differs.join(', ')}.` },
          } as const,
        ]
      : []),
  ];
}

/** It is left to a person: after a day of tries, or because no try can help. */
export async function leaveToStaff(
  deps: FilingDeps,
  left: {
    submission: Submission;
    booking: Booking | null;
    reason: string;
    /** Records that may be the patient's. */
    candidates?: readonly string[];
  },
): Promise<void> {
  const { submission, booking, reason, candidates = [] } = left;
  await deps.store.db.transaction(async (tx) => {
    await openFiling(tx, 'submission', submission.id);
    const [filing] = await tx
      .update(recordFilings)
      .set({ givenUpAt: deps.clock.now() })
      .where(and(eq(recordFilings.subjectId, submission.id), isNull(recordFilings.finishedAt)))
      .returning({ patientId: recordFilings.patientId });
    if (!filing) return;
    const { patientId } = filing;
    await open(tx, deps, submission, 'form_not_filed', {
      ...taskFactsOf(submission, booking),
      ...(patientId === null ? {} : { recordPages: [deps.records.patientPage(patientId)] }),
      ...(candidates.length === 0
        ? {}
        : { records: candidates.map((id) => ({ id, page: deps.records.patientPage(id) })) }),
      reason,
    });
  });
}

async function open(
  tx: Transaction,
  deps: FilingDeps,
  submission: Submission,
  kind: TaskKind,
  facts: TaskFacts,
): Promise<void> {
  await openStaffTask(tx, deps, { kind, subject: submission.id, facts });
}
