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
import { type SendWindow, windowAt } from '../timing/send-window.ts';
import { mailPurpose, type QueuedMail, queuedMail } from './queue-mail.ts';

export interface DeliverDeps {
  store: Pick<Store, 'db'>;
  mailer: Mailer;
  sealing: Sealing;
  clock: Clock;
  /** Whether an email with a window is still wanted: its appointment exists, at this start. Left out: always. */
  isWanted?: (bookingId: string, start: Date) => Promise<boolean>;
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
  const claimed = await claim(deps, key);
  if (claimed === 'gone') return;
  if (claimed === 'being_sent') throw new Error('Another run is sending this mail: look again later.');
  const { mail, window } = claimed;
  if (window && !(await isTimeFor(deps, key, window))) return;
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

interface Claimed {
  mail: QueuedMail;
  window: SendWindow | null;
}

async function claim(deps: DeliverDeps, key: string): Promise<Claimed | 'gone' | 'being_sent'> {
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
    .returning({ mail: mails.mail, window: mails.window });
  if (claimed?.mail) {
    const mail = queuedMail.parse(deps.sealing.open(claimed.mail, mailPurpose(key)));
    return { mail, window: claimed.window };
  }
  const [row] = await deps.store.db.select({ sentAt: mails.sentAt }).from(mails).where(eq(mails.key, key));
  return row && row.sentAt === null ? 'being_sent' : 'gone';
}

/**
 * Whether an email with a window is sent now. In quiet hours it is put off, and one whose appointment is gone is deleted.
 * @throws JobCannotSucceed when it is too late
 */
async function isTimeFor(deps: DeliverDeps, key: string, window: SendWindow): Promise<boolean> {
  if (deps.isWanted && !(await deps.isWanted(key.slice(0, 36), new Date(window.until)))) {
    await deps.store.db.delete(mails).where(and(eq(mails.key, key), isNull(mails.sentAt)));
    return false;
  }
  const state = windowAt(window, deps.clock.now());
  if (state.kind === 'open') return true;
  await release(deps, key, state.kind === 'quiet' ? state.opensAt : null);
  if (state.kind === 'over') throw new JobCannotSucceed('It is too late for this mail.');
  return false;
}

async function renew(deps: DeliverDeps, key: string): Promise<void> {
  await deps.store.db
    .update(mails)
    .set({ sendingSince: deps.clock.now() })
    .where(and(eq(mails.key, key), isNull(mails.sentAt), isNotNull(mails.sendingSince)));
}

async function release(deps: DeliverDeps, key: string, notBefore: Date | null = null): Promise<void> {
  await deps.store.db
    .update(mails)
    .set({ sendingSince: null, notBefore })
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
