import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineForm } from './define-form.ts';
import type { Field, RedFlag } from './definition.ts';

const smokes = { kind: 'yes_no', id: 'smokes', label: 'Do you smoke?', name: 'you smoke' } as const;
const colour = {
  kind: 'choice',
  id: 'colour',
  label: 'Which colour?',
  name: 'a colour',
  options: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
  ],
} as const;
const why = { kind: 'text', id: 'why', label: 'Why?', name: 'why', maxLength: 100 } as const;

function about<const F extends readonly Field[], const R extends readonly RedFlag[] = []>(
  fields: F,
  redFlags?: R,
) {
  const sections = [{ id: 'one', title: 'One', fields }] as const;
  return {
    id: 'triage',
    version: '1',
    title: 'A form',
    intro: 'A form.',
    minutes: 1,
    sections,
    redFlags: redFlags ?? [],
  } as unknown as {
    readonly id: 'triage';
    readonly version: '1';
    readonly title: 'A form';
    readonly intro: 'A form.';
    readonly minutes: 1;
    readonly sections: readonly [{ readonly id: 'one'; readonly title: 'One'; readonly fields: F }];
    readonly redFlags: R;
  };
}

/** Each of these lines is an error when the compiler stops refusing it: `@ts-expect-error` is the assertion. */
describe('a mistake in a definition does not compile', () => {
  it('but what is right does', () => {
    const form = defineForm(
      about([
        smokes,
        colour,
        {
          ...why,
          showWhen: {
            all: [
              { field: 'smokes', is: true },
              { field: 'colour', is: 'red' },
            ],
          },
        },
      ]),
    );
    assert.equal(form.sections[0].fields.length, 3);
  });

  it('when a condition names a question that does not exist', () => {
    // @ts-expect-error nothing is called "smoke"
    assert.ok(defineForm(about([smokes, { ...why, showWhen: { field: 'smoke', is: true } }])));
  });

  it('when a condition names a question that comes later', () => {
    // @ts-expect-error "smokes" comes after
    assert.ok(defineForm(about([{ ...why, showWhen: { field: 'smokes', is: true } }, smokes])));
  });

  it('when a condition waits for an option that is not offered', () => {
    const one = about([colour, { ...why, showWhen: { field: 'colour', is: 'green' } }]);
    const several = about([colour, { ...why, showWhen: { field: 'colour', isOneOf: ['red', 'green'] } }]);
    // @ts-expect-error green is not offered
    assert.ok(defineForm(one));
    // @ts-expect-error nor is it one of several
    assert.ok(defineForm(several));
  });

  it('when a test does not fit the kind of the question', () => {
    // @ts-expect-error a colour is no number
    assert.ok(defineForm(about([colour, { ...why, showWhen: { field: 'colour', atLeast: 3 } }])));
    // @ts-expect-error one colour is chosen, so nothing is included
    assert.ok(defineForm(about([colour, { ...why, showWhen: { field: 'colour', includes: 'red' } }])));
    // @ts-expect-error yes and no are true and false
    assert.ok(defineForm(about([smokes, { ...why, showWhen: { field: 'smokes', is: 'yes' } }])));
  });

  it('when a red flag tests an answer that no patient can give', () => {
    const flag = {
      code: 'red',
      when: { field: 'colour', is: 'green' },
      urgency: 'same_day',
      reason: 'Green.',
      support: ['lifeline'],
    } as const;
    // @ts-expect-error green is not offered
    assert.ok(defineForm(about([colour], [flag])));
  });

  it('when a question files a fact that the record does not have', () => {
    // @ts-expect-error the record has no favourite colour
    const field: Field = { ...colour, files: 'favouriteColour' };
    assert.ok(field);
  });
});
