import { attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { formId, formPatient } from '@botaniqal/shared/contracts/forms.ts';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Queryable } from '../../platform/store/database.ts';
import { assessment } from './receiving/assess-form.ts';
import { formSubmissions } from './tables.ts';

const byField = z.record(z.string(), z.unknown());

/** What was sent, as it is sealed in the row. */
const submissionContent = z.object({
  /** The answers to the questions that were shown, cleaned by the engine. */
  answers: byField,
  /** The answers that the clinic already had, from the booking or earlier forms, and therefore did not ask for. */
  known: byField,
  /** The person who sent a form without a booking, if they told us. */
  patient: formPatient.nullable(),
  /** Ids of the questions whose answer our form does not accept. Empty when the form is complete. */
  invalid: z.array(z.string()),
  /** Where the form leads; `null` for a form other than triage that raised no red flag. */
  assessment: assessment.nullable(),
  timeZone: z.string(),
  /** The patient's date when the form was sent, `YYYY-MM-DD`. Rules about dates were checked against it. */
  today: z.string(),
  attribution: attribution.exactOptional(),
  /** The patient asked for their answers by email. */
  emailCopy: z.boolean().default(false),
  /**
   * Questions and answers of a form from elsewhere that match no question of ours, in their original words. They are filed
   * as they came.
   */
  asSent: z.array(z.object({ question: z.string(), answer: z.string() })).exactOptional(),
});
export type SubmissionContent = z.infer<typeof submissionContent>;

/** The person to call back. */
const callBack = z.object({ name: z.string(), phone: z.string() });
export type CallBack = z.infer<typeof callBack>;

type Row = typeof formSubmissions.$inferSelect;

/** A submission with its sealed parts open; `content` is `null` once it is erased. Never log it. */
export interface Submission extends Omit<Row, 'content' | 'callBack' | 'formId'> {
  formId: z.infer<typeof formId>;
  content: SubmissionContent | null;
  callBack: CallBack | null;
}

/** The purpose that binds a sealed value to its column and row, so that a copy in another row does not open. */
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

/** `null` when there is no such submission. A caller that shows it to a person records that in the audit trail. */
export async function loadSubmission(
  deps: { sealing: Sealing },
  db: Queryable,
  submissionId: string,
): Promise<Submission | null> {
  const [row] = await db.select().from(formSubmissions).where(eq(formSubmissions.id, submissionId));
  return row ? openSubmission(deps.sealing, row) : null;
}
