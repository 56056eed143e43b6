import { asc, like } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { tasksAbout } from '../../staff-tasks/index.ts';
import { mails } from '../tables.ts';
import { mailKey } from './queue-mail.ts';

/** An email, without what it says. */
export interface MailAbout {
  kind: string;
  queuedAt: Date;
  /** When the mail server of the receiver took it. */
  sentAt: Date | null;
  /** When it was given up, and staff were told. */
  failedAt: Date | null;
}

/** The emails about a subject, oldest first. */
export async function mailsAbout(db: Queryable, about: string): Promise<MailAbout[]> {
  const start = mailKey(about, '');
  const rows = await db
    .select({ key: mails.key, queuedAt: mails.queuedAt, sentAt: mails.sentAt })
    .from(mails)
    .where(like(mails.key, `${start}%`))
    .orderBy(asc(mails.queuedAt), asc(mails.key));
  const failed = await tasksAbout(
    db,
    rows.map(({ key }) => key),
  );
  const failedAt = new Map(failed.map(({ subject, openedAt }) => [subject, openedAt]));
  return rows.map(({ key, ...row }) => ({
    ...row,
    kind: key.slice(start.length),
    failedAt: failedAt.get(key) ?? null,
  }));
}
