import { and, eq, gt, lte, type SQL } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { staffSessions, staffSignInLinks } from '../tables.ts';

interface By {
  member: StaffMember;
  now: Date;
  requestId: string;
}

/** How the person of a session signed in; `undefined` when it has ended. */
export async function methodOf(db: Queryable, id: string): Promise<'account' | 'mail_link' | undefined> {
  const [row] = await db
    .select({ method: staffSessions.method })
    .from(staffSessions)
    .where(eq(staffSessions.id, id));
  return row?.method;
}

/** Ends one session. @returns whether it was open */
export async function endSession(tx: Transaction, id: string, by: By): Promise<boolean> {
  return (await end(tx, eq(staffSessions.id, id), by)) > 0;
}

/** Ends all sessions of a person, and the links that were sent and not pressed. */
export async function endSessionsOf(tx: Transaction, address: string, by: By): Promise<number> {
  await tx.delete(staffSignInLinks).where(eq(staffSignInLinks.address, address));
  return end(tx, eq(staffSessions.address, address), by);
}

async function end(tx: Transaction, which: SQL, { member, now, requestId }: By): Promise<number> {
  const ended = await tx
    .delete(staffSessions)
    .where(and(which, gt(staffSessions.expiresAt, now)))
    .returning({ id: staffSessions.id });
  for (const { id } of ended) {
    await recordAccess(tx, {
      ...byStaff(member, requestId),
      action: 'session.ended',
      subject: { kind: 'session', id },
      at: now,
    });
    // Open live connections of the session end when they hear it.
    await publishLive(tx, { kind: 'session', id });
  }
  return ended.length;
}

/** Deletes what has expired. */
export async function cleanSessions(db: Queryable, now: Date): Promise<void> {
  await db.delete(staffSessions).where(lte(staffSessions.expiresAt, now));
  await db.delete(staffSignInLinks).where(lte(staffSignInLinks.expiresAt, now));
}
