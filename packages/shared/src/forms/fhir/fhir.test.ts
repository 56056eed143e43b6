import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formIds } from '../../ids/ids.ts';
import type { FormDefinition } from '../definition.ts';
import { type Field, fieldsOf } from '../definition.ts';
import { loadForm } from '../definitions/load.ts';
import { readForm } from '../engine.ts';
import { toQuestionnaire } from './questionnaire.ts';
import { toQuestionnaireResponse } from './questionnaire-response.ts';
import type { AnswerValue, EnableWhen, QuestionnaireItem, ResponseItem } from './types.ts';

const base = 'https://forms.example.org';
const at = { today: '2026-11-20' };
const written = { base, authored: '2026-11-20T09:00:00Z', patient: 'Patient/1' };
const forms = await Promise.all(formIds.map(loadForm));

function* itemsOf(items: readonly QuestionnaireItem[]): Generator<QuestionnaireItem> {
  for (const item of items) {
    yield item;
    yield* itemsOf(item.item ?? []);
  }
}

/** The invariants of https://hl7.org/fhir/R4/questionnaire.html#invs that apply to what we write. */
function assertQuestionnaire(form: FormDefinition): void {
  const questionnaire = toQuestionnaire(form, base);
  const items = [...itemsOf(questionnaire.item)];
  const byId = new Map(items.map((item) => [item.linkId, item]));
  assert.match(questionnaire.name, /^[A-Z][A-Za-z0-9_]{0,254}$/, 'que-0');
  assert.match(questionnaire.url, /^https:\/\/[^_|#\s]+$/);
  assert.equal(byId.size, items.length, 'que-2: link ids are unique');
  const seen = new Set<string>();
  for (const item of items) {
    const { linkId, type, enableWhen = [] } = item;
    assert.ok(linkId.length <= 255 && /^\S+$/.test(linkId));
    assert.equal(type === 'group', (item.item ?? []).length > 0, `que-1: ${linkId}`);
    if (item.answerOption) assert.equal(type, 'choice', `que-5: ${linkId}`);
    if (type === 'choice') assert.ok((item.answerOption ?? []).length > 1, linkId);
    if (type === 'display') assert.equal(item.required ?? item.repeats, undefined, `que-6: ${linkId}`);
    if (item.maxLength !== undefined) assert.ok(['string', 'text'].includes(type), `que-10: ${linkId}`);
    assert.equal(item.enableBehavior !== undefined, enableWhen.length > 1, `que-12: ${linkId}`);
    for (const when of enableWhen) {
      const values = Object.keys(when).filter((key) => key.startsWith('answer'));
      assert.equal(values.length, 1, `one answer[x]: ${linkId}`);
      if (when.operator === 'exists') assert.deepEqual(values, ['answerBoolean'], `que-7: ${linkId}`);
      const question = byId.get(when.question);
      assert.ok(question && seen.has(when.question), `${linkId} depends on an earlier question`);
      const expected = {
        boolean: 'answerBoolean',
        choice: 'answerCoding',
        integer: 'answerInteger',
        quantity: 'answerQuantity',
      };
      if (when.operator !== 'exists')
        assert.equal(values[0], expected[question.type as keyof typeof expected], linkId);
      if (when.answerCoding) {
        const codes = question.answerOption?.map(
          ({ valueCoding }) => `${valueCoding.system}|${valueCoding.code}`,
        );
        assert.ok(codes?.includes(`${when.answerCoding.system}|${when.answerCoding.code}`), linkId);
      }
    }
    seen.add(linkId);
  }
}

/** FHIR's own meaning of enableWhen, over the answers of a response. Items within what is off are off. */
function enabledIn(
  items: readonly QuestionnaireItem[],
  answers: ReadonlyMap<string, readonly AnswerValue[]>,
): string[] {
  const holds = (when: EnableWhen): boolean => {
    const given = answers.get(when.question) ?? [];
    if (when.operator === 'exists') return given.length > 0 === when.answerBoolean;
    return given.some((value) => {
      const number = value.valueInteger ?? value.valueQuantity?.value ?? Number.NaN;
      if (when.operator === '>=')
        return number >= (when.answerInteger ?? when.answerQuantity?.value ?? Number.NaN);
      if (when.operator === '<')
        return number < (when.answerInteger ?? when.answerQuantity?.value ?? Number.NaN);
      if (when.answerBoolean !== undefined) return value.valueBoolean === when.answerBoolean;
      return (
        value.valueCoding?.code === when.answerCoding?.code &&
        value.valueCoding?.system === when.answerCoding?.system
      );
    });
  };
  return items.flatMap((item) => {
    const tests = item.enableWhen ?? [];
    const on = item.enableBehavior === 'any' ? tests.some(holds) : tests.every(holds);
    return on ? [item.linkId, ...enabledIn(item.item ?? [], answers)] : [];
  });
}

function* answersIn(items: readonly ResponseItem[]): Generator<ResponseItem> {
  for (const item of items) {
    yield item;
    yield* answersIn(item.item ?? []);
  }
}

function some(field: Field): fc.Arbitrary<unknown> {
  const answer = ((): fc.Arbitrary<unknown> => {
    switch (field.kind) {
      case 'choice':
        return fc.constantFrom(...field.options.map(({ value }) => value));
      case 'choices':
        return fc.subarray(
          field.options.map(({ value }) => value),
          { minLength: 1 },
        );
      case 'yes_no':
      case 'consent':
        return fc.boolean();
      case 'number':
      case 'scale':
        return fc.integer({ min: field.min, max: field.max });
      case 'date':
        return fc.constantFrom('1980-03-27', ...(field.partial ? ['1980', '1980-03'] : []));
      case 'rows':
        return fc.array(
          fc.record(
            Object.fromEntries(
              field.columns.map(({ id, options }) => [id, fc.constant(options?.[0]?.value ?? 'x')]),
            ),
          ),
          { maxLength: 3 },
        );
      case 'address':
        return fc.constant({ line1: '1 High St', suburb: 'Richmond', state: 'VIC', postcode: '3121' });
      case 'medicare':
        return fc.constant({ number: '2123456701', irn: '1', expiry: '2027-05' });
      default:
        return fc.constant('x');
    }
  })();
  return fc.option(answer, { nil: undefined, freq: 8 });
}
const answersTo = (form: FormDefinition) =>
  fc.record(Object.fromEntries([...fieldsOf(form)].map(({ field }) => [field.id, some(field)])));

function assertSameAsOurs(form: FormDefinition, answers: Record<string, unknown>): void {
  const questionnaire = toQuestionnaire(form, base);
  const response = toQuestionnaireResponse(form, answers, at, written);
  const given = new Map([...answersIn(response.item)].map((item) => [item.linkId, item.answer ?? []]));
  const enabled = new Set(enabledIn(questionnaire.item, given));
  const shown = new Set(
    readForm(form, answers, at).sections.flatMap(({ fields }) => fields.map(({ id }) => id)),
  );
  for (const { field } of fieldsOf(form)) assert.equal(enabled.has(field.id), shown.has(field.id), field.id);
}

const valueKeys = {
  boolean: 'valueBoolean',
  integer: 'valueInteger',
  quantity: 'valueQuantity',
  date: 'valueDate',
  string: 'valueString',
  text: 'valueString',
  choice: 'valueCoding',
} as const;

function assertResponse(form: FormDefinition, answers: Record<string, unknown>): void {
  const items = new Map([...itemsOf(toQuestionnaire(form, base).item)].map((item) => [item.linkId, item]));
  const response = toQuestionnaireResponse(form, answers, at, written);
  assert.equal(response.questionnaire, `${toQuestionnaire(form, base).url}|${form.version}`);
  for (const { linkId, answer, item } of answersIn(response.item)) {
    const question = items.get(linkId);
    assert.ok(question, linkId);
    assert.equal(answer !== undefined && item !== undefined, false, `qrs-1: ${linkId}`);
    assert.ok((answer ?? item ?? []).length > 0, `${linkId} is not empty`);
    if (!answer) continue;
    assert.ok(question.repeats || answer.length === 1, linkId);
    for (const value of answer) {
      assert.deepEqual(Object.keys(value), [valueKeys[question.type as keyof typeof valueKeys]], linkId);
      if (!value.valueCoding) continue;
      const codes = question.answerOption?.map(({ valueCoding }) => valueCoding.code);
      assert.ok(codes?.includes(value.valueCoding.code), linkId);
    }
  }
}

describe('as a FHIR Questionnaire', () => {
  for (const form of forms) {
    it(`${form.id} keeps the rules of FHIR R4`, () => assertQuestionnaire(form));

    it(`${form.id} enables what we show, and its responses keep the rules of FHIR R4`, () => {
      fc.assert(
        fc.property(answersTo(form), (answers) => {
          assertSameAsOurs(form, answers);
          assertResponse(form, answers);
        }),
        { numRuns: 60, seed: 20261120 },
      );
    });
  }

  it('a condition that FHIR cannot say in one list stands around the item', () => {
    const choice = (id: string): Field => ({
      kind: 'choice',
      id,
      label: `${id}?`,
      name: id,
      options: ['a', 'b', 'c'].map((value) => ({ value, label: value })),
    });
    const form: FormDefinition = {
      id: 'triage',
      version: '1',
      title: 'A form',
      intro: 'About you.',
      minutes: 1,
      redFlags: [],
      sections: [
        {
          id: 'one',
          title: 'One',
          fields: [
            choice('x'),
            choice('y'),
            choice('z'),
            {
              kind: 'text',
              id: 'last',
              label: 'Last?',
              name: 'the last',
              maxLength: 10,
              showWhen: {
                all: [
                  { field: 'x', isOneOf: ['a', 'b'] },
                  { field: 'y', isOneOf: ['b', 'c'] },
                  { field: 'z', is: 'a' },
                ],
              },
            },
          ],
        },
      ],
    };
    assertQuestionnaire(form);
    fc.assert(
      fc.property(answersTo(form), (answers) => {
        assertSameAsOurs(form, answers);
        assertResponse(form, answers);
      }),
      { numRuns: 300, seed: 3 },
    );
    const response = toQuestionnaireResponse(form, { x: 'a', y: 'b', z: 'a', last: 'yes' }, at, written);
    assert.deepEqual(
      [...answersIn(response.item)].map(({ linkId }) => linkId),
      ['section.one', 'x', 'y', 'z', 'last.when2', 'last.when1', 'last'],
    );
  });
});

describe('as a FHIR QuestionnaireResponse', () => {
  it('cards are groups of their boxes, and rows are groups that repeat', async () => {
    const form = await loadForm('full_intake');
    const answers = {
      hasMedicare: true,
      medicare: { number: '2123456701', irn: '1', expiry: '2027-05' },
      takesMedicines: true,
      medicines: [
        { name: 'A', frequency: 'daily' },
        { name: 'B', frequency: 'weekly' },
      ],
      privacyConsent: true,
    };
    const found = [...answersIn(toQuestionnaireResponse(form, answers, at, written).item)];
    const values = found.flatMap(({ linkId, answer }) => (answer ? [[linkId, answer[0]]] : []));
    assert.deepEqual(values, [
      ['hasMedicare', { valueBoolean: true }],
      ['medicare.number', { valueString: '2123456701' }],
      ['medicare.irn', { valueString: '1' }],
      ['medicare.expiry', { valueString: '2027-05' }],
      ['takesMedicines', { valueBoolean: true }],
      ['medicines.name', { valueString: 'A' }],
      ['medicines.frequency', { valueString: 'daily' }],
      ['medicines.name', { valueString: 'B' }],
      ['medicines.frequency', { valueString: 'weekly' }],
      ['privacyConsent', { valueBoolean: true }],
    ]);
  });
});
