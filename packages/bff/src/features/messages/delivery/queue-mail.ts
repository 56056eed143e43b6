import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { MailContent } from '../rendering/mail-content.ts';
import { renderHtml } from '../rendering/render-html.ts';
import { renderText } from '../rendering/render-text.ts';
import { mails } from '../tables.ts';
import { sendMail } from './send-mail.ts';

/** A mail as it waits, sealed. */
export const queuedMail = z.object({
  to: z.string(),
  toName: z.string().exactOptional(),
  replyTo: z.string().exactOptional(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  attachments: z
    .array(
      z.object({
        filename: z.string(),
        contentType: z.string(),
        content: z.string(),
        /** What is no text waits in base64. */
        encoding: z.literal('base64').exactOptional(),
      }),
    )
    .exactOptional(),
});
export type QueuedMail = z.infer<typeof queuedMail>;

export const mailPurpose = (key: string) => `mail:${key}`;

export interface NewMail {
  /** The booking (or whatever it is about) and which mail: together one mail, ever. */
  about: string;
  kind: string;
  to: string;
  toName?: string;
  replyTo?: string;
  content: MailContent;
  /** Beyond those that every mail has, like `List-Unsubscribe`. */
  headers?: Record<string, string>;
  attachments?: NonNullable<QueuedMail['attachments']>;
}

/**
 * Queues a mail, in the transaction that made it necessary. The same mail about the same thing is sent once: a
 * second call changes what has not been sent yet, and nothing else.
 * @param afterSeconds waits at least so long before it is sent
 */
export async function queueMail(
  tx: Transaction,
  deps: { sealing: Sealing; jobs: JobQueue; messageIdDomain: string; now: Date },
  mail: NewMail,
  afterSeconds = 0,
): Promise<void> {
  const key = mailKey(mail.about, mail.kind);
  const sealed = sealMail(deps, mail);
  const added = await tx
    .insert(mails)
    .values({ key, mail: sealed, queuedAt: deps.now })
    .onConflictDoNothing()
    .returning({ key: mails.key });
  if (added.length === 0) return;
  await deps.jobs.enqueue(tx, sendMail, { key }, afterSeconds > 0 ? { startAfterSeconds: afterSeconds } : {});
}

/** Gives a mail that waits its final words; one that is out, or that was never queued, is left alone. */
export async function rewriteQueuedMail(
  tx: Transaction,
  deps: { sealing: Sealing; messageIdDomain: string },
  mail: NewMail,
): Promise<void> {
  const key = mailKey(mail.about, mail.kind);
  await tx
    .update(mails)
    .set({ mail: sealMail(deps, mail) })
    .where(and(eq(mails.key, key), isNotNull(mails.mail), isNull(mails.sendingSince)));
}

export const mailKey = (about: string, kind: string) => `${about}:${kind}`;

function sealMail(deps: { sealing: Sealing; messageIdDomain: string }, mail: NewMail): string {
  const key = mailKey(mail.about, mail.kind);
  const { about, kind, content, attachments, ...addressing } = mail;
  const whole: QueuedMail = {
    ...addressing,
    subject: content.subject,
    text: renderText(content),
    html: renderHtml(content),
    messageId: `<${about}.${kind}@${deps.messageIdDomain}>`,
    ...(attachments ? { attachments } : {}),
  };
  return deps.sealing.seal(whole, mailPurpose(key));
}
