import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { JobCannotSucceed, type JobRun } from '../../../platform/jobs/job.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { Mail, Mailer } from '../../../ports/messages.ts';
import { closeStaffTask } from '../../staff-tasks/index.ts';
import { mails } from '../tables.ts';
import { mailPurpose, type QueuedMail, queuedMail } from './queue-mail.ts';

export interface DeliverDeps {
  store: Pick<Store, 'db'>;
  mailer: Mailer;
  sealing: Sealing;
  clock: Clock;
}

/** A run that has not renewed its claim for so long is dead. */
const abandonedAfterMs = 120_000;
const renewEveryMs = 30_000;

/**
 * Sends one queued email and erases its content. A repeated run does not send it again. Only when the process is
 * killed between the mail server's confirmation and our record of it, the email is sent twice, under the same
 * Message-ID.
 * @throws UpstreamError when another try may help, JobCannotSucceed when not
 */
export async function deliverMail(deps: DeliverDeps, run: JobRun<{ key: string }>): Promise<void> {
  const { key } = run.payload;
  const mail = await claim(deps, key);
  if (mail === 'gone') return;
  if (mail === 'being_sent') throw new Error('Another run is sending this mail: look again later.');
  // A slow mail server may answer after minutes. Meanwhile no other run sends this email.
  const renewing = setInterval(() => void renew(deps, key).catch(() => undefined), renewEveryMs);
  try {
    await deps.mailer.send(ready(mail), { signal: run.signal });
  } catch (error) {
    await release(deps, key);
    if (error instanceof UpstreamError && !error.transient) {
      throw new JobCannotSucceed('The mail server refuses this mail.', { cause: error });
    }
    throw error;
  } finally {
    clearInterval(renewing);
  }
  const now = deps.clock.now();
  await deps.store.db.transaction(async (tx) => {
    await tx.update(mails).set({ sentAt: now, mail: null }).where(eq(mails.key, key));
    const subject = { kind: 'mail', id: key } as const;
    await closeStaffTask(tx, deps, { kind: 'mail_not_sent', subject: key });
    await publishLive(tx, { kind: 'message', id: null });
    await recordAccess(tx, { actor: { kind: 'system' }, action: 'mail.sent', subject, at: now });
  });
}

async function claim(deps: DeliverDeps, key: string): Promise<QueuedMail | 'gone' | 'being_sent'> {
  const now = deps.clock.now();
  const abandoned = new Date(now.getTime() - abandonedAfterMs);
  const [claimed] = await deps.store.db
    .update(mails)
    .set({ sendingSince: now, attempts: sql`${mails.attempts} + 1` })
    .where(
      and(
        eq(mails.key, key),
        isNull(mails.sentAt),
        or(isNull(mails.sendingSince), lt(mails.sendingSince, abandoned)),
      ),
    )
    .returning({ mail: mails.mail });
  if (claimed?.mail) return queuedMail.parse(deps.sealing.open(claimed.mail, mailPurpose(key)));
  const [row] = await deps.store.db.select({ sentAt: mails.sentAt }).from(mails).where(eq(mails.key, key));
  return row && row.sentAt === null ? 'being_sent' : 'gone';
}

async function renew(deps: DeliverDeps, key: string): Promise<void> {
  await deps.store.db
    .update(mails)
    .set({ sendingSince: deps.clock.now() })
    .where(and(eq(mails.key, key), isNull(mails.sentAt), isNotNull(mails.sendingSince)));
}

async function release(deps: DeliverDeps, key: string): Promise<void> {
  await deps.store.db
    .update(mails)
    .set({ sendingSince: null })
    .where(and(eq(mails.key, key), isNull(mails.sentAt)));
}

/** Prepares a queued email for the mail server: attachments become bytes again. */
function ready({ attachments, ...mail }: QueuedMail): Mail {
  if (!attachments) return mail;
  return {
    ...mail,
    attachments: attachments.map(({ encoding, content, ...attachment }) => ({
      ...attachment,
      content: encoding === 'base64' ? Buffer.from(content, 'base64') : content,
    })),
  };
}
