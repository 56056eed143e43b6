import { and, eq, isNotNull, isNull, like, lt } from 'drizzle-orm';
import type { DaysRetentionPolicy } from '../../platform/retention/retention-policy.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { mailKey } from './delivery/queue-mail.ts';
import { mails, textAnswers, texts } from './tables.ts';

/** Emails that could not be sent. The content of the others is erased once they are sent. */
export const unsentMails: DaysRetentionPolicy = {
  name: 'unsent_mail',
  kind: 'mail',
  rule: 'unsentMailsDays',
  async endedBefore(db, before) {
    const rows = await db
      .select({ id: mails.key, queuedAt: mails.queuedAt })
      .from(mails)
      .where(and(isNotNull(mails.mail), isNull(mails.sentAt), lt(mails.queuedAt, before)));
    return rows.map(({ id, queuedAt }) => ({ id, from: queuedAt, to: queuedAt }));
  },
  async erase(tx, key) {
    const erased = await tx
      .update(mails)
      .set({ mail: null })
      .where(and(eq(mails.key, key), isNotNull(mails.mail), isNull(mails.sentAt)))
      .returning({ key: mails.key });
    return erased.length > 0;
  },
};

/**
 * Erases all emails and text messages about one subject, sent or not. @param id a UUID; the subject of an email ends with it
 * (`queueMail`)
 */
export async function eraseMailsAbout(tx: Transaction, id: string): Promise<void> {
  await tx.delete(mails).where(like(mails.key, mailKey(`%${id}`, '%')));
  await tx.delete(textAnswers).where(like(textAnswers.textKey, mailKey(`%${id}`, '%')));
  await tx.delete(texts).where(like(texts.key, mailKey(`%${id}`, '%')));
}
