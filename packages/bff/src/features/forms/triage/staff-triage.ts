import type { TriageSessionList } from '@botaniqal/shared/contracts/forms.ts';
import { serviceId } from '@botaniqal/shared/contracts/primitives.ts';
import type {
  StaffTriageChange,
  StaffTriageSession,
  TriageStatus,
} from '@botaniqal/shared/contracts/staff/triage.ts';
import { inWords } from '@botaniqal/shared/forms/answer-text.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { and, desc, eq } from 'drizzle-orm';
import { type ActingAs, actorText } from '../../../platform/audit/actor.ts';
import { recordAccess, recordListed } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import { colleagueName } from '../../../platform/staff-auth/colleague-name.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { loadBooking, noteNoShowIn } from '../../bookings/index.ts';
import { phoneLink } from '../../messages/index.ts';
import { followSession } from '../../staff-tasks/index.ts';
import type { FormDeps } from '../deps.ts';
import { sessionsFor } from '../own-patients.ts';
import { loadSubmission, openSubmission, type Submission } from '../submission.ts';
import { formSubmissions, triageSessions } from '../tables.ts';
import { type OpenSession, openSession, sealNotes } from './triage-session.ts';
import { actsForAll, hasSession, refuseIfOvertaken } from './whose-session.ts';

export type StaffDeps = Pick<FormDeps, 'store' | 'sealing' | 'clock' | 'clinic'>;
type ChangeDeps = StaffDeps & Pick<FormDeps, 'events' | 'metrics'>;
export type SessionRow = typeof triageSessions.$inferSelect;

/** Who writes what on a session. */
interface SessionWrite {
  /** The version that the member has read; left out by machines that write over what there is. */
  version: number | undefined;
  /** As the audit trail names it, after `triage_session.`. */
  act: string;
  member: StaffMember;
  requestId: string;
}

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
      .leftJoin(formSubmissions, eq(formSubmissions.id, triageSessions.id))
      .where(sessionsFor(tx, member))
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
        const submission = row.form_submissions && openSubmission(deps.sealing, row.form_submissions);
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
): Promise<StaffTriageSession> {
  return deps.store.db.transaction(async (tx) => {
    const session = await sessionView(tx, deps, sessionId, member);
    await audit(tx, deps, sessionId, 'read', member, requestId);
    return session;
  });
}

/**
 * One write of staff on a session. The row is locked, so of two members who write at once one is second: a write that
 * names an older version is refused with what the first one did.
 * @param decide what changes; `null`: it is so already, and nothing is written
 * @param alsoDo what belongs to the change in other features, in its transaction
 * @throws Problem not_found, changed_meanwhile, and what `decide` throws
 */
export async function writeSession(
  deps: StaffDeps,
  sessionId: string,
  { version, act, member, requestId }: SessionWrite,
  decide: (row: SessionRow) => Partial<SessionRow> | null,
  alsoDo?: (tx: Transaction, before: SessionRow) => Promise<void>,
): Promise<StaffTriageSession> {
  return deps.store.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(triageSessions)
      .where(eq(triageSessions.id, sessionId))
      .for('update');
    if (!row) throw noSuchSession();
    const set = decide(row);
    if (set === null) return sessionView(tx, deps, sessionId, member);
    refuseIfOvertaken(deps.clinic, row, version);
    const now = deps.clock.now();
    await tx
      .update(triageSessions)
      .set({
        ...set,
        version: row.version + 1,
        changedBy: actorText({ kind: 'staff', subject: member.id }),
        changedAt: now,
        lastChange: act,
      })
      .where(eq(triageSessions.id, sessionId));
    await alsoDo?.(tx, row);
    await tellTasks(tx, deps, row, set, { member, requestId });
    const session = await sessionView(tx, deps, sessionId, member);
    await audit(tx, deps, sessionId, act, member, requestId);
    await publishLive(tx, { kind: 'triage', id: sessionId });
    return session;
  });
}

/** The tasks of an alarm have the person of its session, and end with it. */
async function tellTasks(
  tx: Transaction,
  deps: StaffDeps,
  before: SessionRow,
  { claimedBy, concludedAt }: Partial<SessionRow>,
  by: { member: StaffMember; requestId: string },
): Promise<void> {
  if (claimedBy !== undefined && claimedBy !== before.claimedBy)
    await followSession(tx, deps, before.id, { claimedBy }, by);
  if (concludedAt) await followSession(tx, deps, before.id, 'concluded', by);
}

/** Stores a consultant's notes and outcome. Fields that are left out stay. @throws Problem not_found, changed_meanwhile */
export function changeSession(
  deps: ChangeDeps,
  sessionId: string,
  { outcome, triageNotes, version }: StaffTriageChange,
  member: StaffMember,
  requestId: string,
): Promise<StaffTriageSession> {
  const now = deps.clock.now();
  const asked = { version, act: 'changed', member, requestId };
  const decide = (row: SessionRow) => ({
    ...(outcome !== undefined && {
      outcome,
      outcomeBy: outcome && actorText({ kind: 'staff', subject: member.id }),
      concludedAt: outcome && now,
      ...(outcome && row.callStartedAt && !row.callEndedAt && { callEndedAt: now }),
    }),
    ...(triageNotes !== undefined && { triageNotes: sealNotes(deps.sealing, sessionId, triageNotes) }),
  });
  return writeSession(deps, sessionId, asked, decide, async (tx, before) => {
    if (outcome === undefined || outcome === before.outcome) return;
    const by = byStaff(member, requestId);
    if (outcome === 'no_show') await noteMissedCall(tx, deps, before, true, by);
    else if (before.outcome === 'no_show') await noteMissedCall(tx, deps, before, false, by);
  });
}

/** The call of a session was missed, or that note is taken back: its booking says the same. */
async function noteMissedCall(
  tx: Transaction,
  deps: ChangeDeps,
  { bookingId, scheduledTime }: SessionRow,
  missed: boolean,
  by: ActingAs,
): Promise<void> {
  if (bookingId === null) return;
  // A call that has not begun cannot be missed. Its booking can still be cancelled.
  if (missed && (scheduledTime === null || scheduledTime > deps.clock.now())) return;
  await noteNoShowIn(tx, deps, bookingId, missed, by);
}

async function sessionView(
  tx: Transaction,
  deps: StaffDeps,
  sessionId: string,
  member: StaffMember,
): Promise<StaffTriageSession> {
  const [row] = await tx
    .select()
    .from(triageSessions)
    .where(and(eq(triageSessions.id, sessionId), sessionsFor(tx, member)));
  if (!row) throw noSuchSession();
  const submission = await loadSubmission(deps, tx, sessionId);
  const session = openSession(deps.sealing, row);
  const call = session.bookingId && (await loadBooking(deps, tx, session.bookingId));
  const visit = session.visitBookingId && (await loadBooking(deps, tx, session.visitBookingId));
  const patientPhone = session.patient?.phone ?? submission?.callBack?.phone ?? null;
  return {
    sessionId: session.id,
    createdAt: session.createdAt.toISOString(),
    patientName: nameOf(session, submission),
    patientEmail: session.patient?.email ?? null,
    patientPhone,
    phoneLink: patientPhone && phoneLink(patientPhone),
    consultantId: session.consultantId,
    scheduledTime: session.scheduledTime?.toISOString() ?? null,
    primaryConcern: (submission && concernOf(submission)) ?? (call ? call.patient.primaryConcern : null),
    triageNotes: session.triageNotes,
    recommendedPractitioners: session.recommendedPractitioners,
    recommendedService: serviceId.nullable().catch(null).parse(session.recommendedService),
    callService: serviceId
      .nullable()
      .catch(null)
      .parse(call ? call.service : null),
    outcome: session.outcome,
    bookingId: session.visitBookingId ?? session.bookingId,
    consultationId: call && call.visit === 'consultation' ? call.id : null,
    visitBooking: visit
      ? {
          bookingId: visit.id,
          status: visit.status,
          start: visit.start.toISOString(),
          practitionerId: visit.practitionerId,
        }
      : null,
    urgency: session.urgency,
    redFlags: session.redFlags,
    reasons: session.reasons,
    callBack: submission && callBackOf(submission),
    answers: submission ? await answersOf(submission) : [],
    callStartedAt: session.callStartedAt?.toISOString() ?? null,
    callEndedAt: session.callEndedAt?.toISOString() ?? null,
    ...deskPartsOf(deps.clinic, row, member),
  };
}

/** What the desk needs to know of a session to act on it. */
export function deskPartsOf(clinic: StaffDeps['clinic'], row: SessionRow, member: StaffMember) {
  const { claimedBy, claimedAt, version } = row;
  return {
    status: statusOf(row),
    version,
    claimedBy:
      claimedBy === null
        ? null
        : { id: claimedBy, name: colleagueName(clinic.staff, claimedBy, clinic.practitioners) },
    claimedAt: claimedAt?.toISOString() ?? null,
    isMine: actsForAll(member) || hasSession(row, member),
  };
}

function statusOf(row: SessionRow): TriageStatus {
  if (row.concludedAt) return row.outcome === null ? 'cancelled' : 'ended';
  if (row.callStartedAt && !row.callEndedAt) return 'in_call';
  return row.scheduledTime === null ? 'waiting' : 'scheduled';
}

function noSuchSession(): Problem {
  return new Problem('not_found', 'There is no such triage session.');
}

export function nameOf(session: OpenSession, submission: Submission | null): string | null {
  return session.patient?.name ?? submission?.callBack?.name ?? null;
}

/** The concern in the patient's own words, if they wrote any. */
function concernOf({ content }: Submission): string | null {
  const words = content?.answers.words;
  return typeof words === 'string' ? words : null;
}

export function callBackOf({ callBack, callBackAt }: Submission): StaffTriageSession['callBack'] {
  return callBack && callBackAt ? { ...callBack, requestedAt: callBackAt.toISOString() } : null;
}

async function answersOf({ formId, content }: Submission): Promise<StaffTriageSession['answers']> {
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
  act: string,
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
