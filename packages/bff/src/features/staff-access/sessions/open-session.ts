import { randomUUID } from 'node:crypto';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { eq } from 'drizzle-orm';
import type { StaffEntry } from '../../../config/clinic/staff.ts';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { hashOpaqueToken, newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { byStaff } from '../../../platform/staff-auth/staff-member.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { staffSessions } from '../tables.ts';
import { memberOf } from './directory.ts';

/** A shift. A session ends after it, however busy the person is. */
export const sessionLifeMs = 8 * hourMs;

/**
 * Opens a session with a new token. The session that the browser had before ends, so that a token from before the
 * sign-in is worth nothing after it.
 * @returns the token for the cookie
 */
export async function openSession(
  tx: Transaction,
  entry: StaffEntry,
  by: { method: 'account' | 'mail_link'; earlierToken: string | undefined; now: Date; requestId: string },
): Promise<string> {
  const { method, earlierToken, now, requestId } = by;
  if (earlierToken) {
    await tx.delete(staffSessions).where(eq(staffSessions.tokenHash, hashOpaqueToken(earlierToken)));
  }
  const { token, hash } = newOpaqueToken();
  const id = randomUUID();
  await tx.insert(staffSessions).values({
    id,
    tokenHash: hash,
    address: entry.address,
    method,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + sessionLifeMs),
  });
  await recordAccess(tx, {
    ...byStaff(memberOf(entry), requestId),
    action: 'session.opened',
    subject: { kind: 'session', id },
    at: now,
  });
  await publishLive(tx, { kind: 'session', id });
  return token;
}
