import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formIds } from '../ids/ids.ts';
import { type Answers, type Field, type FormDefinition, fieldsOf } from './definition.ts';
import { loadForm } from './definitions/load.ts';
import { triageForm } from './definitions/triage.ts';
import { readForm } from './engine.ts';
import { stepsOf } from './steps.ts';

const at = { today: '2026-11-20' };
const way = (answers: Answers) =>
  stepsOf(triageForm, answers, at).map(({ section, certain }) => (certain ? section.id : `${section.id}?`));

/** Something that can be answered; for kinds that no condition reads, any text will do. */
function some(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'choice') return fc.constantFrom(...field.options.map(({ value }) => value));
  if (field.kind === 'choices')
    return fc.subarray(
      field.options.map(({ value }) => value),
      { minLength: 1 },
    );
  if (field.kind === 'yes_no') return fc.boolean();
  if (field.kind === 'number' || field.kind === 'scale')
    return fc.integer({ min: field.min, max: field.max });
  return fc.constant('x');
}

describe('the way through a form', () => {
  it('is told as far as it is certain', () => {
    const begin = ['safety', 'selfHarm', 'unsafe', 'who', 'concern'];
    assert.deepEqual(way({}), [...begin, 'health?', 'weight?', 'food?', 'mind?', 'course']);
    assert.deepEqual(way({ concern: 'weight' }), [...begin, 'weight', 'course']);
    assert.deepEqual(way({ concern: 'unsure' }), [...begin, 'health', 'course']);
  });

  for (const id of formIds) {
    it(`(${id}) never takes back what it promised`, async () => {
      const form = await loadForm(id);
      const fields = [...fieldsOf(form)].map(({ field }) => field);
      const everyAnswer = fc.record(Object.fromEntries(fields.map((field) => [field.id, some(field)])));
      fc.assert(
        fc.property(everyAnswer, fc.nat(fields.length), (answers, answered) => {
          const soFar = Object.fromEntries(
            fields.slice(0, answered).map((field) => [field.id, answers[field.id]]),
          );
          const end = new Set(readForm(form, answers, at).sections.map(({ section }) => section.id));
          const steps = stepsOf(form, soFar, at);
          for (const { section, certain } of steps) if (certain) assert.ok(end.has(section.id), section.id);
          for (const section of end)
            assert.ok(
              steps.some((step) => step.section.id === section),
              section,
            );
        }),
        { numRuns: 60, seed: 7 },
      );
    });
  }

  it('leaves out a section about what is known', async () => {
    const form = await loadForm('weight_loss');
    const known = {
      firstName: 'Alex',
      lastName: 'Sample',
      dateOfBirth: '1988-04-17',
      email: 'alex@example.com',
    };
    const [first] = stepsOf(form, {}, { ...at, known });
    assert.equal(first?.section.id, 'safety');
  });

  it('promises no section whose questions are all undecided', () => {
    const asks: Field = { kind: 'yes_no', id: 'asks', label: 'More?', name: 'there is more' };
    const more: Field = {
      kind: 'text',
      id: 'more',
      label: 'What?',
      name: 'what',
      maxLength: 9,
      showWhen: { field: 'asks', is: true },
    };
    const form: FormDefinition = {
      ...triageForm,
      redFlags: [],
      sections: [
        { id: 'one', title: 'One', fields: [asks] },
        { id: 'two', title: 'Two', fields: [more] },
      ],
    };
    const certain = (answers: Answers) => stepsOf(form, answers, at).map((step) => step.certain);
    assert.deepEqual(certain({}), [true, false]);
    assert.deepEqual(certain({ asks: true }), [true, true]);
    assert.deepEqual(certain({ asks: false }), [true]);
  });
});
