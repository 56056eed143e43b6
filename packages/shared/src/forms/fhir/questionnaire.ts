import {
  type Condition,
  type Field,
  type FormDefinition,
  fieldsOf,
  type Option,
  type Test,
  testsOf,
} from '../definition.ts';
import { boxesOf, boxLabel } from '../kinds/boxes.ts';
import { systemOf } from './code-system.ts';
import type { EnableWhen, Extension, ItemType, Questionnaire, QuestionnaireItem } from './types.ts';

/** Extensions of the FHIR standard itself. */
const minValue = 'http://hl7.org/fhir/StructureDefinition/minValue';
const maxValue = 'http://hl7.org/fhir/StructureDefinition/maxValue';
const maxDecimals = 'http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces';
const maxOccurs = 'http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs';
const exclusive = 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive';
const unitOf = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit';

/**
 * A form as a FHIR R4 Questionnaire. Fields that have several boxes become groups with `field.box` as link ids; a
 * condition that FHIR cannot say in one list becomes a group around the item.
 * @param base the address under which the clinic publishes, without a slash at the end
 */
export function toQuestionnaire(form: FormDefinition, base: string): Questionnaire {
  const fields = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));
  const enabled = (item: QuestionnaireItem, condition: Condition | undefined) =>
    whenEnabled(item, condition, fields, base);
  return {
    resourceType: 'Questionnaire',
    url: questionnaireUrl(form, base),
    version: form.version,
    name: form.id
      .split('_')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    title: form.title,
    status: 'active',
    subjectType: ['Patient'],
    description: form.intro,
    item: form.sections.map((section) =>
      enabled(
        {
          linkId: `section.${section.id}`,
          text: section.title,
          type: 'group',
          item: [
            ...(section.intro
              ? [{ linkId: `section.${section.id}.intro`, text: section.intro, type: 'display' } as const]
              : []),
            ...section.fields.map((field) => enabled(fieldItem(field, base), field.showWhen)),
          ],
        },
        section.showWhen,
      ),
    ),
  };
}

/** The canonical address of a form's Questionnaire, without its version. */
export function questionnaireUrl(form: FormDefinition, base: string): string {
  // FHIR ids have no underscores.
  return `${base}/Questionnaire/${form.id.replaceAll('_', '-')}`;
}

/** How FHIR writes the answer to a field. */
export function itemType(field: Field): ItemType {
  switch (field.kind) {
    case 'long_text':
      return 'text';
    case 'date':
      return 'date';
    case 'number':
      return 'quantity';
    case 'scale':
      return 'integer';
    case 'choice':
    case 'choices':
      return 'choice';
    case 'yes_no':
    case 'consent':
      return 'boolean';
    default:
      return boxesOf(field) ? 'group' : 'string';
  }
}

function fieldItem(field: Field, base: string): QuestionnaireItem {
  const boxes = boxesOf(field);
  const extension = extensionsOf(field);
  return {
    linkId: field.id,
    text: field.kind === 'consent' ? [field.label, ...field.text].join('\n\n') : field.label,
    type: itemType(field),
    required: !field.optional,
    ...(field.kind === 'choices' || field.kind === 'rows' ? { repeats: true } : {}),
    ...('maxLength' in field ? { maxLength: field.maxLength } : {}),
    ...('options' in field ? { answerOption: optionsOf(field.options, systemOf(base, field.id)) } : {}),
    ...(extension.length > 0 ? { extension } : {}),
    ...(boxes
      ? {
          item: boxes.map((part) => {
            const linkId = `${field.id}.${part.id}`;
            return {
              linkId,
              text: boxLabel(part),
              type: part.options ? 'choice' : 'string',
              required: !part.optional,
              ...(part.options
                ? { answerOption: optionsOf(part.options, systemOf(base, linkId)) }
                : { maxLength: part.maxLength }),
            } as const;
          }),
        }
      : {}),
  };
}

function optionsOf(
  options: readonly Option[],
  system: string,
): NonNullable<QuestionnaireItem['answerOption']> {
  return options.map(({ value, label, exclusive: alone }) => ({
    valueCoding: { system, code: value, display: label },
    ...(alone ? { extension: [{ url: exclusive, valueBoolean: true }] } : {}),
  }));
}

function extensionsOf(field: Field): readonly Extension[] {
  switch (field.kind) {
    case 'scale':
      return [
        { url: minValue, valueInteger: field.min },
        { url: maxValue, valueInteger: field.max },
      ];
    case 'number':
      return [
        { url: minValue, valueDecimal: field.min },
        { url: maxValue, valueDecimal: field.max },
        { url: maxDecimals, valueInteger: field.decimals ?? 0 },
        { url: unitOf, valueCoding: { code: field.unit, display: field.unit } },
      ];
    case 'rows':
      return [{ url: maxOccurs, valueInteger: field.maxRows }];
    default:
      return [];
  }
}

/**
 * Our condition is tests of which all or one must pass, each perhaps over several values: all of (one of). FHIR has
 * one list with one behaviour, so every "one of" beyond the first goes into a group around the item.
 */
function whenEnabled(
  item: QuestionnaireItem,
  condition: Condition | undefined,
  fields: ReadonlyMap<string, Field>,
  base: string,
): QuestionnaireItem {
  if (!condition) return item;
  const { tests, every } = testsOf(condition);
  const alternatives = tests.map((test) => testToFhir(test, fields, base));
  const clauses = every ? alternatives : [alternatives.flat()];
  const single = clauses.filter((clause) => clause.length === 1).flat();
  const several = clauses.filter((clause) => clause.length > 1);
  const [first, ...outer] = single.length > 0 ? [single, ...several] : several;
  return outer.reduce<QuestionnaireItem>(
    (inner, clause, at) => ({
      linkId: `${item.linkId}.when${at + 1}`,
      type: 'group',
      enableWhen: clause,
      enableBehavior: 'any',
      item: [inner],
    }),
    {
      ...item,
      ...(first ? { enableWhen: first } : {}),
      ...(first && first.length > 1 ? { enableBehavior: first === single ? 'all' : 'any' } : {}),
    },
  );
}

/** One test as the FHIR tests of which one must pass. */
function testToFhir(test: Test, fields: ReadonlyMap<string, Field>, base: string): readonly EnableWhen[] {
  const question = test.field;
  const field = fields.get(question);
  const coded = (code: string): EnableWhen => ({
    question,
    operator: '=',
    answerCoding: { system: systemOf(base, question), code },
  });
  const compared = (operator: '>=' | '<', value: number): EnableWhen =>
    field?.kind === 'number'
      ? { question, operator, answerQuantity: { value, unit: field.unit } }
      : { question, operator, answerInteger: value };
  if ('is' in test) {
    return typeof test.is === 'string'
      ? [coded(test.is)]
      : [{ question, operator: '=', answerBoolean: test.is }];
  }
  if ('isOneOf' in test) return test.isOneOf.map(coded);
  if ('includes' in test) return [coded(test.includes)];
  if ('includesAnyOf' in test) return test.includesAnyOf.map(coded);
  if ('atLeast' in test) return [compared('>=', test.atLeast)];
  if ('below' in test) return [compared('<', test.below)];
  return [{ question, operator: 'exists', answerBoolean: true }];
}
