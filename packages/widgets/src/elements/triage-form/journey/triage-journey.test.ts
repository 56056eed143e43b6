import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import { fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import { triageForm } from '@botaniqal/shared/forms/definitions/triage.ts';
import { triageFlags } from '@botaniqal/shared/forms/triage/red-flags.ts';
import { triage } from '@botaniqal/shared/forms/triage/triage.ts';
import { sampleCatalogue } from '../../../testing/samples/sample-catalogue.ts';
import { nextStepOf } from './next-step.ts';
import { stepsAhead } from './steps-ahead.ts';
import { begin, next, type Rules, sectionBefore, type Triage, type TriageEvent } from './triage-journey.ts';

const rules: Rules = { form: triageForm, at: { today: '2026-11-20' } };

/** A patient with an ordinary concern and no alarming answer. */
const well: Record<string, unknown> = {
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
/** The concern that makes triage ask a question. */
const concernOf: Record<string, string> = {
  healthSigns: 'health',
  eatingNow: 'weight',
  gutSigns: 'food',
  mindSigns: 'mind',
};

const answer = (field: string, value: unknown): TriageEvent => ({ type: 'answered', field, value });
const settled: TriageEvent = { type: 'settled', key: 'k1' };
const play = (start: Triage, ...events: TriageEvent[]): Triage =>
  events.reduce((now, event) => next(now, event, rules), start);

/** Answers section by section until triage leaves the questions. */
function walk(start: Triage, answers: Record<string, unknown>, until?: string): Triage {
  let now = start;
  for (let steps = 0; now.at === 'question' && now.section !== until; steps += 1) {
    assert.ok(steps < 20, `the questions come to an end; stuck at ${now.section}`);
    const fields = triageForm.sections.find(({ id }) => now.section === id)?.fields ?? [];
    for (const { id } of fields) {
      const optional = !(id in answers);
      if (!optional && now.at === 'question') now = play(now, answer(id, answers[id]), settled);
    }
    if (now.at === 'question') now = play(now, { type: 'continued', key: 'k2' });
  }
  return now;
}

function receivedFor(answers: Record<string, unknown>): SubmissionReceived {
  const { urgency, recommendation, redFlags, support, stop } = triage(answers);
  return {
    submissionId: 's1',
    triageSessionId: 't1',
    receivedAt: '2026-11-20T00:00:00Z',
    outcome: {
      urgency,
      redFlags: [...redFlags],
      stop,
      support: support.map(({ source, ...line }) => line),
      recommendation: recommendation && {
        service: recommendation.service,
        visit: recommendation.visit,
        practitionerIds: [],
      },
    },
  };
}

const finish = (answers: Record<string, unknown>): Triage =>
  play(walk(begin(rules), answers), { type: 'received', received: receivedFor(answers) });

/** Pseudo-random whole numbers below a limit; the same in every run. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function anyEvent(pick: (limit: number) => number): TriageEvent {
  const one = <T>(of: readonly T[]): T => {
    const found = of[pick(of.length)];
    assert.ok(found !== undefined);
    return found;
  };
  return one<() => TriageEvent>([
    () => {
      const { field } = one([...fieldsOf(triageForm)]);
      if (field.kind === 'choices') return answer(field.id, [one(field.options).value]);
      if (field.kind === 'choice') return answer(field.id, one(field.options).value);
      return answer(field.id, field.kind === 'yes_no' ? pick(2) === 1 : pick(11));
    },
    () => {
      const [field, value] = one(Object.entries(well));
      return answer(field, value);
    },
    () => ({ type: 'change', section: one(triageForm.sections).id }),
    () => ({ type: 'continued', key: 'k' }),
    () =>
      one<TriageEvent>([
        settled,
        { type: 'back' },
        { type: 'mistake' },
        { type: 'refused', code: 'network', settled: false },
        { type: 'received', received: receivedFor(well) },
      ]),
  ])();
}

describe('the way through triage', () => {
  it('asks one group after the other, and sends when the last is answered', () => {
    const now = walk(begin(rules), well);
    assert.equal(now.at, 'sending');
    assert.deepEqual(now.at === 'sending' && now.attempt, {
      key: 'k2',
      answers: Object.fromEntries(
        Object.entries(well).filter(
          ([id]) => !['eatingNow', 'pregnant', 'gutSigns', 'mindSigns'].includes(id),
        ),
      ),
    });
  });

  it('stays where something is not answered', () => {
    const now = play(begin(rules), { type: 'continued', key: 'k' });
    assert.deepEqual([now.at, now.section], ['question', 'safety']);
  });

  it('goes back by the questions that are asked, and no further than the first', () => {
    const now = walk(begin(rules), { ...well, concern: 'mind' }, 'course');
    const sections = [now.section];
    for (let at: Triage = now; sectionBefore(at, rules) !== null; ) {
      at = play(at, { type: 'back' });
      sections.push(at.section);
    }
    assert.deepEqual(sections, ['course', 'mind', 'concern', 'who', 'unsafe', 'selfHarm', 'safety']);
    assert.equal(play(begin(rules), { type: 'back' }).section, 'safety');
  });

  it('keeps what was typed, on the way back as well', () => {
    const now = play(walk(begin(rules), well, 'who'), { type: 'back' });
    assert.equal(now.answers.selfHarm, 'no');
    assert.equal(now.answers.unsafeWithSomeone, 'no');
  });

  it('changes an answer from the outcome, and asks only what that brings', () => {
    const outcome = finish(well);
    assert.equal(outcome.at, 'outcome');
    const changing = play(outcome, { type: 'change', section: 'concern' }, answer('concern', 'weight'));
    const asked = play(changing, { type: 'continued', key: 'k3' });
    assert.deepEqual([asked.at, asked.section], ['question', 'weight']);
    const sent = play(asked, answer('eatingNow', ['none']), answer('pregnant', false), {
      type: 'continued',
      key: 'k4',
    });
    assert.equal(sent.at, 'sending');
    assert.equal(sent.at === 'sending' && sent.attempt.answers.concern, 'weight');
  });

  it('changes nothing that is not asked', () => {
    const outcome = finish(well);
    assert.equal(play(outcome, { type: 'change', section: 'weight' }), outcome);
  });
});

describe('answers that do not get through', () => {
  const sending = walk(begin(rules), well);

  it('are kept, and sent again under the same key when it is unknown whether they arrived', () => {
    const failed = play(sending, { type: 'refused', code: 'network', settled: false });
    assert.deepEqual([failed.at, failed.section], ['question', 'course']);
    assert.equal(failed.at === 'question' && failed.trouble, 'network');
    assert.deepEqual(failed.answers, sending.answers);
    const again = play(failed, { type: 'continued', key: 'other' });
    assert.equal(again.at === 'sending' && again.attempt.key, 'k2');
  });

  it('have a key of their own once they were changed, or refused', () => {
    const changed = play(sending, { type: 'refused', code: 'network', settled: false }, answer('impact', 6), {
      type: 'continued',
      key: 'other',
    });
    assert.equal(changed.at === 'sending' && changed.attempt.key, 'other');
    const refused = play(
      sending,
      { type: 'refused', code: 'invalid_request', settled: true },
      { type: 'continued', key: 'third' },
    );
    assert.equal(refused.at === 'sending' && refused.attempt.key, 'third');
  });

  it('are not taken for harmless when the server answers without an outcome', () => {
    const now = play(sending, {
      type: 'received',
      received: { submissionId: 's', receivedAt: '2026-11-20T00:00:00Z' },
    });
    assert.equal(now.at === 'question' && now.trouble, 'internal_error');
  });
});

describe('each red flag', () => {
  for (const flag of triageFlags) {
    const { field } = flag.when;
    const value = 'includes' in flag.when ? [flag.when.includes] : flag.when.is;
    const alarming = { ...well, concern: concernOf[field] ?? 'health', [field]: value };

    it(`(${flag.code}) stops as soon as it is answered, with help at hand and before anything is sent`, () => {
      const now = walk(begin(rules), alarming);
      assert.equal(now.at, 'stopped');
      if (now.at !== 'stopped') return;
      assert.equal(now.help.urgency, flag.urgency);
      assert.equal(now.help.lines[0]?.phone, '000');
      assert.deepEqual(
        now.help.lines.map(({ id }) => id),
        flag.support,
      );
      assert.equal(now.received, null);
      assert.deepEqual(now.attempt.answers[field], value);
      assert.equal('onset' in now.attempt.answers, false, 'the rest is not asked');
      assert.deepEqual(nextStepOf(now, sampleCatalogue), { kind: 'call' });
    });

    it(`(${flag.code}) leads to no booking, not even when it was taken back as a mistake`, () => {
      const stopped = walk(begin(rules), alarming);
      const mended = { ...well, concern: alarming.concern };
      const back = play(stopped, { type: 'mistake' });
      assert.equal(back.at, 'question');
      const outcome = play(walk(back, mended), { type: 'received', received: receivedFor(mended) });
      assert.equal(outcome.at, 'outcome');
      assert.ok(outcome.helped?.lines.length, 'the lines stay at hand');
      assert.deepEqual(nextStepOf(outcome, sampleCatalogue), { kind: 'call' });
    });
  }

  it('stops also when an answer is changed afterwards', () => {
    const now = play(
      finish(well),
      { type: 'change', section: 'selfHarm' },
      answer('selfHarm', 'plan'),
      settled,
    );
    assert.equal(now.at, 'stopped');
  });

  it('lets the arrow keys pass by an answer, and stops where they come to rest', () => {
    const passing = play(walk(begin(rules), well, 'selfHarm'), answer('selfHarm', 'thoughts'));
    assert.equal(passing.at, 'question');
    assert.equal(play(passing, settled).at, 'stopped');
    assert.equal(play(passing, { type: 'continued', key: 'k' }).at, 'stopped');
    assert.equal(play(passing, answer('selfHarm', 'no'), settled).at, 'question');
  });

  it('lets a person take back one of two, and goes on only without either', () => {
    const both = play(begin(rules), answer('emergencySigns', ['chest_pain', 'bleeding']), settled);
    const one = play(both, { type: 'mistake' }, answer('emergencySigns', ['bleeding']), settled);
    assert.equal(one.at, 'question');
    assert.equal(play(one, { type: 'continued', key: 'k' }).at, 'stopped');
    assert.equal(play(one, answer('emergencySigns', ['bleeding', 'stroke']), settled).at, 'stopped');
    const none = play(one, answer('emergencySigns', ['none']), settled);
    assert.equal(play(none, { type: 'continued', key: 'k' }).section, 'selfHarm');
    assert.equal(play(none, answer('emergencySigns', ['bleeding']), settled).at, 'stopped', 'chosen again');
  });

  it('is believed when only the server knows of it', () => {
    const outcome = {
      urgency: 'soon' as const,
      recommendation: null,
      redFlags: ['new_sign'],
      support: [{ id: 'healthdirect', name: 'healthdirect', phone: '1800 022 222', for: 'A nurse' }],
      stop: true,
    };
    const now = play(walk(begin(rules), well), {
      type: 'received',
      received: { ...receivedFor(well), outcome },
    });
    assert.equal(now.at === 'stopped' && now.help.urgency, 'same_day');
    assert.equal(now.at === 'stopped' && now.help.lines[0]?.id, 'healthdirect');
  });

  it('shows the most urgent lines first when several are raised', () => {
    const now = play(
      walk(begin(rules), { ...well, concern: 'mind' }, 'mind'),
      answer('mindSigns', ['voices', 'harm_others']),
      settled,
    );
    assert.equal(now.at === 'stopped' && now.help.urgency, 'emergency');
    assert.deepEqual(now.at === 'stopped' && now.help.lines.map(({ id }) => id), [
      'emergency',
      'lifeline',
      'healthdirect',
    ]);
  });

  it('leads to no booking, after any press and any answer', () => {
    let offered = 0;
    let stops = 0;
    for (let walkNumber = 1; walkNumber <= 2_000; walkNumber += 1) {
      const pick = numbersFrom(walkNumber);
      let now = walkNumber % 2 ? finish(well) : begin(rules);
      let stopped = false;
      for (let steps = 0; steps < 60; steps += 1) {
        now = next(now, anyEvent(pick), rules);
        stopped ||= now.at === 'stopped';
        const { kind } = nextStepOf(now, sampleCatalogue);
        if (kind !== 'call') offered += 1;
        assert.ok(!stopped || kind === 'call', `walk ${walkNumber} was led to a booking`);
      }
      if (stopped) stops += 1;
    }
    assert.ok(offered > 100 && stops > 100, `${offered} offers and ${stops} stops were met`);
  });
});

describe('what an outcome offers', () => {
  it('books the free first call of a service that is open', () => {
    const offer = nextStepOf(finish(well), sampleCatalogue);
    assert.equal(offer.kind, 'book');
    assert.equal(
      offer.kind === 'book' && `${offer.service.id} ${offer.visit.kind}`,
      'alternative_medicine consultation',
    );
  });

  it('leads to the waitlist of one that is not', () => {
    const offer = nextStepOf(finish({ ...well, concern: 'mind' }), sampleCatalogue);
    assert.equal(offer.kind === 'waitlist' && offer.service.id, 'counseling');
  });

  it('leads to a person when self-care may be enough, when the clinic has no such service, or no free call', () => {
    const selfCare = finish({ ...well, onset: 'days', trend: 'better', impact: 2 });
    assert.equal(selfCare.at === 'outcome' && selfCare.received.outcome.urgency, 'self_care');
    assert.equal(nextStepOf(selfCare, sampleCatalogue).kind, 'call');
    const without = { ...sampleCatalogue, services: [] };
    assert.equal(nextStepOf(finish(well), without).kind, 'call');
    const closed = {
      ...sampleCatalogue,
      services: sampleCatalogue.services.map((service) => ({
        ...service,
        visits: service.visits.map((visit) => ({ ...visit, bookable: 'phone' as const })),
      })),
    };
    assert.equal(nextStepOf(finish(well), closed).kind, 'call');
  });
});

describe('what is said of the way ahead', () => {
  it('counts sections of which exactly one will come as one', () => {
    assert.deepEqual(stepsAhead(rules, {}, 'safety'), { before: 0, least: 6, most: 6 });
  });

  it('goes down by one with every step, whichever way is taken', () => {
    for (const concern of ['health', 'weight', 'food', 'mind', 'horses', 'unsure']) {
      const counted: string[] = [];
      for (let now = begin(rules); now.at === 'question'; ) {
        const { before, least, most } = stepsAhead(rules, now.answers, now.section);
        counted.push(`${before}: ${least} to ${most}`);
        const { section } = now;
        const stop = triageForm.sections[triageForm.sections.findIndex(({ id }) => id === section)]?.id;
        let then: Triage = now;
        for (const { id } of triageForm.sections.find((each) => each.id === stop)?.fields ?? []) {
          if (id in well) then = play(then, answer(id, id === 'concern' ? concern : well[id]));
        }
        now = play(then, { type: 'continued', key: 'k' });
      }
      assert.deepEqual(
        counted,
        [6, 5, 4, 3, 2, 1, 0].map((left, index) => `${index}: ${left} to ${left}`),
        concern,
      );
    }
  });

  it('says a span where it is not known', () => {
    const form = {
      ...triageForm,
      redFlags: [],
      sections: triageForm.sections.filter(({ id }) => id !== 'food' && id !== 'mind'),
    };
    assert.deepEqual(stepsAhead({ ...rules, form }, {}, 'safety'), { before: 0, least: 5, most: 6 });
  });
});
