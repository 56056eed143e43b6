import type { TriageQueue, TriageRank } from '@botaniqal/shared/contracts/staff/triage.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { and, asc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { phoneLink } from '../../messages/index.ts';
import { sessionsFor } from '../own-patients.ts';
import { openSubmission } from '../submission.ts';
import { formSubmissions, triageSessions } from '../tables.ts';
import { callBackOf, deskPartsOf, nameOf, type StaffDeps } from './staff-triage.ts';
import { openSession } from './triage-session.ts';

/** More than a clinic can have open on a day. */
const most = 100;
/** What waits for longer is found by search. Calls are kept while their outcome is missing. */
const longestDays = 30;

/** In order: what comes first. */
const ranks: readonly TriageRank[] = ['emergency', 'call_back', 'same_day', 'call', 'waiting'];

const rank = sql<number>`case
  when ${triageSessions.urgency} = 'emergency' then 0
  when ${formSubmissions.callBackAt} is not null then 1
  when ${triageSessions.urgency} = 'same_day' then 2
  when ${triageSessions.scheduledTime} is not null then 3
  else 4 end`;
const waitingSince = sql<Date>`coalesce(${formSubmissions.callBackAt}, ${triageSessions.scheduledTime}, ${triageSessions.createdAt})`;

/**
 * The open sessions of people who can be reached, by urgency. Only the rows of the answer are opened, and each is in the
 * audit trail of its patient.
 */
export async function triageQueueOf(
  deps: StaffDeps,
  member: StaffMember,
  requestId: string,
): Promise<TriageQueue> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - longestDays * dayMs);
  return deps.store.db.transaction(async (tx) => {
    const rows = await tx
      .select({
        session: triageSessions,
        submission: formSubmissions,
        rank: rank.mapWith(Number),
      })
      .from(triageSessions)
      .leftJoin(formSubmissions, eq(formSubmissions.id, triageSessions.id))
      .where(
        and(
          isNull(triageSessions.concludedAt),
          sessionsFor(tx, member),
          or(gt(triageSessions.createdAt, since), gt(triageSessions.scheduledTime, since)),
          or(
            isNotNull(triageSessions.patient),
            isNotNull(formSubmissions.callBack),
            isNotNull(triageSessions.scheduledTime),
          ),
        ),
      )
      .orderBy(asc(rank), asc(waitingSince), asc(triageSessions.id))
      .limit(most + 1);
    const shown = rows.slice(0, most);
    const access = { ...byStaff(member, requestId), action: 'triage_session.listed', at: now };
    await recordListed(
      tx,
      access,
      'triage_session',
      shown.map(({ session }) => session.id),
    );
    return {
      more: rows.length > most,
      sessions: shown.map(({ session: row, submission: form, rank: place }) => {
        const session = openSession(deps.sealing, row);
        const submission = form && openSubmission(deps.sealing, form);
        const callBack = submission && callBackOf(submission);
        const patientPhone = callBack?.phone ?? session.patient?.phone ?? null;
        const waits = submission?.callBackAt ?? row.scheduledTime ?? row.createdAt;
        return {
          sessionId: row.id,
          createdAt: row.createdAt.toISOString(),
          patientName: nameOf(session, submission),
          patientPhone,
          phoneLink: patientPhone && phoneLink(patientPhone),
          scheduledTime: row.scheduledTime?.toISOString() ?? null,
          consultantId: row.consultantId,
          urgency: row.urgency,
          redFlags: session.redFlags,
          outcome: row.outcome,
          callBack,
          rank: ranks[place] ?? 'waiting',
          waitingSince: waits.toISOString(),
          ...deskPartsOf(deps.clinic, row, member),
        };
      }),
    };
  });
}
