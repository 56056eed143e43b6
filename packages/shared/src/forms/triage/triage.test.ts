import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { conditionHolds } from '../condition.ts';
import { type FormDefinition, fieldsOf, testsOf } from '../definition.ts';
import { loadForm } from '../definitions/load.ts';
import { triageForm } from '../definitions/triage.ts';
import { readForm } from '../engine.ts';
import { possibleAnswersTo } from '../lint/possible-answers.ts';
import { triageFlags } from './red-flags.ts';
import { notes, routes, urgencyRules } from './rules.ts';
import { crisisLines, supportLines } from './support-lines.ts';
import { triage } from './triage.ts';

/** A person with an ordinary concern and nothing alarming. */
const well = {
  emergencySigns: ['none'],
  selfHarm: 'no',
  unsafeWithSomeone: 'no',
  forWhom: 'self',
  age: '18_64',
  concern: 'health',
  healthSigns: ['none'],
  eatingNow: ['none'],
  pregnant: false,
  gutSigns: ['none'],
  mindSigns: ['none'],
  onset: 'months',
  trend: 'same',
  impact: 5,
  seenDoctor: true,
};
/** The concern behind which a question is asked. */
const concernOf: Record<string, string> = {
  healthSigns: 'health',
  eatingNow: 'weight',
  gutSigns: 'food',
  mindSigns: 'mind',
};

const anyAnswers: fc.Arbitrary<Record<string, unknown>> = fc.record(
  Object.fromEntries<fc.Arbitrary<unknown>>(
    [...fieldsOf(triageForm)].map(({ field }) => {
      if (field.kind === 'choices') return [field.id, fc.subarray(field.options.map(({ value }) => value))];
      if (field.kind === 'choice')
        return [field.id, fc.constantFrom(...field.options.map(({ value }) => value), undefined)];
      if (field.kind === 'yes_no') return [field.id, fc.constantFrom(true, false, undefined)];
      return [field.id, field.kind === 'scale' ? fc.integer({ min: -1, max: 11 }) : fc.string()];
    }),
  ),
);

describe('each red flag', () => {
  for (const flag of triageFlags) {
    const test = flag.when;
    const value = 'includes' in test ? [test.includes] : test.is;
    const raised = { ...well, concern: concernOf[test.field] ?? 'health', [test.field]: value };

    it(`(${flag.code}) stops self-service: no booking can follow`, () => {
      const outcome = triage(raised);
      assert.deepEqual(outcome.redFlags, [flag.code]);
      assert.equal(outcome.stop, true);
      assert.equal(outcome.recommendation, null);
      assert.equal(outcome.urgency, flag.urgency);
      assert.equal(outcome.reasons[0], flag.reason);
      assert.equal(outcome.support[0]?.phone, '000');
    });

    it(`(${flag.code}) stops at once, with the rest unanswered`, () => {
      const outcome = triage({ [test.field]: value, concern: concernOf[test.field] });
      assert.equal(outcome.stop, true);
      assert.equal(outcome.recommendation, null);
    });

    it(`(${flag.code}) cannot be outweighed by any other answers`, () => {
      fc.assert(
        fc.property(anyAnswers, (others) => {
          const outcome = triage({
            ...others,
            [test.field]: value,
            concern: concernOf[test.field] ?? others.concern,
          });
          assert.equal(outcome.stop, true);
          assert.equal(outcome.recommendation, null);
          assert.ok(outcome.redFlags.includes(flag.code));
        }),
        { numRuns: 40, seed: 4 },
      );
    });
  }

  it('is the only thing that stops, and always does', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const outcome = triage(answers);
        assert.equal(outcome.stop, outcome.redFlags.length > 0);
        assert.equal(outcome.stop, outcome.urgency === 'emergency' || outcome.urgency === 'same_day');
        if (outcome.stop || outcome.urgency === 'self_care') assert.equal(outcome.recommendation, null);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('is told together with the others, the most urgent first', () => {
    const outcome = triage({ ...well, selfHarm: 'thoughts', emergencySigns: ['chest_pain', 'overdose'] });
    assert.deepEqual(outcome.redFlags, ['chest_pain', 'overdose', 'self_harm_thoughts']);
    assert.equal(outcome.urgency, 'emergency');
  });
});

describe('any sign of self-harm', () => {
  for (const selfHarm of ['thoughts', 'plan', 'acted', 'unsure']) {
    it(`(${selfHarm}) shows every crisis line, with the numbers that the clinic checked`, () => {
      const shown = triage({ ...well, selfHarm }).support.map(({ id }) => id);
      assert.deepEqual(shown, [...crisisLines]);
    });
  }
  it('shows these numbers', () => {
    const numbers = Object.fromEntries(Object.entries(supportLines).map(([id, { phone }]) => [id, phone]));
    assert.deepEqual(numbers, {
      emergency: '000',
      lifeline: '13 11 14',
      suicide_call_back: '1300 659 467',
      thirteen_yarn: '13 92 76',
      beyond_blue: '1300 22 4636',
      kids_helpline: '1800 55 1800',
      mensline: '1300 789 978',
      respect: '1800 737 732',
      healthdirect: '1800 022 222',
      poisons: '13 11 26',
    });
    assert.equal(supportLines.lifeline.text, '0477 13 11 14');
  });
});

describe('without a red flag', () => {
  for (const [concern, service] of [
    ['health', 'alternative_medicine'],
    ['weight', 'weight_loss'],
    ['food', 'gaps_coaching'],
    ['mind', 'counseling'],
    ['horses', 'equine_therapy'],
    ['unsure', 'alternative_medicine'],
  ]) {
    it(`${concern} begins with a free call about ${service}, in its turn`, () => {
      const outcome = triage({ ...well, concern });
      assert.equal(outcome.urgency, 'routine');
      assert.equal(outcome.recommendation?.service, service);
      assert.equal(outcome.recommendation?.visit, 'consultation');
      assert.equal(outcome.stop, false);
      assert.ok(outcome.reasons.length > 0);
    });
  }

  it('what gets worse, or weighs heavily, is seen soon', () => {
    for (const answers of [
      { trend: 'much_worse' },
      { impact: 8 },
      { healthSigns: ['lump'] },
      { concern: 'weight', pregnant: true },
      { concern: 'weight', eatingNow: ['vomit'] },
      { concern: 'food', gutSigns: ['swallowing'] },
      { concern: 'mind', mindSigns: ['new_baby'] },
    ]) {
      const outcome = triage({ ...well, ...answers });
      assert.equal(outcome.urgency, 'soon', JSON.stringify(answers));
      assert.notEqual(outcome.recommendation, null);
    }
  });

  it('what is new, mild and getting better needs no booking', () => {
    const outcome = triage({ ...well, onset: 'days', trend: 'better', impact: 2 });
    assert.equal(outcome.urgency, 'self_care');
    assert.equal(outcome.recommendation, null);
    assert.equal(outcome.stop, false);
    assert.deepEqual(
      outcome.support.map(({ id }) => id),
      ['healthdirect'],
    );
  });

  it('but not when a sign among them should be seen', () => {
    assert.equal(
      triage({ ...well, onset: 'days', trend: 'better', impact: 2, healthSigns: ['lump'] }).urgency,
      'soon',
    );
  });

  it('nothing is recommended while an answer is missing', () => {
    for (const { field } of fieldsOf(triageForm)) {
      const { [field.id]: _, ...rest } = { ...well, [field.id]: undefined } as Record<string, unknown>;
      if (field.optional || ['eatingNow', 'pregnant', 'gutSigns', 'mindSigns'].includes(field.id)) continue;
      assert.equal(triage(rest).recommendation, null, field.id);
    }
  });

  it('crisis lines are shown with every result about how a person feels', () => {
    assert.ok(triage({ ...well, concern: 'mind' }).support.some(({ id }) => id === 'lifeline'));
  });

  it('a child is told to the consultant, not decided by the form', () => {
    assert.ok(triage({ ...well, age: 'under_16' }).reasons.some((reason) => reason.includes('under 16')));
  });
});

describe('the rules', () => {
  it('lean only on what triage asks and offers, like the form itself', () => {
    const offered = new Map([...fieldsOf(triageForm)].map(({ field }) => [field.id, field]));
    for (const rule of [...urgencyRules, ...routes, ...notes]) {
      for (const test of testsOf(rule.when).tests) {
        const field = offered.get(test.field);
        const values = field && 'options' in field ? field.options.map(({ value }) => value) : [];
        if ('is' in test && typeof test.is === 'string') assert.ok(values.includes(test.is), test.is);
        for (const value of 'isOneOf' in test ? test.isOneOf : []) assert.ok(values.includes(value), value);
        for (const value of 'includesAnyOf' in test ? test.includesAnyOf : [])
          assert.ok(values.includes(value), value);
        assert.ok(field, test.field);
      }
    }
  });

  it('can each come to hold', () => {
    for (const { when } of [...urgencyRules, ...routes, ...notes]) {
      const combinations = possibleAnswersTo(triageForm, [when]);
      assert.ok(
        combinations.some((answers) => conditionHolds(when, (id) => answers.get(id))),
        JSON.stringify(when),
      );
    }
  });

  it('send every concern somewhere', () => {
    const concern = [...fieldsOf(triageForm)].find(({ field }) => field.id === 'concern')?.field;
    assert.ok(concern?.kind === 'choice');
    for (const { value } of concern.options) {
      assert.equal(routes.filter(({ when }) => 'is' in when && when.is === value).length, 1, value);
    }
  });

  it('need no day: triage asks for no dates and no cards', () => {
    const timed = ['date', 'medicare', 'concession'];
    assert.deepEqual(
      [...fieldsOf(triageForm)].filter(({ field }) => timed.includes(field.kind)),
      [],
    );
  });
});

describe('red flags of the other forms', () => {
  const raised = (form: FormDefinition, answers: Record<string, unknown>) =>
    readForm(form, answers, { today: '2026-11-20' }).redFlags.map(({ code }) => code);

  it('are raised by item 9 of the PHQ-9, however seldom', async () => {
    const form = await loadForm('mental_health');
    assert.deepEqual(raised(form, { phq9: '0' }), []);
    for (const phq9 of ['1', '2', '3']) assert.deepEqual(raised(form, { phq9 }), ['phq9_item9']);
    assert.deepEqual(raised(form, { phq9: '1', safeNow: 'act' }), ['self_harm_now', 'phq9_item9']);
    assert.deepEqual(raised(form, { phq9: '0', safeNow: 'act' }), []);
  });

  it('are raised by an emergency in the first form a patient fills in', async () => {
    assert.deepEqual(raised(await loadForm('mini_intake'), { emergencySigns: ['stroke'] }), ['stroke_signs']);
  });
});
