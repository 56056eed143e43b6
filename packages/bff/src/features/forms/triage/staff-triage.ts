import type {
  TriageSession,
  TriageSessionChange,
  TriageSessionList,
} from '@botaniqal/shared/contracts/forms.ts';
import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import { inWords } from '@botaniqal/shared/forms/answer-text.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { desc, eq } from 'drizzle-orm';
import { recordAccess, recordListed } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { FormDeps } from '../deps.ts';
import { loadSubmission, openSubmission, type Submission } from '../submission.ts';
import { formSubmissions, triageSessions } from '../tables.ts';
import { type OpenSession, openSession, sealNotes } from './triage-session.ts';

type StaffDeps = Pick<FormDeps, 'store' | 'sealing' | 'clock'>;

/** The most sessions that one answer holds, the newest first. */
const listed = 200;

/** The sessions without answers. Each read is in the audit trail, because sessions name patients. */
export async function listSessions(
  deps: StaffDeps,
  member: StaffMember,
  requestId: string,
): Promise<TriageSessionList> {
  return deps.store.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(triageSessions)
      .innerJoin(formSubmissions, eq(formSubmissions.id, triageSessions.id))
      .orderBy(desc(triageSessions.createdAt), desc(triageSessions.id))
      .limit(listed);
    const access = {
      actor: { kind: 'staff', subject: member.id },
      action: 'triage_session.listed',
      requestId,
      at: deps.clock.now(),
    } as const;
    const ids = rows.map((row) => row.triage_sessions.id);
    await recordListed(tx, access, 'triage_session', ids);
    return {
      sessions: rows.map((row) => {
        const session = openSession(deps.sealing, row.triage_sessions);
        const submission = openSubmission(deps.sealing, row.form_submissions);
        return {
          sessionId: session.id,
          createdAt: session.createdAt.toISOString(),
          patientName: nameOf(session, submission),
          scheduledTime: session.scheduledTime?.toISOString() ?? null,
          urgency: session.urgency,
          redFlags: session.redFlags,
          outcome: session.outcome,
        };
      }),
    };
  });
}

/** One session as a consultant reads it. @throws Problem not_found */
export async function readSession(
  deps: StaffDeps,
  sessionId: string,
  member: StaffMember,
  requestId: string,
): Promise<TriageSession> {
  return deps.store.db.transaction(async (tx) => {
    const session = await sessionView(tx, deps, sessionId);
    await audit(tx, deps, sessionId, 'read', member, requestId);
    return session;
  });
}

/** Stores a consultant's notes and outcome. Fields that are left out stay. @throws Problem not_found */
export async function changeSession(
  deps: StaffDeps,
  sessionId: string,
  change: TriageSessionChange,
  member: StaffMember,
  requestId: string,
): Promise<TriageSession> {
  return deps.store.db.transaction(async (tx) => {
    await tx
      .update(triageSessions)
      .set({
        ...(change.outcome === undefined ? {} : { outcome: change.outcome }),
        ...(change.triageNotes === undefined
          ? {}
          : { triageNotes: sealNotes(deps.sealing, sessionId, change.triageNotes) }),
      })
      .where(eq(triageSessions.id, sessionId));
    const session = await sessionView(tx, deps, sessionId);
    await audit(tx, deps, sessionId, 'changed', member, requestId);
    await publishLive(tx, { kind: 'triage', id: sessionId });
    return session;
  });
}

async function sessionView(tx: Transaction, deps: StaffDeps, sessionId: string): Promise<TriageSession> {
  const [row] = await tx.select().from(triageSessions).where(eq(triageSessions.id, sessionId));
  const submission = row ? await loadSubmission(deps, tx, sessionId) : null;
  if (!row || !submission) throw new Problem('not_found', 'There is no such triage session.');
  const session = openSession(deps.sealing, row);
  return {
    sessionId: session.id,
    createdAt: session.createdAt.toISOString(),
    patientName: nameOf(session, submission),
    patientEmail: session.patient?.email ?? null,
    patientPhone: session.patient?.phone ?? submission.callBack?.phone ?? null,
    consultantId: session.consultantId,
    scheduledTime: session.scheduledTime?.toISOString() ?? null,
    primaryConcern: concernOf(submission),
    triageNotes: session.triageNotes,
    recommendedPractitioners: session.recommendedPractitioners,
    recommendedService: serviceId.nullable().catch(null).parse(session.recommendedService),
    outcome: session.outcome,
    bookingId: session.bookingId,
    urgency: session.urgency,
    redFlags: session.redFlags,
    reasons: session.reasons,
    callBack: callBackOf(submission),
    answers: await answersOf(submission),
  };
}

function nameOf(session: OpenSession, submission: Submission): string | null {
  return session.patient?.name ?? submission.callBack?.name ?? null;
}

/** The concern in the patient's own words, if they wrote any. */
function concernOf({ content }: Submission): string | null {
  const words = content?.answers.words;
  return typeof words === 'string' ? words : null;
}

function callBackOf({ callBack, callBackAt }: Submission): TriageSession['callBack'] {
  return callBack && callBackAt ? { ...callBack, requestedAt: callBackAt.toISOString() } : null;
}

async function answersOf({ formId, content }: Submission): Promise<TriageSession['answers']> {
  if (!content) return [];
  const { answers, today, known } = content;
  const sections = inWords(await loadForm(formId), answers, { today, known });
  return sections.map(({ title, questions }) => ({
    title,
    questions: questions
      .filter(({ answer }) => answer.length > 0)
      .map(({ question, answer }) => ({ question, answer: [...answer] })),
  }));
}

async function audit(
  tx: Transaction,
  deps: StaffDeps,
  id: string,
  act: 'read' | 'changed',
  member: StaffMember,
  requestId: string,
): Promise<void> {
  await recordAccess(tx, {
    at: deps.clock.now(),
    actor: { kind: 'staff', subject: member.id },
    action: `triage_session.${act}`,
    subject: { kind: 'triage_session', id },
    requestId,
  });
}
