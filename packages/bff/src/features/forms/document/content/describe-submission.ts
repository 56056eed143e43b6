import { answerText, inWords } from '@botaniqal/shared/forms/answer-text.ts';
import {
  type Answers,
  type Field,
  type FormDefinition,
  fieldsOf,
  type Section,
} from '@botaniqal/shared/forms/definition.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { type Circumstances, isRecord, textOf } from '@botaniqal/shared/forms/kinds/kind.ts';
import { type Phq9Score, phq9Items, scorePhq9 } from '@botaniqal/shared/forms/scales/phq9.ts';
import { triage } from '@botaniqal/shared/forms/triage/triage.ts';
import type {
  Attention,
  DocumentQuestion,
  DocumentSection,
  SubmissionDocument,
} from './submission-document.ts';

/** What a document is made from. */
export interface Described
  extends Pick<
    SubmissionDocument,
    'clinic' | 'reference' | 'receivedAt' | 'timeZone' | 'source' | 'patient' | 'incomplete'
  > {
  readonly form: FormDefinition;
  /** The definition that the answers were judged by, where it is not today's any more. */
  readonly version?: string;
  readonly answers: Answers;
  /** As they were when it was sent: what was known was not asked. */
  readonly at: Circumstances;
  /** What came with it and is no question of ours (JotForm), in its own words. */
  readonly asSent?: readonly { readonly question: string; readonly answer: string }[];
}

/** Puts a submission into words. Pure: the same submission is the same document. */
export function describeSubmission(given: Described): SubmissionDocument {
  const { form, answers, at, version, asSent = [], ...same } = given;
  const sections = sectionsOf(form, answers, at);
  const reached = sections.filter(
    ({ questions }) => given.incomplete !== 'stopped' || questions.some(({ answer }) => answer.length > 0),
  );
  return {
    ...same,
    form: { title: form.title, version: version ?? form.version },
    attention: attentionTo(form, answers, at),
    sections: [
      ...reached,
      ...(asSent.length > 0
        ? [{ title: 'Also answered in this form', questions: asSent.map(verbatim) }]
        : []),
    ],
    notReached: sections.filter((section) => !reached.includes(section)).map(({ title }) => title),
  };
}

function verbatim({ question, answer }: { question: string; answer: string }, at: number): DocumentQuestion {
  return { id: `asSent${at}`, question, answer: answer === '' ? [] : answer.split('\n') };
}

function sectionsOf(form: FormDefinition, answers: Answers, at: Circumstances): readonly DocumentSection[] {
  const fields = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));
  const { answers: cleaned, sections } = readForm(form, answers, at);
  return inWords(form, answers, at).map(({ title, questions }, shown) => ({
    title,
    ...introOf(sections[shown]?.section),
    questions: questions.map((question): DocumentQuestion => {
      const field = fields.get(question.id);
      const table = field && tableOf(field, cleaned[field.id]);
      return {
        ...question,
        ...(table && { table }),
        ...(field?.kind === 'choices' && question.answer.length > 1 && { list: true }),
        ...(field?.kind === 'signature' && question.answer.length > 0 && { signature: true }),
      };
    }),
  }));
}

function introOf(section: Section | undefined): Pick<DocumentSection, 'intro'> {
  return section?.intro === undefined ? {} : { intro: section.intro };
}

function tableOf(field: Field, answer: unknown): DocumentQuestion['table'] {
  if (field.kind !== 'rows' || !Array.isArray(answer)) return undefined;
  const rows: readonly unknown[] = answer;
  return {
    columns: field.columns.map(({ label }) => label),
    rows: rows.map((row) =>
      field.columns.map(({ id, options }) => {
        const value = isRecord(row) ? row[id] : row;
        if (value === undefined) return '';
        return options?.find((option) => option.value === value)?.label ?? textOf(value);
      }),
    ),
  };
}

function attentionTo(form: FormDefinition, answers: Answers, at: Circumstances): Attention {
  const { redFlags, everything } = readForm(form, answers, at);
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

/** `1980-03-27` → "27 March 1980"; `null` when it is none. */
export function dayInWords(day: string | null | undefined): string | null {
  if (!day) return null;
  return answerText({ kind: 'date', id: 'day', label: '', name: '' }, day)[0] ?? null;
}

/** `0412345678` → "0412 345 678", as it stands in the answers. */
export function phoneInWords(phone: string): string {
  return answerText({ kind: 'phone', id: 'phone', label: '', name: '' }, phone)[0] ?? phone;
}
