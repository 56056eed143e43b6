import type { AuditEntries } from '@botaniqal/shared/contracts/staff/desk.ts';
import { addDays } from '@botaniqal/shared/time/zone.ts';
import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordAccess, subjectKinds } from '../../../platform/audit/record-access.ts';
import { auditLog } from '../../../platform/audit/tables.ts';
import { instantOf } from '../../../platform/local-time.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { StaffAccessDeps } from '../deps.ts';

const day = z.iso.date('must be a day, like 2026-11-23');

/** What a manager looks for in the audit trail. */
export const auditQuery = z
  .object({
    patient: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'The id of a booking, a form, a triage session or a record of the patient, or a confirmation number. A record stands for all that is filed under it',
      ),
    actor: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('An address of staff, or patient, system, staff: with the subject of a token'),
    from: day.optional().describe('First day, in the time zone of the clinic'),
    to: day.optional().describe('Last day, included'),
    before: z.coerce.number().int().min(1).optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'must not be before the first day',
  });

/** Searches the audit trail, the newest line first. The search is a line of the trail itself. */
export async function searchAudit(
  { store, clock, clinic, subjectsOf }: StaffAccessDeps,
  { patient, actor, from, to, before, limit }: z.output<typeof auditQuery>,
  by: { member: StaffMember; requestId: string },
): Promise<AuditEntries> {
  const startOf = (date: string) => instantOf(`${date}T00:00`, clinic.clinic.timeZone);
  return store.db.transaction(async (tx) => {
    const subjects = patient ? [patient, ...((await subjectsOf?.(tx, patient)) ?? [])] : null;
    const rows = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          subjects ? about(subjects) : undefined,
          actor ? eq(auditLog.actor, actorOf(actor)) : undefined,
          from ? gte(auditLog.at, startOf(from)) : undefined,
          to ? lt(auditLog.at, startOf(addDays(to, 1))) : undefined,
          before ? lt(auditLog.id, before) : undefined,
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(limit + 1);
    await recordAccess(tx, {
      ...byStaff(by.member, by.requestId),
      action: 'audit_trail.searched',
      subject: { kind: 'audit_trail', id: patient && isId(patient) ? patient : 'search' },
      at: clock.now(),
    });
    const entries = rows.slice(0, limit).map(({ id, at, subjectKind, subjectId, ...row }) => ({
      id,
      at: at.toISOString(),
      actor: row.actor,
      action: row.action,
      subject: { kind: subjectKind, id: subjectId },
      requestId: row.requestId,
    }));
    return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
  });
}

/** The lines about some ids, and about the emails to these people. */
function about(ids: readonly string[]): SQL | undefined {
  return or(
    // All kinds by name, because the index begins with the kind.
    and(inArray(auditLog.subjectKind, [...subjectKinds]), inArray(auditLog.subjectId, [...ids])),
    and(eq(auditLog.subjectKind, 'mail'), inArray(sql`split_part(${auditLog.subjectId}, ':', 1)`, [...ids])),
  );
}

/** A bare address is a person of staff. */
function actorOf(typed: string): string {
  const isAddress = typed.includes('@') && !typed.includes(':');
  return isAddress ? `staff:${typed.toLowerCase()}` : typed;
}

/** What is typed into the search may be anything: only an id is written down. */
const isId = (text: string) => z.uuid().safeParse(text).success;
