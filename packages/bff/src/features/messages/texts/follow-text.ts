import { dayMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import { bookingOfKey } from '../delivery/queue-mail.ts';
import { textOptOuts, texts } from '../tables.ts';
import { sendText, textEnvelope, textEnvelopePurpose } from './queue-text.ts';
import type { TextDeps, TextRow } from './text-deps.ts';

/** So long after a send its message is read at the service, where no receipt has come. */
export const firstLookMs = 5 * minuteMs;
/** A message without an outcome after so long counts as not delivered. */
const longestMs = dayMs;
const pageSize = 500;
const atOnce = 8;

/**
 * Reads what became of a message. It can run late, twice and out of order: the service's state decides.
 * @returns false when no message has this id
 */
export async function followText(deps: TextDeps, messageId: string, signal: AbortSignal): Promise<boolean> {
  const [row] = await deps.store.db.select().from(texts).where(eq(texts.messageId, messageId));
  if (row?.state === 'sent') await follow(deps, row, messageId, signal);
  return row !== undefined;
}

async function follow(deps: TextDeps, row: TextRow, messageId: string, signal: AbortSignal): Promise<void> {
  const reading = await deps.messenger.read(messageId, signal);
  if (reading && reading.state !== 'under_way') {
    return finishText(deps, row, { state: reading.state, code: reading.code });
  }
  const now = deps.clock.now();
  const waited = now.getTime() - (row.sentAt ?? row.queuedAt).getTime();
  if (waited >= longestMs) return finishText(deps, row, { state: 'failed', code: 'no_receipt' });
  const lookAt = new Date(now.getTime() + Math.max(firstLookMs, waited));
  await deps.store.db
    .update(texts)
    .set({ lookAt })
    .where(and(eq(texts.key, row.key), eq(texts.state, 'sent')));
}

/**
 * Looks at the text messages whose time has come: one that was put off over quiet hours is sent, and one whose receipt did
 * not come is read at the service.
 */
export async function lookAtTexts(deps: TextDeps, signal: AbortSignal): Promise<void> {
  const rows = await deps.store.db
    .select()
    .from(texts)
    .where(and(lte(texts.lookAt, deps.clock.now()), inArray(texts.state, ['waiting', 'sent'])))
    .orderBy(asc(texts.lookAt))
    .limit(pageSize);
  for (let from = 0; from < rows.length; from += atOnce) {
    await Promise.all(rows.slice(from, from + atOnce).map((row) => lookAt(deps, row, signal)));
  }
}

async function lookAt(deps: TextDeps, row: TextRow, signal: AbortSignal): Promise<void> {
  if (row.state === 'sent') return follow(deps, row, row.messageId ?? '', signal);
  await deps.store.db.transaction(async (tx) => {
    const put = await tx
      .update(texts)
      .set({ lookAt: null })
      .where(and(eq(texts.key, row.key), eq(texts.state, 'waiting'), lte(texts.lookAt, deps.clock.now())))
      .returning({ key: texts.key });
    if (put.length > 0) await deps.jobs.enqueue(tx, sendText, { key: row.key });
  });
}

/** Keeps the outcome, erases the words, and asks staff to tell a person whom we did not reach. */
export async function finishText(
  deps: Pick<TextDeps, 'store' | 'clock' | 'sealing'>,
  { key, numberKey, envelope }: TextRow,
  { state, code }: { state: 'delivered' | 'failed' | 'opted_out'; code: string | null },
): Promise<void> {
  const now = deps.clock.now();
  await deps.store.db.transaction(async (tx) => {
    const finished = await tx
      .update(texts)
      .set({ state, code, text: null, finishedAt: now, lookAt: null })
      .where(and(eq(texts.key, key), inArray(texts.state, ['waiting', 'sent'])))
      .returning({ key: texts.key });
    if (finished.length === 0) return;
    if (state === 'opted_out')
      await tx.insert(textOptOuts).values({ numberKey, at: now }).onConflictDoNothing();
    if (state === 'failed') {
      const { to, toName } = textEnvelope.parse(deps.sealing.open(envelope, textEnvelopePurpose(key)));
      const facts = {
        ...bookingOfKey(key),
        ...(toName === undefined ? {} : { patientName: toName }),
        patientPhone: to,
        ...(code ? { reason: `Code ${code}` } : {}),
      };
      await openStaffTask(tx, deps, { kind: 'text_not_delivered', subject: key, facts });
    }
    await publishLive(tx, { kind: 'message', id: null });
  });
}
