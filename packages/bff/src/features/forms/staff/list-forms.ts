import type { StaffFormLine, StaffForms, StaffFormsQuery } from '@botaniqal/shared/contracts/staff/forms.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { and, desc, eq, inArray, isNull, lt, notInArray, type SQLWrapper } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { openKindsOf } from '../../staff-tasks/index.ts';
import type { FormDeps } from '../deps.ts';
import { submissionReference } from '../document/content/submission-document.ts';
import { formsFor } from '../own-patients.ts';
import { contactOfAnswers } from '../receiving/contact.ts';
import { openSubmission, type Submission } from '../submission.ts';
import { formSubmissions } from '../tables.ts';

export interface StaffFormDeps extends FormDeps {
  /** Where forms are in the practice's records. Left out: nothing is known of that. */
  filings?: {
    of: (
      submissionIds: readonly string[],
    ) => Promise<ReadonlyMap<string, { state: 'filed' | 'waiting' | 'needs_person'; filedAt: Date | null }>>;
    /** The ids of the submissions that are filed, as a subquery. */
    filedIds: () => SQLWrapper;
  };
}

/**
 * The forms that came, the newest first, with where each is in the practice's records. Only the rows of the answer are
 * opened, for the name, and each is in the audit trail.
 */
export async function listForms(
  deps: StaffFormDeps,
  query: StaffFormsQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffForms> {
  const { db } = deps.store;
  const { id, bookingId, receivedAt, erasedAt } = formSubmissions;
  const filed = deps.filings?.filedIds();
  const states = {
    all: undefined,
    filed: filed && inArray(id, filed),
    not_filed: filed && notInArray(id, filed),
  };
  const rows = await db.transaction(async (tx) => {
    const found = await tx
      .select()
      .from(formSubmissions)
      .where(
        and(
          isNull(erasedAt),
          formsFor(tx, member),
          states[query.state],
          query.bookingId ? eq(bookingId, query.bookingId) : undefined,
          query.before ? lt(receivedAt, new Date(query.before)) : undefined,
        ),
      )
      .orderBy(desc(receivedAt), desc(id))
      .limit(query.limit);
    const access = { ...byStaff(member, requestId), action: 'submission.listed', at: deps.clock.now() };
    await recordListed(
      tx,
      access,
      'submission',
      found.map((row) => row.id),
    );
    return found;
  });
  const submissions = rows.map((row) => openSubmission(deps.sealing, row));
  const ids = submissions.map((one) => one.id);
  const [filings, tasks] = await Promise.all([deps.filings?.of(ids), openKindsOf(db, ids)]);
  const forms = await Promise.all(
    submissions.map(async (submission): Promise<StaffFormLine> => {
      const filing = filings?.get(submission.id);
      return {
        ...(await describe(submission)),
        // A triage that led to no booking names no patient: it stays here.
        filing: filing?.state ?? (isKept(submission) ? 'kept' : 'waiting'),
        filedAt: filing?.filedAt ? isoInstant(filing.filedAt) : null,
        openTasks: tasks.get(submission.id)?.length ?? 0,
      };
    }),
  );
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  return { forms, next: last ? last.receivedAt.toISOString() : null };
}

function isKept({ formId, bookingId }: Submission): boolean {
  return formId === 'triage' && bookingId === null;
}

async function describe(submission: Submission) {
  const { content } = submission;
  const { title } = await loadForm(submission.formId);
  const given = content?.patient;
  const name = given
    ? `${given.firstName} ${given.lastName}`
    : content && contactOfAnswers(content.answers).name;
  return {
    submissionId: submission.id,
    reference: submissionReference(submission.id),
    formId: submission.formId,
    title,
    receivedAt: isoInstant(submission.receivedAt),
    source: submission.source,
    patientName: name || (submission.callBack?.name ?? null),
    bookingId: submission.bookingId,
    complete: submission.complete,
    urgency: submission.urgency,
  };
}
