import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition, Field, FormDefinition, RedFlag } from '../definition.ts';
import { bannedIn } from './banned-words.ts';
import { lintForm } from './lint-form.ts';

const yes = (id: string, more: Partial<Field> = {}): Field =>
  ({ kind: 'yes_no', id, label: `${id}?`, name: `it is ${id}`, ...more }) as Field;
const colour: Field = {
  kind: 'choice',
  id: 'colour',
  label: 'Which colour?',
  name: 'a colour',
  options: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
    { value: 'green', label: 'Green' },
  ],
};
const signs: Field = {
  kind: 'choices',
  id: 'signs',
  label: 'Which?',
  name: 'each that applies',
  options: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
    { value: 'none', label: 'None', exclusive: true },
  ],
};
const score: Field = {
  kind: 'scale',
  id: 'score',
  label: 'How much?',
  name: 'a number',
  min: 0,
  max: 10,
  ends: ['a', 'b'],
};
const then = (showWhen: Condition): Field => yes('then', { showWhen });

function form(fields: readonly Field[], more: Partial<FormDefinition> = {}): FormDefinition {
  const sections = [{ id: 'one', title: 'One', fields }];
  return {
    id: 'triage',
    version: '1',
    title: 'A form',
    intro: 'About you.',
    minutes: 1,
    sections,
    redFlags: [],
    ...more,
  };
}
const flag = (when: Condition, more: Partial<RedFlag> = {}): RedFlag => ({
  code: 'danger',
  when,
  urgency: 'emergency',
  reason: 'In danger.',
  support: ['emergency'],
  ...more,
});
const found = (definition: FormDefinition) =>
  lintForm(definition).map(({ code, where }) => `${where} ${code}`);

describe('the linter', () => {
  it('finds nothing in a form that is right', () => {
    const right = form(
      [
        yes('smokes'),
        colour,
        signs,
        score,
        then({
          all: [
            { field: 'smokes', is: true },
            { field: 'colour', is: 'red' },
          ],
        }),
      ],
      {
        redFlags: [flag({ field: 'signs', includes: 'a' })],
      },
    );
    assert.deepEqual(lintForm(right), []);
  });

  const wrong: readonly [string, FormDefinition, readonly string[]][] = [
    ['two fields of one id', form([yes('x'), yes('x')]), ['x id_repeated']],
    ['an id that is no name', form([yes('Not an id')]), ['Not an id id_shape']],
    [
      'a condition over a field that does not exist',
      form([then({ field: 'nobody', is: true })]),
      ['then no_such_field'],
    ],
    [
      'a condition over a field that comes later',
      form([then({ field: 'late', is: true }), yes('late')]),
      ['then field_comes_later'],
    ],
    ['a condition over itself', form([then({ field: 'then', is: true })]), ['then field_comes_later']],
    [
      'a value that is not offered',
      form([colour, then({ field: 'colour', is: 'pink' })]),
      ['then not_offered'],
    ],
    [
      'a threshold outside the scale',
      form([score, then({ field: 'score', atLeast: 11 })]),
      ['then not_offered'],
    ],
    [
      'a test for another kind',
      form([colour, then({ field: 'colour', includes: 'red' })]),
      ['then test_does_not_fit'],
    ],
    [
      'two answers at once to one choice',
      form([
        colour,
        then({
          all: [
            { field: 'colour', is: 'red' },
            { field: 'colour', is: 'blue' },
          ],
        }),
      ]),
      ['then unreachable'],
    ],
    [
      '“None of these” together with another',
      form([
        signs,
        then({
          all: [
            { field: 'signs', includes: 'none' },
            { field: 'signs', includes: 'a' },
          ],
        }),
      ]),
      ['then unreachable'],
    ],
    [
      'a number above and below',
      form([
        score,
        then({
          all: [
            { field: 'score', atLeast: 5 },
            { field: 'score', below: 5 },
          ],
        }),
      ]),
      ['then unreachable'],
    ],
    [
      'a question that hides the one it needs',
      form([
        yes('a'),
        yes('b', { showWhen: { field: 'a', is: true } }),
        then({
          all: [
            { field: 'a', is: false },
            { field: 'b', is: true },
          ],
        }),
      ]),
      ['then unreachable'],
    ],
    [
      'a contradiction with the section',
      form([yes('a')], {
        sections: [
          { id: 'one', title: 'One', fields: [yes('a')] },
          {
            id: 'two',
            title: 'Two',
            showWhen: { field: 'a', is: true },
            fields: [yes('b', { showWhen: { field: 'a', is: false } })],
          },
        ],
      }),
      ['b unreachable'],
    ],
    [
      'a condition that always holds',
      form([colour, then({ field: 'colour', isOneOf: ['red', 'blue', 'green'] })]),
      ['then idle_condition'],
    ],
    [
      'a red flag that no answer can raise',
      form([colour], {
        redFlags: [
          flag({
            all: [
              { field: 'colour', is: 'red' },
              { field: 'colour', is: 'blue' },
            ],
          }),
        ],
      }),
      ['danger unreachable'],
    ],
    [
      'an emergency without 000',
      form([yes('a')], { redFlags: [flag({ field: 'a', is: true }, { support: ['lifeline'] })] }),
      ['danger support'],
    ],
    ['a fact from the wrong kind', form([yes('a', { files: 'dateOfBirth' })]), ['a fact_kind']],
    [
      'a fact with values that the record does not know',
      form([{ ...colour, files: 'gender' }]),
      ['colour fact_values'],
    ],
    [
      'a fact filed twice',
      form([
        { kind: 'email', id: 'a', label: 'A?', name: 'a', files: 'email' },
        { kind: 'email', id: 'b', label: 'B?', name: 'b', files: 'email' },
      ]),
      ['b fact_repeated'],
    ],
    ['a label that is too long', form([yes('a', { label: 'x'.repeat(221) })]), ['a too_long']],
    ['a label that is empty', form([yes('a', { label: ' ' })]), ['a empty']],
    ['a name that makes no sentence', form([yes('a', { name: 'You smoke.' })]), ['a wording']],
    ['a choice of one', form([{ ...colour, options: [{ value: 'red', label: 'Red' }] }]), ['colour limits']],
    ['a scale upside down', form([{ ...score, min: 10, max: 0 }]), ['score limits']],
    ['an empty section', form([]), ['one empty']],
    [
      'a word that the law bans',
      form([yes('a', { hint: 'Ask us about plant medicine.' })]),
      ['a banned_word'],
    ],
  ];
  for (const [name, definition, mistakes] of wrong) {
    it(`finds ${name}`, () => assert.deepEqual(found(definition), mistakes));
  }

  it('says when a condition leans on too much', () => {
    const many = Array.from({ length: 20 }, (_, at) => yes(`q${at}`));
    const tests = many.map(({ id }) => ({ field: id, is: true }));
    assert.deepEqual(found(form([...many, then({ all: tests })])), ['then too_complex']);
  });
});

describe('banned words', () => {
  for (const text of [
    'Medicinal cannabis',
    'CBD oil',
    'plant-based',
    'It cures pain',
    'Will I qualify?',
    'a GLP-1',
  ]) {
    it(`are found in “${text}”`, () => assert.equal(bannedIn(text).length > 0, true));
  }
  for (const text of [
    'secure',
    'a doctor or nurse',
    'procured',
    'plants in the garden',
    'hempstead road',
    'obscured',
  ]) {
    it(`are not found in “${text}”`, () => assert.deepEqual(bannedIn(text), []));
  }
});
