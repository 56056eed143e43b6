import { and, desc, eq, inArray } from 'drizzle-orm';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { TextReading } from '../../../ports/text-messages.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import { bookingOfKey } from '../delivery/queue-mail.ts';
import { textAnswers, textOptOuts, texts } from '../tables.ts';
import { numberKeyOf, queueText } from './queue-text.ts';
import { readAnswer, type TextAnswer } from './read-answer.ts';
import type { TextDeps, TextRow } from './text-deps.ts';

/** The service tells the second in which it took an answer, without its fraction. */
const precisionMs = 1000;
/** An answer is about one of the latest messages to its number. */
const mostMessages = 50;

/** Acts on what a patient wrote. It can run twice. */
export async function takeAnswer(deps: TextDeps, messageId: string, signal: AbortSignal): Promise<void> {
  if (await isNoted(deps, messageId)) return;
  const reading = await deps.messenger.read(messageId, signal);
  if (reading?.direction !== 'from_patient') return;
  const numberKey = numberKeyOf(deps.personKeys, reading.from);
  const answer = readAnswer(reading.body);
  const sent = await sentBeforeAnswer(deps, numberKey, reading);
  if (answer === 'stop' || answer === 'start') {
    return deps.store.db.transaction(async (tx) => {
      await setOptOut(tx, deps, numberKey, answer);
      await note(tx, deps, { messageId, answer, text: sent[0] });
    });
  }
  const question = answer === 'other' ? null : questionOf(deps, sent, await answeredOf(deps, sent));
  if (answer !== 'other' && question?.asksFor) {
    const { bookingId } = bookingOfKey(question.key);
    const given = bookingId && (await deps.onAnswer?.({ bookingId, answer, askedFor: question.asksFor }));
    if (given) {
      return deps.store.db.transaction((tx) => note(tx, deps, { messageId, answer, text: question }));
    }
  }
  await deps.store.db.transaction(async (tx) => {
    await note(tx, deps, { messageId, answer, text: question ?? sent[0] });
    await askStaffToRead(tx, deps, { messageId, reading, text: question ?? sent[0] });
  });
}

async function isNoted({ store }: TextDeps, messageId: string): Promise<boolean> {
  const rows = await store.db.select().from(textAnswers).where(eq(textAnswers.messageId, messageId));
  return rows.length > 0;
}

/** The messages to the number that were out when the answer was written, the newest first. */
async function sentBeforeAnswer(
  { store }: TextDeps,
  numberKey: string,
  { at }: TextReading,
): Promise<TextRow[]> {
  const rows = await store.db
    .select()
    .from(texts)
    .where(and(eq(texts.numberKey, numberKey), inArray(texts.state, ['sent', 'delivered'])))
    .orderBy(desc(texts.queuedAt))
    .limit(mostMessages);
  return rows.filter(({ sentAt }) => sentAt !== null && sentAt.getTime() < at.getTime() + precisionMs);
}

async function answeredOf({ store }: TextDeps, rows: readonly TextRow[]): Promise<ReadonlySet<string>> {
  const keys = rows.map(({ key }) => key);
  if (keys.length === 0) return new Set();
  const answers = await store.db
    .select({ key: textAnswers.textKey })
    .from(textAnswers)
    .where(inArray(textAnswers.textKey, keys));
  return new Set(answers.map(({ key }) => key));
}

/**
 * The message that a yes or a no answers: the newest one about an appointment ahead. A family can share a number. Where
 * several appointments are asked about, it is the only one without an answer, and otherwise `null`: a person decides.
 */
function questionOf(
  { clock }: TextDeps,
  sent: readonly TextRow[],
  answered: ReadonlySet<string>,
): TextRow | null {
  const now = clock.now();
  const newest = new Map<string, TextRow>();
  for (const row of sent) {
    const { bookingId } = bookingOfKey(row.key);
    if (row.asksFor === null || row.asksFor <= now || !bookingId || newest.has(bookingId)) continue;
    newest.set(bookingId, row);
  }
  const questions = [...newest.values()];
  const open = questions.length > 1 ? questions.filter(({ key }) => !answered.has(key)) : questions;
  return open.length === 1 ? (open[0] ?? null) : null;
}

async function setOptOut(
  tx: Transaction,
  { clock }: TextDeps,
  numberKey: string,
  answer: 'stop' | 'start',
): Promise<void> {
  if (answer === 'start') await tx.delete(textOptOuts).where(eq(textOptOuts.numberKey, numberKey));
  else await tx.insert(textOptOuts).values({ numberKey, at: clock.now() }).onConflictDoNothing();
}

async function note(
  tx: Transaction,
  { clock }: TextDeps,
  { messageId, answer, text }: { messageId: string; answer: TextAnswer; text: TextRow | undefined },
): Promise<void> {
  if (!text) return;
  await tx
    .insert(textAnswers)
    .values({ messageId, textKey: text.key, answer, at: clock.now() })
    .onConflictDoNothing();
  await publishLive(tx, { kind: 'message', id: null });
}

/** A person reads the answer. The patient is told when, and whom to call in an emergency: once a day. */
async function askStaffToRead(
  tx: Transaction,
  deps: TextDeps,
  { messageId, reading, text }: { messageId: string; reading: TextReading; text: TextRow | undefined },
): Promise<void> {
  const facts = text ? bookingOfKey(text.key) : {};
  await openStaffTask(tx, deps, {
    kind: 'text_to_read',
    subject: messageId,
    facts: { ...facts, patientPhone: reading.from, mailText: reading.body },
  });
  const { bookingId } = facts;
  if (!bookingId || !deps.readByTeam) return;
  const now = deps.clock.now();
  await queueText(
    tx,
    { ...deps, now },
    {
      about: bookingId,
      kind: `read-by-team-${now.toISOString().slice(0, 10)}`,
      phone: reading.from,
      body: deps.readByTeam,
    },
  );
}
