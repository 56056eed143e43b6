import { formId, formPatient } from '@botaniqal/shared/contracts/forms.ts';
import { attribution } from '@botaniqal/shared/contracts/primitives.ts';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Queryable } from '../../platform/store/database.ts';
import { formSubmissions } from './tables.ts';

const byField = z.record(z.string(), z.unknown());

/** What was sent, as it is sealed in the row. */
export const submissionContent = z.object({
  /** The answers to the questions that were shown, cleaned by the engine. */
  answers: byField,
  /** What was not asked again, as the clinic held it: from the booking and from earlier forms. */
  known: byField,
  /** Who sent a form that belongs to no booking, if they said. */
  patient: formPatient.nullable(),
  timeZone: z.string(),
  /** The patient's day when it was sent, `YYYY-MM-DD`: what the answers were judged by. */
  today: z.string(),
  attribution: attribution.exactOptional(),
  /** What came along and is no answer to a question of ours, in its own words (JotForm): it is filed as it came. */
  asSent: z.array(z.object({ question: z.string(), answer: z.string() })).exactOptional(),
});
export type SubmissionContent = z.infer<typeof submissionContent>;

/** Whom the clinic calls back. */
export const callBack = z.object({ name: z.string(), phone: z.string() });
export type CallBack = z.infer<typeof callBack>;

type Row = typeof formSubmissions.$inferSelect;

/** A submission with its sealed parts open; `content` is `null` once it is erased. Never log it. */
export interface Submission extends Omit<Row, 'content' | 'callBack' | 'formId'> {
  formId: z.infer<typeof formId>;
  content: SubmissionContent | null;
  callBack: CallBack | null;
}

/** What a sealed column is bound to, so that a value copied into another row does not open there. */
export const purpose = (column: string, submissionId: string) => `form_submission.${column}:${submissionId}`;

export function sealContent(sealing: Sealing, submissionId: string, content: SubmissionContent): string {
  return sealing.seal(content, purpose('content', submissionId));
}

export function sealCallBack(sealing: Sealing, submissionId: string, given: CallBack): string {
  return sealing.seal(given, purpose('call_back', submissionId));
}

export function openSubmission(sealing: Sealing, row: Row): Submission {
  const open = <T>(column: string, sealed: string | null, shape: z.ZodType<T>): T | null =>
    sealed === null ? null : shape.parse(sealing.open(sealed, purpose(column, row.id)));
  return {
    ...row,
    formId: formId.parse(row.formId),
    content: open('content', row.content, submissionContent),
    callBack: open('call_back', row.callBack, callBack),
  };
}

/** `null` when there is no such submission. Whoever reads it for somebody notes so in the audit trail. */
export async function loadSubmission(
  deps: { sealing: Sealing },
  db: Queryable,
  submissionId: string,
): Promise<Submission | null> {
  const [row] = await db.select().from(formSubmissions).where(eq(formSubmissions.id, submissionId));
  return row ? openSubmission(deps.sealing, row) : null;
}
