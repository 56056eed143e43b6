import { conditionHolds } from './condition.ts';
import type { Answers, Field, FormDefinition, KnownKey, RedFlag, Section } from './definition.ts';
import type { Fact } from './facts.ts';
import { allKinds } from './kinds/all-kinds.ts';
import { type Circumstances, type Fault, kindOf } from './kinds/kind.ts';

/** A form, read with what was typed into it. Browser and server read alike; the server has the last word. */
export interface Reading {
  /** The sections that have something to show, with the questions that are shown. */
  readonly sections: readonly { readonly section: Section; readonly fields: readonly Field[] }[];
  /** The answers to the questions that are shown, cleaned. This, and nothing else, is sent. */
  readonly answers: Answers;
  /** The same, and the known answers that the form does not ask again. Rules read these. */
  readonly everything: Answers;
  /** Mistakes that keep the form from being sent, in the order of the questions. */
  readonly errors: readonly Fault[];
  /** Answers that the patient should check again. */
  readonly warnings: readonly Fault[];
  /** The raised red flags. One is enough to end self-service at once, even when the rest of the form is empty. */
  readonly redFlags: readonly RedFlag[];
}

/**
 * Reads a form.
 * @param typed the values of the fields, by field id; those of hidden and unknown fields are dropped
 */
export function readForm(form: FormDefinition, typed: Answers, at: Circumstances): Reading {
  const answers: Record<string, unknown> = {};
  const everything: Record<string, unknown> = {};
  const faults: Fault[] = [];
  const sections: { section: Section; fields: Field[] }[] = [];
  const read = (id: string) => everything[id];

  for (const section of form.sections) {
    if (!conditionHolds(section.showWhen, read)) continue;
    const fields: Field[] = [];
    for (const field of section.fields) {
      if (!conditionHolds(field.showWhen, read)) continue;
      const known = knownAnswer(field, at);
      if (known !== undefined) {
        everything[field.id] = known;
        continue;
      }
      fields.push(field);
      const answer = cleanAnswer(field, own(typed, field.id));
      if (answer !== undefined) {
        answers[field.id] = answer;
        everything[field.id] = answer;
      }
      faults.push(...faultsOf(field, answer, at));
    }
    if (fields.length > 0) sections.push({ section, fields });
  }
  return {
    sections,
    answers,
    everything,
    errors: faults.filter((fault) => !fault.warning),
    warnings: faults.filter((fault) => fault.warning),
    redFlags: form.redFlags.filter((flag) => conditionHolds(flag.when, read)),
  };
}

/** What was typed into one field, as it is stored; `undefined` when nothing was answered. */
export function cleanAnswer(field: Field, typed: unknown): unknown {
  return kindOf(field, allKinds).clean(typed, field);
}

/** The mistakes in one field, for the moment when the patient leaves it. */
export function faultsOf(field: Field, typed: unknown, at: Circumstances): readonly Fault[] {
  const answer = cleanAnswer(field, typed);
  if (answer === undefined) {
    return field.optional ? [] : [{ path: field.id, code: 'missing', message: missing(field) }];
  }
  return kindOf(field, allKinds)
    .check(answer, field, at)
    .map(({ part, ...rest }) => ({ path: part === undefined ? field.id : `${field.id}.${part}`, ...rest }));
}

function missing(field: Field): string {
  switch (field.kind) {
    case 'yes_no':
      return `Select yes if ${field.name}`;
    case 'choice':
    case 'choices':
    case 'scale':
      return `Select ${field.name}`;
    case 'consent':
      return `Confirm that ${field.name}`;
    default:
      return `Enter ${field.name}`;
  }
}

/** The answer that the clinic already has to a question that is asked once. An answer that is invalid today is asked again. */
function knownAnswer(field: Field, at: Circumstances): unknown {
  if (!field.askOnce || !at.known) return undefined;
  const answer = cleanAnswer(field, own(at.known, field.id));
  const holds = answer !== undefined && faultsOf(field, answer, at).every((fault) => fault.warning);
  return holds ? answer : undefined;
}

/** Reads own properties only: a request may name a field `constructor`. */
function own(answers: Answers, id: string): unknown {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

/** The first values of the fields: the details of the booking, in the fields that ask for them. */
export function prefilled(form: FormDefinition, known: Partial<Record<KnownKey, string>>): Answers {
  const answers: Record<string, unknown> = {};
  for (const { fields } of form.sections) {
    for (const field of fields) {
      const value = field.prefill === undefined ? undefined : known[field.prefill];
      if (value !== undefined && value !== '') answers[field.id] = value;
    }
  }
  return answers;
}

/** The facts for the patient's record, from the answers that were sent. Answers as `readForm` cleaned them. */
export function factsOf(form: FormDefinition, answers: Answers): ReadonlyMap<Fact, unknown> {
  const facts = new Map<Fact, unknown>();
  for (const { fields } of form.sections) {
    for (const field of fields) {
      const answer = own(answers, field.id);
      if (field.files !== undefined && answer !== undefined) facts.set(field.files, answer);
    }
  }
  return facts;
}
