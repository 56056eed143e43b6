import type { Answers, Field, FormDefinition, Section } from '@botaniqal/shared/forms/definition.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import type { Circumstances, Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { stepsOf } from '@botaniqal/shared/forms/steps.ts';
import { rootOf } from '../../../components/form-section/validate-field.ts';

/** The questions, and what the answers are judged by. */
export interface Rules {
  readonly form: FormDefinition;
  readonly at: Circumstances;
}

/** A form that is being filled in, one section at a time. */
export interface Filling {
  /** The values of the fields, as typed. */
  readonly answers: Answers;
  /** The section that is shown; `null`: the answers, to check them before they are sent. */
  readonly section: string | null;
  /** The sections that were gone through. */
  readonly done: readonly string[];
  /** The patient has reached the summary of all answers: from now on each step returns there. */
  readonly checked: boolean;
}

/** At the first section; with saved answers, at the first incomplete one. */
export function begin(rules: Rules, answers: Answers, kept = false): Filling {
  const { sections, errors } = readForm(rules.form, answers, rules.at);
  const first = kept ? sections.findIndex(({ fields }) => concerns(errors, fields)) : 0;
  const { section } = sections[first] ?? {};
  const before = first < 0 ? sections : sections.slice(0, first);
  return {
    answers,
    section: section?.id ?? null,
    done: before.map((each) => each.section.id),
    checked: !section,
  };
}

export function answered(now: Filling, field: string, value: unknown): Filling {
  return { ...now, answers: { ...now.answers, [field]: value } };
}

/** After the current section was completed and is valid. */
export function goOn(now: Filling, rules: Rules): Filling {
  if (now.section === null) return now;
  const { sections, errors } = read(now, rules);
  const done = [...now.done.filter((id) => id !== now.section), now.section];
  const here = sections.findIndex(({ section }) => section.id === now.section);
  // After a change: the sections that it added. Before the summary: one section after the other.
  const ahead = now.checked ? sections : sections.slice(here + 1);
  const open = (shown: Reading['sections']) =>
    shown.find(({ section, fields }) => !done.includes(section.id) || concerns(errors, fields));
  const goal = (now.checked ? undefined : ahead[0]) ?? open(sections);
  return { ...now, done, section: goal?.section.id ?? null, checked: now.checked || !goal };
}

/** One step back; `null` at the first. */
export function goBack(now: Filling, rules: Rules): Filling | null {
  const depth = depthOf(now, rules);
  return depth > 0 ? atDepth(now, rules, depth - 1) : null;
}

export function goTo(now: Filling, section: string): Filling {
  return { ...now, section };
}

/** How many steps lie before this one. */
export function depthOf(now: Filling, rules: Rules): number {
  const { sections } = read(now, rules);
  const here = sections.findIndex(({ section }) => section.id === now.section);
  return here < 0 ? sections.length : here;
}

/** Where the browser's Back and Forward lead: never past what was gone through. */
export function atDepth(now: Filling, rules: Rules, depth: number): Filling {
  const { sections } = read(now, rules);
  const { section } = sections[depth] ?? {};
  if (section) return { ...now, section: section.id };
  return now.checked ? { ...now, section: null } : now;
}

/** At the first section in which the server refused an answer; unchanged when there is none. */
export function atFault(now: Filling, rules: Rules, faults: readonly Fault[]): Filling {
  const wanted = read(now, rules).sections.find(({ fields }) => concerns(faults, fields));
  return wanted ? goTo(now, wanted.section.id) : now;
}

/** The section that is shown with its questions; `null` while the answers are checked. */
export function shownOf(
  now: Filling,
  rules: Rules,
): { readonly section: Section; readonly fields: readonly Field[] } | null {
  return read(now, rules).sections.find(({ section }) => section.id === now.section) ?? null;
}

/** Where the patient stands: `least` and `most` differ while later answers decide what is asked. Checking counts. */
export function progressOf(
  now: Filling,
  rules: Rules,
): { readonly position: number; readonly least: number; readonly most: number } {
  const position = depthOf(now, rules) + 1;
  if (now.section === null) return { position, least: position, most: position };
  const order = rules.form.sections.map(({ id }) => id);
  const here = order.indexOf(now.section);
  const ahead = stepsOf(rules.form, now.answers, rules.at).filter(
    ({ section }) => order.indexOf(section.id) > here,
  );
  const certain = ahead.filter((step) => step.certain).length;
  return { position, least: position + certain + 1, most: position + ahead.length + 1 };
}

export function read({ answers }: Pick<Filling, 'answers'>, { form, at }: Rules): Reading {
  return readForm(form, answers, at);
}

function concerns(faults: readonly Fault[], fields: readonly Field[]): boolean {
  return faults.some(({ path }) => fields.some(({ id }) => id === rootOf(path)));
}
