import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FunctionFactory, Model } from 'survey-core';
import { formIds } from '../../ids/ids.ts';
import { type Field, type FormDefinition, fieldsOf } from '../definition.ts';
import { loadForm } from '../definitions/load.ts';
import { readForm } from '../engine.ts';
import { surveyFunctions, toSurvey } from './survey-js.ts';

const today = '2026-11-20';
/** The same ones each time; `SETS_PER_FORM=500` makes more, after a change of a form. */
const setsPerForm = Number(process.env.SETS_PER_FORM ?? 150);

for (const [name, judge] of Object.entries(surveyFunctions)) {
  FunctionFactory.Instance.register(name, (given: unknown[]) => judge(today)(given));
}

const word = fc.constantFrom('Alex', 'a few words', 'Zoë O’Neill', 'x');
const tooLong = (length: number) => fc.constant('x'.repeat(length + 1));
const expiry = fc.constantFrom('2027-05', '2020-01', '2027-13', 'soon');
const anyPhone = fc.constantFrom(
  '0412345678',
  '0370104321',
  '1300659467',
  '+64211234567',
  '70104321',
  '12',
  'call me',
);

/** One answer: right for the most part, then missing, then wrong in ways in which people are wrong. */
function answerTo(field: Field): fc.Arbitrary<unknown> {
  const [right, wrong] = answersOf(field);
  // SurveyJS takes so long over a table that one set in twenty has to do.
  if (field.kind === 'rows') {
    return fc.oneof({ weight: 38, arbitrary: fc.constant(undefined) }, right, wrong);
  }
  return fc.oneof(
    { weight: 12, arbitrary: right },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: wrong },
  );
}

function answersOf(field: Field): readonly [fc.Arbitrary<unknown>, fc.Arbitrary<unknown>] {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return [word, tooLong(field.maxLength)];
    case 'email':
      return [
        fc.constantFrom('alex@example.com', 'a.b@mail.example.org'),
        fc.constantFrom('alex', 'alex@', '@example.com', 'a b@example.com'),
      ];
    case 'phone':
      return [anyPhone, fc.constantFrom('0512', '+61', 'x')];
    case 'date': {
      const whole = fc.tuple(
        fc.integer({ min: 1898, max: 2029 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
      );
      const two = (value: number) => String(value).padStart(2, '0');
      const partial = whole.map(([year, month]) => (month % 2 ? `${year}` : `${year}-${two(month)}`));
      return [
        fc.constantFrom('1980-03-27', '2024-02-29', today),
        fc.oneof(
          partial,
          whole.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`),
          fc.constant('2023-02-29'),
        ),
      ];
    }
    case 'number':
      return [
        fc.integer({ min: field.min, max: field.max }),
        fc.constantFrom(field.min - 1, field.max + 1, field.min + 0.5, field.min + 0.25),
      ];
    case 'scale':
      return [fc.integer({ min: field.min, max: field.max }), fc.constantFrom(field.min - 1, field.max + 1)];
    case 'choice':
      return [fc.constantFrom(...field.options.map(({ value }) => value)), fc.constant('never offered')];
    case 'choices': {
      const offered = field.options.map(({ value }) => value);
      const alone = field.options.filter((option) => option.exclusive).map(({ value }) => [value]);
      const together = offered.filter((value) => !alone.flat().includes(value));
      const some = fc.subarray(together, { minLength: 1, maxLength: Math.min(4, together.length) });
      return [
        fc.oneof(some, fc.constantFrom(...alone, [offered[0]])),
        fc.subarray(offered, { minLength: 2 }),
      ];
    }
    case 'yes_no':
      return [fc.boolean(), fc.boolean()];
    case 'consent':
      return [fc.constant(true), fc.constant(true)];
    case 'signature':
      return [word, fc.constantFrom('---', '42', 'x'.repeat(121))];
    case 'rows': {
      const cells = field.columns.map((column) => {
        const right = column.options ? fc.constantFrom(...column.options.map(({ value }) => value)) : word;
        return [column.id, right] as const;
      });
      const first = field.columns.find((column) => !column.optional)?.id ?? '';
      const whole = fc.record(Object.fromEntries(cells));
      const tooMany = fc.array(whole, { minLength: field.maxRows + 1, maxLength: field.maxRows + 1 });
      const holed = fc.record(Object.fromEntries(cells), { requiredKeys: [first] });
      return [
        fc.array(whole, { minLength: 1, maxLength: 2 }),
        fc.oneof(
          { weight: 19, arbitrary: fc.array(holed, { minLength: 1, maxLength: 2 }) },
          { weight: 1, arbitrary: tooMany },
        ),
      ];
    }
    default:
      return boxesOf(field.kind);
  }
}

function boxesOf(kind: 'address' | 'medicare' | 'dva' | 'concession' | 'contact') {
  const boxes = {
    address: {
      line1: fc.oneof(word, tooLong(50)),
      line2: word,
      suburb: word,
      state: fc.constantFrom('VIC', 'NSW', 'NT', 'XX'),
      postcode: fc.constantFrom('3121', '0800', '2620', '312', 'x'),
    },
    medicare: {
      number: fc.constantFrom('2123456701', '3278851195', '2123456711', '1123456701', '212345'),
      irn: fc.constantFrom('1', '9', '0', '12'),
      expiry,
    },
    dva: { number: fc.constantFrom('NBUR9080', '12'), colour: fc.constantFrom('gold', 'white', 'blue') },
    concession: {
      type: fc.constantFrom('pension', 'health_care', 'library'),
      number: fc.constantFrom('307111942H', '1'),
      expiry,
    },
    contact: { name: word, relationship: fc.constantFrom('partner', 'friend', 'neighbour'), phone: anyPhone },
  }[kind] satisfies Record<string, fc.Arbitrary<string>>;
  const known = {
    address: { line1: '1 High St', suburb: 'Richmond', state: 'VIC', postcode: '3121' },
    medicare: { number: '2123456701', irn: '1', expiry: '2027-05' },
    dva: { number: 'NBUR9080', colour: 'gold' },
    concession: { type: 'pension', number: '307111942H', expiry: '2027-06' },
    contact: { name: 'Sam', relationship: 'partner', phone: '0412345678' },
  }[kind];
  const [first = ''] = Object.keys(known);
  const any = fc.record<Record<string, string>>({ ...boxes }, { requiredKeys: [first] });
  return [fc.constant(known), any] as const;
}

/** Random answers, and sometimes a person who always takes the first choice, as many people do. */
function answerSets(form: FormDefinition): readonly Record<string, unknown>[] {
  const fields = [...fieldsOf(form)].map(({ field }) => field);
  const any = fc.record(Object.fromEntries(fields.map((field) => [field.id, answerTo(field)])));
  const first = fields.flatMap((field) =>
    field.kind === 'choice' ? [[field.id, field.options[0]?.value]] : [],
  );
  const patient = any.map(
    (answers): Record<string, unknown> => ({ ...answers, ...Object.fromEntries(first) }),
  );
  const sets = fc.oneof({ weight: 9, arbitrary: any }, { weight: 1, arbitrary: patient });
  return fc.sample(sets, { numRuns: setsPerForm, seed: 20261120 });
}

/** What both engines say of a form: which fields are shown, and which of those do not hold. */
interface Verdict {
  readonly shown: readonly string[];
  readonly faulty: readonly string[];
}

function ours(form: FormDefinition, answers: Record<string, unknown>): Verdict {
  const reading = readForm(form, answers, { today });
  const faulty = new Set(reading.errors.map(({ path }) => path.split('.')[0] ?? ''));
  return { shown: reading.sections.flatMap(({ fields }) => fields.map(({ id }) => id)), faulty: [...faulty] };
}

/**
 * SurveyJS keeps what hidden fields hold, so what it hides and a condition leans on is taken away and the rest judged
 * again, until nothing changes. Rows are given at the end: no condition leans on them, and each takes it long.
 */
function theirs(survey: Model, leanedOn: ReadonlySet<string>, answers: Record<string, unknown>): Verdict {
  const questions = survey.getAllQuestions();
  const rows = new Set(
    questions.filter((question) => question.getType() === 'matrixdynamic').map(({ name }) => name),
  );
  let given = Object.entries(answers).filter(([, value]) => value !== undefined);
  for (let settled = false; !settled; ) {
    // A copy: SurveyJS writes into what it is given.
    survey.data = Object.fromEntries(structuredClone(given.filter(([name]) => !rows.has(name))));
    const hidden = new Set(
      questions.filter((question) => !question.isVisibleInSurvey).map(({ name }) => name),
    );
    settled = !given.some(([name]) => hidden.has(name) && leanedOn.has(name));
    given = given.filter(([name]) => !hidden.has(name));
  }
  for (const [name, value] of given) if (rows.has(name)) survey.setValue(name, structuredClone(value));
  const shown = questions.filter((question) => question.isVisibleInSurvey);
  return {
    shown: shown.map(({ name }) => name),
    faulty: shown.filter((question) => !question.validate(false)).map(({ name }) => name),
  };
}

/** The fields that conditions read, by what SurveyJS was told. */
function fieldsLeanedOn(survey: Model): ReadonlySet<string> {
  const conditions = [...survey.pages, ...survey.getAllQuestions()].map(({ visibleIf }) => visibleIf ?? '');
  return new Set([...conditions.join(' ').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
}

describe(`on ${setsPerForm} generated sets of answers, SurveyJS agrees with us on`, () => {
  for (const id of formIds) {
    it(id, async () => {
      const form = await loadForm(id);
      const survey = new Model(toSurvey(form));
      const leanedOn = fieldsLeanedOn(survey);
      const hidden = new Set<string>();
      const faulted = new Set<string>();
      let whole = 0;
      for (const answers of answerSets(form)) {
        const verdict = ours(form, answers);
        assert.deepEqual(
          verdict,
          theirs(survey, leanedOn, answers),
          JSON.stringify(answers).replace(/(.)\1{40,}/g, '$1…'),
        );
        for (const { field } of fieldsOf(form)) if (!verdict.shown.includes(field.id)) hidden.add(field.id);
        for (const faulty of verdict.faulty) faulted.add(faulty);
        whole += verdict.shown.length;
      }
      // The answers must have reached every corner, or agreement would mean little.
      for (const { field, section } of fieldsOf(form)) {
        if (field.showWhen ?? section.showWhen)
          assert.ok(hidden.has(field.id), `${field.id} was never hidden`);
        if (!field.optional) assert.ok(faulted.has(field.id), `${field.id} was never wrong`);
      }
      assert.ok(whole > 0);
    });
  }
});
