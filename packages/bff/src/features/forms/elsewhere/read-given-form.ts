import { type Answers, type FormDefinition, fieldsOf, testsOf } from '@botaniqal/shared/forms/definition.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import { isRecord } from '@botaniqal/shared/forms/kinds/kind.ts';
import type { FormMapping } from '../../../config/clinic/forms-elsewhere-shape.ts';
import type { GivenForm, GivenQuestion } from '../../../ports/forms-elsewhere.ts';
import { invalidFields } from '../receiving/invalid-fields.ts';
import { convertAnswer } from './convert-answer.ts';

export interface ReadGivenForm {
  reading: Reading;
  /** Answers that match no question of ours, or one that our form would not have asked, in their original words. */
  asSent: { question: string; answer: string }[];
  /** The labels of our questions whose answer is missing or invalid. No answers. */
  faulty: string[];
  /** An invalid answer belongs to a question that decides on a red flag, so we cannot tell whether there is one. */
  safetyUnread: boolean;
}

/** Reads a form that was filled in elsewhere like one from our page. Pure. */
export function readGivenForm(
  form: FormDefinition,
  mapping: FormMapping,
  given: GivenForm,
  today: string,
): ReadGivenForm {
  const fields = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));
  const typed: Record<string, unknown> = {};
  const goesTo = new Map<GivenQuestion, string[]>();
  for (const question of given.questions) {
    for (const target of mapping.fields[question.questionKey] ?? []) {
      const field = fields.get(target.field);
      if (!field) continue;
      const value = convertAnswer(question, target, field);
      goesTo.set(question, [...(goesTo.get(question) ?? []), field.id]);
      typed[field.id] = target.part === undefined ? value : withPart(typed[field.id], target.part, value);
    }
  }
  const reading = readForm(form, typed, { today });
  const faultyIds = new Set(invalidFields(reading));
  const asked = form.redFlags.flatMap(({ when }) => testsOf(when).tests.map(({ field }) => field));
  return {
    reading,
    asSent: given.questions
      .filter((question) => !isKept(goesTo.get(question) ?? [], reading.answers))
      .map(({ question, words }) => ({ question, answer: words })),
    faulty: [...faultyIds].map((id) => fields.get(id)?.label ?? id),
    safetyUnread: asked.some((id) => faultyIds.has(id) && Object.hasOwn(reading.answers, id)),
  };
}

function withPart(boxes: unknown, part: string, value: unknown): Record<string, unknown> {
  return { ...(isRecord(boxes) ? boxes : {}), [part]: value };
}

/** No answer may be lost: an answer to a question that our form hides is listed with the other extra answers. */
function isKept(fields: readonly string[], answers: Answers): boolean {
  return fields.length > 0 && fields.every((id) => Object.hasOwn(answers, id));
}
