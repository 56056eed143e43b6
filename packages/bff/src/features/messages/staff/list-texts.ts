import type { StaffMessage, StaffMessagesQuery } from '@botaniqal/shared/contracts/staff/messages.ts';
import { and, desc, eq, exists, inArray, like, lt } from 'drizzle-orm';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { bookingOfKey, mailKey } from '../delivery/queue-mail.ts';
import { textAnswers, texts } from '../tables.ts';
import { answersTo, type TextAnswerAt } from '../texts/answers-to.ts';
import { textEnvelope, textEnvelopePurpose } from '../texts/queue-text.ts';
import type { TextRow } from '../texts/text-deps.ts';

/** The text messages, the newest first. */
export async function listTexts(
  db: Queryable,
  sealing: Sealing,
  query: StaffMessagesQuery,
): Promise<StaffMessage[]> {
  const isAnswered = exists(
    db.select({ key: textAnswers.textKey }).from(textAnswers).where(eq(textAnswers.textKey, texts.key)),
  );
  const states = {
    all: undefined,
    sent: eq(texts.state, 'delivered'),
    waiting: inArray(texts.state, ['waiting', 'sent']),
    failed: inArray(texts.state, ['failed', 'opted_out']),
    answered: isAnswered,
  };
  const rows = await db
    .select()
    .from(texts)
    .where(
      and(
        states[query.state],
        query.bookingId ? like(texts.key, mailKey(query.bookingId, '%')) : undefined,
        query.before ? lt(texts.queuedAt, new Date(query.before)) : undefined,
      ),
    )
    .orderBy(desc(texts.queuedAt), desc(texts.key))
    .limit(query.limit);
  const answers = await answersTo(
    db,
    rows.map(({ key }) => key),
  );
  return rows.map((row) => viewOf(sealing, row, answers.get(row.key)?.at(-1)));
}

function viewOf(sealing: Sealing, row: TextRow, answer: TextAnswerAt | undefined): StaffMessage {
  const { key, state } = row;
  const { to, toName = null } = textEnvelope.parse(sealing.open(row.envelope, textEnvelopePurpose(key)));
  const separator = key.indexOf(':');
  const about = key.slice(0, separator);
  const hasFailed = state === 'failed' || state === 'opted_out';
  return {
    key,
    aboutId: /[0-9a-f-]{36}$/.exec(about)?.[0] ?? about,
    bookingId: bookingOfKey(key).bookingId ?? null,
    channel: 'sms',
    kind: key.slice(separator + 1),
    ...{ to, toName, subject: null },
    queuedAt: isoInstant(row.queuedAt),
    state: state === 'delivered' ? 'sent' : hasFailed ? 'failed' : 'waiting',
    sentAt: row.sentAt && isoInstant(row.sentAt),
    tries: row.sendingSince ? 1 : 0,
    reason: state === 'opted_out' ? 'opted_out' : state === 'failed' ? row.code : null,
    answer: answer ? { answer: answer.answer, at: isoInstant(answer.at) } : null,
    canResend: false,
  };
}
