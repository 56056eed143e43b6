import type { Answers, Field, FormDefinition, Option } from '../definition.ts';
import { readForm } from '../engine.ts';
import { boxesOf, boxLabel } from '../kinds/boxes.ts';
import { type Circumstances, isRecord, textOf } from '../kinds/kind.ts';
import { systemOf } from './code-system.ts';
import { itemType, questionnaireUrl, toQuestionnaire } from './questionnaire.ts';
import type { AnswerValue, QuestionnaireItem, QuestionnaireResponse, ResponseItem } from './types.ts';

export interface ResponseOf {
  /** The address under which the clinic publishes, without a slash at the end. */
  readonly base: string;
  /** When it was submitted, ISO 8601 with a zone. */
  readonly authored: string;
  /** `Patient/{id}`, once it is known whose it is. */
  readonly patient?: string;
}

/** The answers to a form as a FHIR R4 QuestionnaireResponse: what was shown and answered, in the order of the form. */
export function toQuestionnaireResponse(
  form: FormDefinition,
  answers: Answers,
  at: Circumstances,
  { base, authored, patient }: ResponseOf,
): QuestionnaireResponse {
  const reading = readForm(form, answers, at);
  const shown = new Map(reading.sections.flatMap(({ fields }) => fields).map((field) => [field.id, field]));
  /** Along the Questionnaire, so that groups stand around their items as they do there. */
  const along = (items: readonly QuestionnaireItem[]): readonly ResponseItem[] =>
    items.flatMap(({ linkId, text, item: inner = [] }) => {
      const field = shown.get(linkId);
      if (field) return responseItems(field, reading.answers[linkId], base);
      const item = along(inner);
      return item.length > 0 ? [{ linkId, ...(text === undefined ? {} : { text }), item }] : [];
    });
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${questionnaireUrl(form, base)}|${form.version}`,
    status: 'completed',
    ...(patient === undefined ? {} : { subject: { reference: patient } }),
    authored,
    item: along(toQuestionnaire(form, base).item),
  };
}

function responseItems(field: Field, answer: unknown, base: string): readonly ResponseItem[] {
  if (answer === undefined) return [];
  const boxes = boxesOf(field);
  const text = field.label;
  if (!boxes) return [{ linkId: field.id, text, answer: valuesOf(field, answer, base) }];
  // A repeating group is several items of one link id.
  const groups: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return groups.filter(isRecord).map((group) => ({
    linkId: field.id,
    text,
    item: boxes.flatMap((part) => {
      const value = group[part.id];
      if (typeof value !== 'string') return [];
      const linkId = `${field.id}.${part.id}`;
      const written = part.options
        ? coded(value, part.options, systemOf(base, linkId))
        : { valueString: value };
      return [{ linkId, text: boxLabel(part), answer: [written] }];
    }),
  }));
}

function valuesOf(field: Field, answer: unknown, base: string): readonly AnswerValue[] {
  switch (itemType(field)) {
    case 'boolean':
      return [{ valueBoolean: isRecord(answer) ? answer.agreed === true : answer === true }];
    case 'integer':
      return [{ valueInteger: Number(answer) }];
    case 'quantity':
      return [{ valueQuantity: { value: Number(answer), unit: field.kind === 'number' ? field.unit : '' } }];
    case 'date':
      return [{ valueDate: textOf(answer) }];
    case 'choice': {
      const options = 'options' in field ? field.options : [];
      const picked: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      return picked.map((value) => coded(textOf(value), options, systemOf(base, field.id)));
    }
    default:
      return [{ valueString: textOf(answer) }];
  }
}

function coded(code: string, options: readonly Option[], system: string): AnswerValue {
  const display = options.find((option) => option.value === code)?.label;
  return { valueCoding: { system, code, ...(display === undefined ? {} : { display }) } };
}
