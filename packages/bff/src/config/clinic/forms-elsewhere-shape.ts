import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { z } from 'zod';

const theirId = z.string().regex(/^\d{1,25}$/, "must be JotForm's id: digits, in quotes");
const words = z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty').max(500);

/** Where one of their answers goes. That question, kind and answer fit each other is checked in `jotform-checks.ts`. */
const target = z.strictObject({
  field: words.describe('The id of our question'),
  part: words.exactOptional().describe('One box of our question: number, irn or expiry of a Medicare card'),
  take: z
    .enum(['first', 'middle', 'last'], { error: 'must be first, middle or last' })
    .exactOptional()
    .describe('One piece of their full name'),
  options: z
    .record(words, words)
    .exactOptional()
    .describe('Their words of a choice, and the value of ours; needed where the labels differ'),
  version: words
    .exactOptional()
    .describe('Consents only: the version of our text that stands, word for word, in their form'),
  agrees: words.exactOptional().describe('Consents only: the answer, word for word, that means yes'),
});
export type AnswerTarget = z.infer<typeof target>;

const targets = z
  .union([words, target, z.array(target).min(1)], {
    error: 'must be the id of our question, or { field: … } with more about it, or a list of these',
  })
  .transform((given): readonly AnswerTarget[] => {
    if (typeof given === 'string') return [{ field: given }];
    return Array.isArray(given) ? given : [given];
  });

export const jotform = z.strictObject({
  forms: z.record(
    theirId,
    z.strictObject({
      form: z
        .enum(formIds, { error: `must be one of ${formIds.join(', ')}` })
        .describe('Which of our forms it stands for'),
      fields: z.record(theirId, targets).describe("By the id of JotForm's question: what it answers of ours"),
    }),
  ),
});
export type FormMapping = z.infer<typeof jotform>['forms'][string];

/** How `clinic.yaml` and the environment name this service, for the sentences that staff read. */
export const formsElsewhereSettings = { forms: 'jotform', apiKey: 'JOTFORM_API_KEY' } as const;
