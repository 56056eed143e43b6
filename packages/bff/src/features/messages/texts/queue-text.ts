import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { type PersonKeys, readPhone } from '../../patients/index.ts';
import { mailKey } from '../delivery/queue-mail.ts';
import { textOptOuts, texts } from '../tables.ts';
import type { SendWindow } from '../timing/send-window.ts';
import { plainText } from './plain-text.ts';

/** Sends one queued text message. */
export const sendText = defineJob({ name: 'send-text', payload: z.object({ key: z.string() }) });

export const queuedText = z.object({ to: z.string(), body: z.string() });
export const textPurpose = (key: string) => `text:${key}`;

/** What staff see of a text message. */
export const textEnvelope = z.object({ to: z.string(), toName: z.string().exactOptional() });
export const textEnvelopePurpose = (key: string) => `text.envelope:${key}`;

/** Names a number without keeping it. */
export const numberKeyOf = (keys: Pick<PersonKeys, 'ofText'>, number: string) =>
  keys.ofText(`mobile number\n${number}`);

export interface TextQueue {
  sealing: Sealing;
  jobs: JobQueue;
  personKeys: Pick<PersonKeys, 'ofText'>;
  now: Date;
}

export interface NewText {
  /** The subject, such as a booking, and the kind of message. There is one message per pair. */
  about: string;
  kind: string;
  phone: string;
  toName?: string;
  body: string;
  /** Left out: it may be sent at any time. */
  window?: SendWindow;
  /** The start of the appointment that it asks about. */
  asksFor?: Date;
}

/**
 * Queues a text message, in the transaction that made it necessary, once per subject and kind. Where the owner of the number
 * wants none, the row says so and nothing is sent.
 * @returns false when the phone is no Australian mobile, or its owner wants no text messages
 */
export async function queueText(
  tx: Transaction,
  { sealing, jobs, personKeys, now }: TextQueue,
  text: NewText,
): Promise<boolean> {
  const { about, kind, phone, toName, body, window = null, asksFor = null } = text;
  const to = readPhone(phone).e164;
  if (!to?.startsWith('+614')) return false;
  const numberKey = numberKeyOf(personKeys, to);
  const wantsNone = await hasOptedOut(tx, numberKey);
  const key = mailKey(about, kind);
  const envelope = { to, ...(toName === undefined ? {} : { toName }) };
  const added = await tx
    .insert(texts)
    .values({
      key,
      text: wantsNone ? null : sealing.seal({ to, body: plainText(body) }, textPurpose(key)),
      envelope: sealing.seal(envelope, textEnvelopePurpose(key)),
      numberKey,
      state: wantsNone ? 'opted_out' : 'waiting',
      finishedAt: wantsNone ? now : null,
      window,
      asksFor,
      queuedAt: now,
    })
    .onConflictDoNothing()
    .returning({ key: texts.key });
  if (added.length > 0 && !wantsNone) await jobs.enqueue(tx, sendText, { key });
  return !wantsNone;
}

export async function hasOptedOut(tx: Pick<Transaction, 'select'>, numberKey: string): Promise<boolean> {
  const rows = await tx.select().from(textOptOuts).where(eq(textOptOuts.numberKey, numberKey));
  return rows.length > 0;
}
