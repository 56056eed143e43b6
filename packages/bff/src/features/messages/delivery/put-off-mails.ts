import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import type { Store } from '../../../platform/store/store.ts';
import { mails } from '../tables.ts';
import { sendMail } from './send-mail.ts';

const pageSize = 500;

/** Sends the emails that were put off over quiet hours. */
export async function sendPutOffMails(deps: {
  store: Pick<Store, 'db'>;
  clock: Clock;
  jobs: JobQueue;
}): Promise<void> {
  const { db } = deps.store;
  const isDue = and(isNull(mails.sentAt), lte(mails.notBefore, deps.clock.now()));
  const rows = await db
    .select({ key: mails.key })
    .from(mails)
    .where(isDue)
    .orderBy(asc(mails.notBefore))
    .limit(pageSize);
  for (const { key } of rows) {
    await db.transaction(async (tx) => {
      const due = await tx
        .update(mails)
        .set({ notBefore: null })
        .where(and(eq(mails.key, key), isDue))
        .returning({ key: mails.key });
      if (due.length > 0) await deps.jobs.enqueue(tx, sendMail, { key });
    });
  }
}
