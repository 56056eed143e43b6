import { asc, like } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { mails } from '../tables.ts';
import { mailKey } from './queue-mail.ts';

/** The emails about a subject, oldest first, without what they say. */
export async function mailsAbout(
  db: Queryable,
  about: string,
): Promise<{ kind: string; queuedAt: Date; sentAt: Date | null }[]> {
  const start = mailKey(about, '');
  const rows = await db
    .select({ key: mails.key, queuedAt: mails.queuedAt, sentAt: mails.sentAt })
    .from(mails)
    .where(like(mails.key, `${start}%`))
    .orderBy(asc(mails.queuedAt), asc(mails.key));
  return rows.map(({ key, ...row }) => ({ ...row, kind: key.slice(start.length) }));
}
