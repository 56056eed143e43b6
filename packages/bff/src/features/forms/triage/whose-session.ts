import type { Clinic } from '../../../config/clinic/clinic.ts';
import type { Problem } from '../../../platform/problem.ts';
import { changedMeanwhile } from '../../../platform/staff-auth/changed-meanwhile.ts';
import { colleagueName } from '../../../platform/staff-auth/colleague-name.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { triageSessions } from '../tables.ts';

type Row = typeof triageSessions.$inferSelect;
type Member = Pick<StaffMember, 'id' | 'role' | 'permissions' | 'practitionerId'>;

/** Managers, and machines that manage all bookings, may act on every session. */
export function actsForAll({ role, permissions }: Member): boolean {
  return role === 'manager' || (role === 'staff' && permissions.includes('bookings:manage'));
}

/**
 * Whether a member has this session: the person who claimed it, or else the consultant of its call. A token's `sub` may
 * be the consultant's id.
 */
export function hasSession(row: Pick<Row, 'claimedBy' | 'consultantId'>, member: Member): boolean {
  if (row.claimedBy !== null) return row.claimedBy === member.id;
  return (
    row.consultantId !== null && [member.practitionerId, member.id].some((id) => id === row.consultantId)
  );
}

/** @throws Problem changed_meanwhile, with what the colleague did, unless the write names the present version */
export function refuseIfOvertaken(
  clinic: Pick<Clinic, 'staff' | 'practitioners'>,
  row: Row,
  version: number | undefined,
): void {
  if (version !== undefined && version !== row.version) throw overtaken(clinic, row);
}

export function overtaken(clinic: Pick<Clinic, 'staff' | 'practitioners'>, row: Row): Problem {
  const by = row.changedBy ?? 'system';
  const who = colleagueName(clinic.staff, by, clinic.practitioners);
  return changedMeanwhile(
    `${who} has changed this session since you opened it (${(row.lastChange ?? 'opened').replaceAll('_', ' ')}). Nothing of yours was stored: look again.`,
    {
      by,
      name: who,
      at: row.changedAt ?? row.createdAt,
      what: row.lastChange ?? 'opened',
      version: row.version,
    },
  );
}
