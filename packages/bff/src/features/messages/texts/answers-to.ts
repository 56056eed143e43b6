import { asc, inArray, like } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { mailKey } from '../delivery/queue-mail.ts';
import { textAnswers, texts } from '../tables.ts';
import type { TextAnswer } from './read-answer.ts';

export interface TextAnswerAt {
  answer: TextAnswer;
  at: Date;
}

/** What patients answered to these messages, each in order of time. */
export async function answersTo(
  db: Queryable,
  keys: readonly string[],
): Promise<ReadonlyMap<string, TextAnswerAt[]>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select()
    .from(textAnswers)
    .where(inArray(textAnswers.textKey, [...keys]))
    .orderBy(asc(textAnswers.at));
  return Map.groupBy(rows, ({ textKey }) => textKey);
}

/** A text message, without what it says. */
export interface TextAbout {
  kind: string;
  state: (typeof texts.$inferSelect)['state'];
  code: string | null;
  queuedAt: Date;
  sentAt: Date | null;
  finishedAt: Date | null;
  answers: readonly TextAnswerAt[];
}

/** The text messages about a subject with what was answered, oldest first. */
export async function textsAbout(db: Queryable, about: string): Promise<TextAbout[]> {
  const start = mailKey(about, '');
  const rows = await db
    .select()
    .from(texts)
    .where(like(texts.key, `${start}%`))
    .orderBy(asc(texts.queuedAt), asc(texts.key));
  const answers = await answersTo(
    db,
    rows.map(({ key }) => key),
  );
  return rows.map(({ key, state, code, queuedAt, sentAt, finishedAt }) => ({
    kind: key.slice(start.length),
    ...{ state, code, queuedAt, sentAt, finishedAt },
    answers: answers.get(key) ?? [],
  }));
}
