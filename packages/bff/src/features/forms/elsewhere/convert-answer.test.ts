import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import fc from 'fast-check';
import type { AnswerTarget } from '../../../config/clinic/forms-elsewhere-shape.ts';
import type { GivenAnswer, GivenQuestion } from '../../../ports/forms-elsewhere.ts';
import { convertAnswer } from './convert-answer.ts';
import { readGivenForm } from './read-given-form.ts';

const form = await loadForm('full_intake');
const fields = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));

const texts = (...given: string[]): GivenAnswer => ({ kind: 'texts', texts: given });
const question = (answer: GivenAnswer, words = ''): GivenQuestion => ({
  questionKey: '1',
  question: 'A question',
  answer,
  words:
    words || (answer.kind === 'texts' ? answer.texts.join('; ') : Object.values(answer).slice(1).join(' ')),
});

function converted(answer: GivenAnswer, field: string, more: Partial<AnswerTarget> = {}): unknown {
  const found = fields.get(field);
  assert.ok(found, field);
  return convertAnswer(question(answer), { field, ...more }, found);
}

describe('an answer from JotForm in our form', () => {
  it('takes a name apart', () => {
    const name: GivenAnswer = { kind: 'name', first: 'Mary Ann', middle: 'B', last: 'O’Brien' };
    assert.equal(converted(name, 'firstName', { take: 'first' }), 'Mary Ann');
    assert.equal(converted(name, 'lastName', { take: 'last' }), 'O’Brien');
    assert.equal(converted(texts('Ada Ng'), 'lastName', { take: 'last' }), 'Ada Ng');
    assert.equal(converted(name, 'preferredName'), 'Mary Ann B O’Brien');
  });

  it('finds the option by its label, with other capitals, spaces and apostrophes, or by what the clinic says', () => {
    assert.equal(converted(texts("i am the  patient's parent or guardian"), 'filledInBy'), 'parent');
    assert.equal(converted(texts('self'), 'filledInBy'), 'self');
    assert.equal(converted(texts('Female'), 'gender', { options: { female: 'female' } }), 'female');
    assert.equal(converted(texts('Something else'), 'gender'), 'Something else');
    assert.deepEqual(converted(texts('diabetes', 'Gout'), 'conditions'), ['diabetes', 'Gout']);
  });

  it('knows yes from no, and neither from anything else', () => {
    assert.deepEqual(
      ['Yes', 'no', ' TRUE ', 'Maybe'].map((text) => converted(texts(text), 'hasMedicare')),
      [true, false, true, 'Maybe'],
    );
  });

  it('counts a consent only for the words that mean yes', () => {
    const more = { version: '2026-11', agrees: 'I agree' };
    const agreed = (text: string) => converted(texts(text), 'privacyConsent', more);
    assert.deepEqual(agreed('i agree'), { agreed: true, version: '2026-11' });
    assert.deepEqual(agreed('I do not agree'), { agreed: false, version: '2026-11' });
    assert.deepEqual(agreed('Yes'), { agreed: false, version: '2026-11' });
  });

  it('reads dates, addresses and cards in parts', () => {
    const day = { year: '1980', month: '3', day: '27' };
    assert.deepEqual(converted({ kind: 'date', ...day }, 'dateOfBirth'), day);
    assert.equal(converted(texts('27/3/1980'), 'dateOfBirth'), '27/3/1980');
    const lines = { line1: '1 High St', line2: '', suburb: 'Carlton', postcode: '3053' };
    assert.deepEqual(converted({ kind: 'address', ...lines, state: 'victoria' }, 'address'), {
      ...lines,
      state: 'VIC',
    });
    assert.equal(converted(texts('1 High St, Carlton'), 'address'), '1 High St, Carlton');
    assert.equal(converted(texts('2123 45670 1'), 'medicare', { part: 'number' }), '2123 45670 1');
    assert.equal(converted(texts('Partner'), 'emergencyContact', { part: 'relationship' }), 'partner');
  });

  it('makes a row of each line', () => {
    assert.deepEqual(converted(texts('Iron\n\n Vitamin D '), 'medicines'), [
      { name: 'Iron' },
      { name: 'Vitamin D' },
    ]);
  });

  it('never throws and never loses an answer of any kind, to any question', async () => {
    const definitions = await Promise.all(formIds.map(loadForm));
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Yes', 'None of these', '1', '27/3/1980'),
    );
    const answer: fc.Arbitrary<GivenAnswer> = fc.oneof(
      fc.array(text, { minLength: 1, maxLength: 4 }).map((given) => texts(...given)),
      fc.record({ kind: fc.constant('name' as const), first: text, middle: text, last: text }),
      fc.record({ kind: fc.constant('date' as const), year: text, month: text, day: text }),
      fc.record({
        kind: fc.constant('address' as const),
        line1: text,
        line2: text,
        suburb: text,
        state: text,
        postcode: text,
      }),
    );
    const all = definitions.flatMap((definition) =>
      [...fieldsOf(definition)].map(({ field }) => ({ definition, field: field.id })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), answer, ({ definition, field }, given) => {
        const asked = question(given, 'in words');
        const { reading, asSent } = readGivenForm(
          definition,
          { form: definition.id, fields: { '1': [{ field }] } },
          { submissionKey: '1', formKey: '2', questions: [asked], callsLeft: null },
          '2026-11-20',
        );
        const isKept = Object.hasOwn(reading.answers, field) || asSent.length === 1;
        assert.ok(isKept);
      }),
      { numRuns: 300 },
    );
  });
});
