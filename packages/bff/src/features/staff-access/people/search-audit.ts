import type { AuditEntries } from '@botaniqal/shared/contracts/staff/desk.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { recordAccess, subjectKinds } from '../../../platform/audit/record-access.ts';
import { auditLog } from '../../../platform/audit/tables.ts';
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
      .describe('The id of a booking, a form, a triage session or a record'),
    actor: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Like patient, system or staff:sam@example.com'),
    from: day.optional().describe('First day, UTC'),
    to: day.optional().describe('Last day, UTC'),
    before: z.coerce.number().int().min(1).optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'must not be before the first day',
  });

/** Searches the audit trail, the newest line first. The search is a line of the trail itself. */
export async function searchAudit(
  { store, clock }: StaffAccessDeps,
  { patient, actor, from, to, before, limit }: z.output<typeof auditQuery>,
  by: { member: StaffMember; requestId: string },
): Promise<AuditEntries> {
  const endOf = (last: string) => new Date(Date.parse(`${last}T00:00:00Z`) + dayMs);
  return store.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          // All kinds by name, because the index begins with the kind.
          patient
            ? and(inArray(auditLog.subjectKind, [...subjectKinds]), eq(auditLog.subjectId, patient))
            : undefined,
          actor ? eq(auditLog.actor, actor) : undefined,
          from ? gte(auditLog.at, new Date(`${from}T00:00:00Z`)) : undefined,
          to ? lt(auditLog.at, endOf(to)) : undefined,
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

/** What is typed into the search may be anything: only an id is written down. */
const isId = (text: string) => z.uuid().safeParse(text).success;
