import { eq } from 'drizzle-orm';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import type { StaffAuth } from '../../../platform/staff-auth/staff-auth.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { DeliverDeps } from '../delivery/deliver-mail.ts';
import { sendMail } from '../delivery/send-mail.ts';
import { mails } from '../tables.ts';

export interface StaffMessageDeps extends Pick<DeliverDeps, 'store' | 'sealing' | 'clock'> {
  staff: StaffAuth;
  jobs: JobQueue;
  /**
   * Writes the confirmation of a booking anew, in a transaction. Left out: what was sent is not sent again.
   * @returns false when the booking is not confirmed any more
   */
  confirmAgain?: (tx: Transaction, bookingId: string, requestId: string) => Promise<boolean>;
}

/** Emails that `confirmAgain` can write anew. Their subject is the booking itself. */
const confirmations = /^([0-9a-f-]{36}):(confirmation|moved-\d+|again-.+)$/;

/** The booking whose confirmation this is, or `null`. */
export function confirmedBookingOf(key: string): string | null {
  return confirmations.exec(key)?.[1] ?? null;
}

/**
 * Tries an email again that was not sent, or writes a confirmation anew.
 * @throws Problem not_found
 */
export async function resendMessage(
  deps: StaffMessageDeps,
  key: string,
  by: ActingAs & { requestId: string },
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const [row] = await tx.select().from(mails).where(eq(mails.key, key)).for('update');
    if (!row) throw new Problem('not_found', 'There is no such message.');
    const bookingId = confirmedBookingOf(key);
    if (row.mail !== null && row.sentAt === null) await sendAgain(tx, deps, key);
    else if (!bookingId || !(await deps.confirmAgain?.(tx, bookingId, by.requestId))) {
      throw new Problem(
        'not_found',
        'This message cannot be sent again: what it said is not kept. Only confirmations are written anew.',
      );
    }
    const subject = { kind: 'mail', id: key } as const;
    await recordAccess(tx, { ...by, action: 'mail.resent', subject, at: deps.clock.now() });
    await publishLive(tx, { kind: 'message', id: null });
  });
}

/** Adds the job that sends a queued email. A job that is there already, and this one, send it once. */
export async function sendAgain(tx: Transaction, deps: { jobs: JobQueue }, key: string): Promise<void> {
  await deps.jobs.enqueue(tx, sendMail, { key });
}
