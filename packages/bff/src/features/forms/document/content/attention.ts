import { type FormDefinition, fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import type { Reading } from '@botaniqal/shared/forms/engine.ts';
import { type Phq9Score, phq9Items, scorePhq9 } from '@botaniqal/shared/forms/scales/phq9.ts';
import { triage } from '@botaniqal/shared/forms/triage/triage.ts';
import type { Attention } from './submission-document.ts';

/** What a clinician must see first: red flags, urgency and scores. */
export function attentionTo(
  form: FormDefinition,
  { answers, everything, redFlags }: Pick<Reading, 'answers' | 'everything' | 'redFlags'>,
): Attention {
  const flagReasons = redFlags.map(({ reason }) => reason);
  const outcome = form.id === 'triage' ? triage(answers) : null;
  const asksPhq9 = [...fieldsOf(form)].some(({ field }) => field.id === phq9Items[0].id);
  const score = asksPhq9 ? scorePhq9(everything) : null;
  return {
    redFlags: redFlags
      .map(({ urgency, reason }) => ({ urgency, reason }))
      .toSorted((a, b) => Number(a.urgency !== 'emergency') - Number(b.urgency !== 'emergency')),
    triage: outcome && {
      urgency: outcome.urgency,
      reasons: outcome.reasons.filter((reason) => !flagReasons.includes(reason)),
    },
    scales: score ? [{ title: `PHQ-9: ${score.total} of 27`, lines: phq9Lines(score) }] : [],
  };
}

/** Cut-points of Kroenke et al. 2001, as in `forms/scales/phq9.ts`. */
const bands: Record<Phq9Score['band'], string> = {
  minimal: 'Minimal (0 to 4)',
  mild: 'Mild (5 to 9)',
  moderate: 'Moderate (10 to 14)',
  moderately_severe: 'Moderately severe (15 to 19)',
  severe: 'Severe (20 to 27)',
};

function phq9Lines({ band, selfHarm }: Phq9Score): readonly string[] {
  return [
    `${bands[band]} symptoms of depression over the last 2 weeks.`,
    selfHarm
      ? 'Item 9, thoughts of being better off dead or of self-harm: answered with more than "Not at all".'
      : 'Item 9, thoughts of being better off dead or of self-harm: "Not at all".',
    'A score of screening: it does not diagnose.',
  ];
}
