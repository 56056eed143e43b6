import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { TextMessage, TextOptions, TextSent } from '../../../ports/text-messages.ts';
import { texts } from '../tables.ts';
import { windowAt } from '../timing/send-window.ts';
import { finishText, firstLookMs, followText } from './follow-text.ts';
import { hasOptedOut, queuedText, textPurpose } from './queue-text.ts';
import type { TextDeps, TextRow } from './text-deps.ts';

/** A run that began so long ago is dead. */
const abandonedAfterMs = 2 * minuteMs;
/** So long the service has at least to hand a message over before its window closes. */
const leastUnderWayMs = minuteMs;

/**
 * Sends one queued text message. The service has no key against repeats: after a lost answer, its list says whether it
 * has the message already.
 * @throws UpstreamError when another try may help
 */
export async function deliverText(deps: TextDeps, run: JobRun<{ key: string }>): Promise<void> {
  const { key } = run.payload;
  const row = await claim(deps, key);
  if (row === 'gone') return;
  if (row === 'being_sent') throw new Error('Another run is sending this text: look again later.');
  // A run was killed after it had stored the id of the message: only its outcome is missing.
  if (row.state === 'sent') {
    await followText(deps, row.messageId ?? '', run.signal);
    return;
  }
  if (row.text === null) return;
  const text = queuedText.parse(deps.sealing.open(row.text, textPurpose(key)));
  const known = row.unsureSince && (await sentBefore(deps, text, row.unsureSince, run.signal));
  const sent = known ?? (await sendInTime(deps, row, text, run.signal));
  if (sent === 'not_now') return;
  if (sent.kind === 'refused') {
    const state = sent.reason === 'opted_out' ? 'opted_out' : 'failed';
    return finishText(deps, row, { state, code: sent.code });
  }
  const now = deps.clock.now();
  await deps.store.db
    .update(texts)
    .set({
      state: 'sent',
      messageId: sent.messageId,
      segments: sent.segments,
      sentAt: now,
      lookAt: new Date(now.getTime() + firstLookMs),
    })
    .where(and(eq(texts.key, key), eq(texts.state, 'waiting')));
}

/**
 * Takes the message for this run. Where an earlier run did not end, the outcome of its try is unknown, and the row says
 * since when.
 */
async function claim({ store, clock }: TextDeps, key: string): Promise<TextRow | 'gone' | 'being_sent'> {
  const now = clock.now();
  const abandoned = new Date(now.getTime() - abandonedAfterMs);
  const [claimed] = await store.db
    .update(texts)
    .set({ sendingSince: now, unsureSince: sql`coalesce(${texts.unsureSince}, ${texts.sendingSince})` })
    .where(
      and(
        eq(texts.key, key),
        eq(texts.state, 'waiting'),
        or(isNull(texts.sendingSince), lt(texts.sendingSince, abandoned)),
      ),
    )
    .returning();
  if (claimed) return claimed;
  const [row] = await store.db.select().from(texts).where(eq(texts.key, key));
  if (row?.state === 'sent') return row;
  return row?.state === 'waiting' ? 'being_sent' : 'gone';
}

/** Sends it, unless its owner wants none, its window is closed, or its appointment is gone. */
async function sendInTime(
  deps: TextDeps,
  row: TextRow,
  text: TextMessage,
  signal: AbortSignal,
): Promise<TextSent | 'not_now'> {
  if (await hasOptedOut(deps.store.db, row.numberKey)) {
    await finishText(deps, row, { state: 'opted_out', code: null });
    return 'not_now';
  }
  if (!row.window) return send(deps, row, text, { signal });
  const now = deps.clock.now();
  if (deps.isWanted && !(await deps.isWanted(row.key.slice(0, 36), new Date(row.window.until)))) {
    await deps.store.db.delete(texts).where(and(eq(texts.key, row.key), eq(texts.state, 'waiting')));
    return 'not_now';
  }
  const window = windowAt(row.window, now, leastUnderWayMs);
  if (window.kind === 'over') {
    await finishText(deps, row, { state: 'failed', code: 'too_late' });
    return 'not_now';
  }
  if (window.kind === 'quiet') {
    await release(deps, row.key, window.opensAt);
    return 'not_now';
  }
  const validSeconds = (window.closesAt.getTime() - now.getTime()) / 1000;
  return send(deps, row, text, { signal, validSeconds });
}

/** Failures after which the service certainly does not have the message. */
const certain: readonly UpstreamError['reason'][] = [
  'unreachable',
  'rate_limited',
  'unauthorized',
  'circuit_open',
];

async function send(
  deps: TextDeps,
  { key }: TextRow,
  text: TextMessage,
  options: TextOptions,
): Promise<TextSent> {
  try {
    return await deps.messenger.send(text, options);
  } catch (error) {
    // Another run may try at once, and needs no look at the service's list because of this one.
    if (error instanceof UpstreamError && certain.includes(error.reason)) await release(deps, key, null);
    throw error;
  }
}

/** Ends a run that has sent nothing. @param lookAt when it is tried again; `null`: its job tries again */
async function release({ store }: TextDeps, key: string, lookAt: Date | null): Promise<void> {
  await store.db
    .update(texts)
    .set({ sendingSince: null, lookAt })
    .where(and(eq(texts.key, key), eq(texts.state, 'waiting')));
}

/** The message of an earlier try whose answer was lost; `null`: the service does not have it. */
async function sentBefore(
  deps: TextDeps,
  text: TextMessage,
  since: Date,
  signal: AbortSignal,
): Promise<TextSent | null> {
  const found = await deps.messenger.find(text, since, signal);
  if (found.length === 0) return null;
  const ids = found.map(({ messageId }) => messageId);
  const known = await deps.store.db
    .select({ id: texts.messageId })
    .from(texts)
    .where(inArray(texts.messageId, ids));
  const own = found.find(({ messageId }) => known.every(({ id }) => id !== messageId));
  return own ? { kind: 'sent', ...own } : null;
}

/** The service could not be reached for a day. */
export async function giveTextUp(deps: TextDeps, key: string): Promise<void> {
  const [row] = await deps.store.db.select().from(texts).where(eq(texts.key, key));
  if (row?.state === 'waiting') await finishText(deps, row, { state: 'failed', code: null });
}
