import { z } from 'zod';

/** What JotForm sends, as far as we read it. Every scalar is a string, as a rule; an account's own types may differ. */

const scalar = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const order = z.coerce.number().catch(0);

const question = z.object({
  text: z.string().catch(''),
  name: z.string().catch(''),
  type: z.string().catch(''),
  order,
  /** Left out where nothing was answered, and for headings and buttons. */
  answer: z.unknown().optional(),
  prettyFormat: z.string().exactOptional().catch(''),
});
export type Question = z.infer<typeof question>;

/** `GET /submission/{id}` in its envelope (contract B2). */
export const submissionAnswer = z.object({
  content: z.object({
    id: scalar,
    form_id: scalar,
    /** An empty list stands for an empty object. */
    answers: z.union([z.record(z.string(), question), z.array(z.never()).transform(() => ({}))]),
  }),
  'limit-left': z.coerce.number().nullish().catch(null),
});
export type SubmissionAnswer = z.infer<typeof submissionAnswer>;

const piece = scalar.catch('').default('');
export const fullName = z.object({ first: piece, middle: piece, last: piece });
/** One box (`full`), or the two of older forms. */
export const phoneNumber = z.object({ full: piece, country: piece, area: piece, phone: piece });
export const address = z.object({
  addr_line1: piece,
  addr_line2: piece,
  city: piece,
  state: piece,
  postal: piece,
});
export const date = z.object({ year: piece, month: piece, day: piece });
/** Several ticked; the free text of "Other" stands under `other`. */
export const choices = z.union([z.array(scalar), z.record(z.string(), scalar)]);
export const plain = scalar;
