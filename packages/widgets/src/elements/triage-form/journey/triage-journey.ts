import type { FormOutcome, SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import type { Circumstances } from '@botaniqal/shared/forms/kinds/kind.ts';
import { helpFor } from '@botaniqal/shared/forms/triage/support-lines.ts';
import type { ApiProblemCode } from '../../../api/api-problem.ts';

/** The form's definition, and the facts by which the engine judges the answers. */
export interface Rules {
  readonly form: FormDefinition;
  readonly at: Circumstances;
}

/** One request that may be sent several times: the same key with the same answers. */
export interface Attempt {
  readonly key: string;
  readonly answers: Answers;
}

/** What is shown when an answer is alarming. */
interface Help {
  readonly urgency: 'emergency' | 'same_day';
  readonly lines: readonly FormOutcome['support'][number][];
}

interface Carried {
  /** The values of the fields, as typed. */
  readonly answers: Answers;
  /** The section with the current questions, or the last one. */
  readonly section: string;
  /**
   * The help that triage has shown. After that it offers no booking, even when the patient changes answers: a person of
   * the clinic talks with the patient first.
   */
  readonly helped: Help | null;
  /** Red flags that the patient takes back after help was shown. They do not stop triage again before "Continue". */
  readonly seen: readonly string[];
  /** A request whose outcome is not known. */
  readonly unresolved: Attempt | null;
}

export type Triage = Carried &
  (
    | {
        readonly at: 'question';
        /** The reason why the answers did not arrive; `null` when they were not sent. */
        readonly trouble: ApiProblemCode | null;
        /** The patient changes an answer, and has answered everything after it. */
        readonly changing: boolean;
      }
    | { readonly at: 'sending'; readonly attempt: Attempt; readonly changing: boolean }
    | { readonly at: 'outcome'; readonly received: Received }
    /** An answer was alarming. `attempt` must reach the clinic; `received` is the answer when it has. */
    | {
        readonly at: 'stopped';
        readonly help: Help;
        readonly attempt: Attempt;
        readonly received: SubmissionReceived | null;
      }
  );

type Received = SubmissionReceived & { readonly outcome: FormOutcome };

export type TriageEvent =
  /** Each key is new. It is used for a new request, not for an unresolved one that is sent again. */
  | { readonly type: 'answered'; readonly field: string; readonly value: unknown }
  /**
   * The patient means the answer: they pressed it or left the question. Arrow keys that pass over an answer do not
   * count.
   */
  | { readonly type: 'settled'; readonly key: string }
  | { readonly type: 'continued'; readonly key: string }
  | { readonly type: 'back' }
  /** The patient goes back from the outcome to a section. */
  | { readonly type: 'change'; readonly section: string }
  | { readonly type: 'received'; readonly received: SubmissionReceived }
  | { readonly type: 'refused'; readonly code: ApiProblemCode; readonly settled: boolean }
  | { readonly type: 'mistake' };

export function begin({ form, at }: Rules): Triage {
  const section = readForm(form, {}, at).sections[0]?.section.id ?? '';
  return {
    at: 'question',
    answers: {},
    section,
    helped: null,
    seen: [],
    unresolved: null,
    trouble: null,
    changing: false,
  };
}

/** The next state. An event that a state does not handle changes nothing. */
export function next(now: Triage, event: TriageEvent, rules: Rules): Triage {
  switch (event.type) {
    case 'answered':
      return now.at === 'question' ? answered(now, event, rules) : now;
    case 'settled':
      return now.at === 'question' ? stopIfAlarming(now, rules, event.key, now.seen) : now;
    case 'continued':
      return now.at === 'question' ? continued(now, event.key, rules) : now;
    case 'back':
      return back(now, rules);
    case 'change':
      return now.at === 'outcome' && hasSection(now, event.section, rules)
        ? { ...question(now), section: event.section, changing: true }
        : now;
    case 'received':
      return received(now, event.received);
    case 'refused':
      return now.at === 'sending'
        ? {
            ...question(now, event.code),
            unresolved: event.settled ? null : now.attempt,
            changing: now.changing,
          }
        : now;
    case 'mistake':
      return now.at === 'stopped'
        ? { ...question(now), seen: read(now, rules).redFlags.map(({ code }) => code) }
        : now;
  }
}

type At<K extends Triage['at']> = Extract<Triage, { at: K }>;

function question(
  { answers, section, helped, seen, unresolved }: Triage,
  trouble: ApiProblemCode | null = null,
): At<'question'> {
  return { at: 'question', answers, section, helped, seen, unresolved, trouble, changing: false };
}

function read({ answers }: Triage, { form, at }: Rules): Reading {
  return readForm(form, answers, at);
}

function answered(now: At<'question'>, event: TriageEvent & { type: 'answered' }, rules: Rules): Triage {
  const then: At<'question'> = {
    ...now,
    answers: { ...now.answers, [event.field]: event.value },
    trouble: null,
  };
  const raised = read(then, rules).redFlags.map(({ code }) => code);
  // A patient who takes back an answer and chooses it again means it.
  return { ...then, seen: now.seen.filter((code) => raised.includes(code)) };
}

/**
 * A red flag stops triage: no question follows.
 * @param seen red flags that do not stop triage, because the patient may be taking back two answers, one after the other
 */
function stopIfAlarming(
  now: At<'question'>,
  rules: Rules,
  key: string,
  seen: readonly string[] = [],
): Triage {
  const { redFlags, answers } = read(now, rules);
  if (redFlags.every(({ code }) => seen.includes(code))) return now;
  return stopped(now, helpFor(redFlags), { key, answers }, null);
}

function stopped(now: Triage, help: Help, attempt: Attempt, received: SubmissionReceived | null): Triage {
  const { answers, section } = now;
  return {
    at: 'stopped',
    answers,
    section,
    helped: help,
    seen: [],
    unresolved: null,
    help,
    attempt,
    received,
  };
}

function continued(now: At<'question'>, key: string, rules: Rules): Triage {
  const stop = stopIfAlarming(now, rules, key);
  if (stop.at === 'stopped') return stop;
  const { sections, answers, errors } = read(now, rules);
  const index = sections.findIndex(({ section }) => section.id === now.section);
  const open = (fields: readonly { readonly id: string }[]) =>
    errors.some(({ path }) => fields.some(({ id }) => path === id || path.startsWith(`${id}.`)));
  if (open(sections[index]?.fields ?? [])) return now;
  const following = sections.slice(index + 1);
  const goal = now.changing ? following.find(({ fields }) => open(fields)) : following[0];
  if (goal) return { ...now, section: goal.section.id, trouble: null };
  // An earlier question has no answer, or its answer is not valid any more.
  const missed = sections.find(({ fields }) => open(fields));
  if (missed) return { ...now, section: missed.section.id, trouble: null, changing: true };
  const same = now.unresolved && JSON.stringify(now.unresolved.answers) === JSON.stringify(answers);
  const attempt = same && now.unresolved ? now.unresolved : { key, answers };
  const { helped, seen, section, changing } = now;
  return {
    at: 'sending',
    answers: now.answers,
    section,
    helped,
    seen,
    unresolved: attempt,
    attempt,
    changing,
  };
}

function back(now: Triage, rules: Rules): Triage {
  if (now.at === 'outcome') return { ...question(now), changing: false };
  if (now.at !== 'question') return now;
  const before = sectionBefore(now, rules);
  return before === null ? now : { ...now, section: before, trouble: null, changing: false };
}

/** The section that "Back" leads to; `null` at the first one. */
export function sectionBefore(now: Triage, rules: Rules): string | null {
  const { sections } = read(now, rules);
  const index = sections.findIndex(({ section }) => section.id === now.section);
  return sections[index - 1]?.section.id ?? null;
}

function hasSection(now: Triage, id: string, rules: Rules): boolean {
  return read(now, rules).sections.some(({ section }) => section.id === id);
}

function received(now: Triage, answer: SubmissionReceived): Triage {
  if (now.at === 'stopped') return { ...now, received: answer };
  if (now.at !== 'sending') return now;
  const { outcome } = answer;
  // Our server always sends an outcome. Without one, triage must not look as if nothing were alarming.
  if (!outcome) return { ...question(now, 'internal_error'), unresolved: null };
  const { urgency } = outcome;
  const isUrgent = urgency === 'emergency' || urgency === 'same_day';
  // The server decides, because it may know a red flag that this page does not know.
  if (outcome.stop || isUrgent) {
    const help: Help = { urgency: isUrgent ? urgency : 'same_day', lines: outcome.support };
    return stopped(now, help, now.attempt, answer);
  }
  const { answers, section, helped, seen } = now;
  return {
    at: 'outcome',
    answers,
    section,
    helped,
    seen,
    unresolved: null,
    received: { ...answer, outcome },
  };
}
