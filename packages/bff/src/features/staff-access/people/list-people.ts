import type { DeskPeople } from '@botaniqal/shared/contracts/staff/desk.ts';
import { desc, gt } from 'drizzle-orm';
import { permissionsOf } from '../../../platform/staff-auth/roles.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { staffSessions } from '../tables.ts';

/** Who may use the desk, in the order of `clinic.yaml`, with the sessions that are open. */
export async function listPeople(
  { clinic, clock, store }: StaffAccessDeps,
  ownSessionId: string | null,
): Promise<DeskPeople> {
  const open = await store.db
    .select()
    .from(staffSessions)
    .where(gt(staffSessions.expiresAt, clock.now()))
    .orderBy(desc(staffSessions.lastSeenAt));
  return {
    people: clinic.staff.map(({ address, name, role, practitioner }) => ({
      address,
      name,
      role,
      practitionerId: practitioner ?? null,
      permissions: [...permissionsOf[role]],
      sessions: open
        .filter((session) => session.address === address)
        .map(({ id, method, createdAt, lastSeenAt, expiresAt }) => ({
          id,
          method,
          since: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          isThis: id === ownSessionId,
        })),
    })),
  };
}
