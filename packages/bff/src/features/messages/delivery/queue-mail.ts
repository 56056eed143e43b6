import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { MailContent } from '../rendering/mail-content.ts';
import { renderHtml } from '../rendering/render-html.ts';
import { renderText } from '../rendering/render-text.ts';
import { mails } from '../tables.ts';
import type { SendWindow } from '../timing/send-window.ts';
import { sendMail } from './send-mail.ts';

/** An email as it is stored, sealed, until it is sent. */
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
        /** Binary content is stored in base64. */
        encoding: z.literal('base64').exactOptional(),
      }),
    )
    .exactOptional(),
});
export type QueuedMail = z.infer<typeof queuedMail>;

export const mailPurpose = (key: string) => `mail:${key}`;

/** What staff see of an email after it was sent. */
export const mailEnvelope = queuedMail.pick({ to: true, toName: true, subject: true });
export const envelopePurpose = (key: string) => `mail.envelope:${key}`;

export interface NewMail {
  /** The subject, such as a booking, and the kind of email. There is one email per pair. */
  about: string;
  kind: string;
  to: string;
  toName?: string;
  replyTo?: string;
  content: MailContent;
  /** The email belongs to no subject that is erased one day, so its row keeps no address. */
  forgetsReceiver?: true;
  /** Headers in addition to those of every email, such as `List-Unsubscribe`. */
  headers?: Record<string, string>;
  attachments?: NonNullable<QueuedMail['attachments']>;
  /** Left out: it may be sent at any time. */
  window?: SendWindow;
}

/**
 * Queues an email, in the transaction that made it necessary. There is one email per subject and kind: a second call
 * does nothing.
 * @param afterSeconds the shortest time until it is sent
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
    .values({
      key,
      mail: sealed,
      envelope: sealEnvelope(deps.sealing, key, mail),
      window: mail.window ?? null,
      queuedAt: deps.now,
    })
    .onConflictDoNothing()
    .returning({ key: mails.key });
  if (added.length === 0) return;
  await deps.jobs.enqueue(tx, sendMail, { key }, afterSeconds > 0 ? { startAfterSeconds: afterSeconds } : {});
}

/** Whether there is such an email already, queued or sent. */
export async function isQueued(tx: Transaction, about: string, kind: string): Promise<boolean> {
  const rows = await tx
    .select({ key: mails.key })
    .from(mails)
    .where(eq(mails.key, mailKey(about, kind)));
  return rows.length > 0;
}

/**
 * Replaces the content of a queued email. An email that is being sent, was sent or was never queued stays as it is.
 */
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

/** The booking that a message is about. Only such a message has a key that begins with an id. */
export function bookingOfKey(key: string): { bookingId?: string } {
  return /^[0-9a-f-]{36}:/.test(key) ? { bookingId: key.slice(0, 36) } : {};
}

function sealEnvelope(sealing: Sealing, key: string, mail: NewMail): string | null {
  if (mail.forgetsReceiver) return null;
  const { to, toName, content } = mail;
  const envelope = { to, ...(toName === undefined ? {} : { toName }), subject: content.subject };
  return sealing.seal(envelope, envelopePurpose(key));
}

function sealMail(deps: { sealing: Sealing; messageIdDomain: string }, mail: NewMail): string {
  const key = mailKey(mail.about, mail.kind);
  const { about, kind, content, attachments, forgetsReceiver, window, ...addressing } = mail;
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
