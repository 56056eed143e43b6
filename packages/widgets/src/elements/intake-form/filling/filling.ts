import type { Answers, Field, FormDefinition, Section } from '@botaniqal/shared/forms/definition.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import type { Circumstances, Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { stepsOf } from '@botaniqal/shared/forms/steps.ts';
import { rootOf } from '../../../components/form-section/validate-field.ts';

/** The form's definition, and the facts by which the engine judges the answers. */
export interface Rules {
  readonly form: FormDefinition;
  readonly at: Circumstances;
}

/** A form that is being filled in, one section at a time. */
export interface Filling {
  /** The values of the fields, as typed. */
  readonly answers: Answers;
  /** The section in view; `null`: all answers, to check before they are sent. */
  readonly section: string | null;
  /** The sections that the patient has completed. */
  readonly done: readonly string[];
  /** The patient has reached the check of all answers. From then on each step returns there. */
  readonly checked: boolean;
}

/** Begins at the first section; with saved answers, at the first incomplete one. */
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

/** The next section, after the current one was completed. */
export function goOn(now: Filling, rules: Rules): Filling {
  if (now.section === null) return now;
  const { sections, errors } = read(now, rules);
  const done = [...now.done.filter((id) => id !== now.section), now.section];
  const here = sections.findIndex(({ section }) => section.id === now.section);
  // After the check, only sections that a change has added come next. Before it, one section follows the other.
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

/** The number of steps before this one. */
export function depthOf(now: Filling, rules: Rules): number {
  const { sections } = read(now, rules);
  const here = sections.findIndex(({ section }) => section.id === now.section);
  return here < 0 ? sections.length : here;
}

/** The section to which the browser's Back and Forward lead, never past the completed ones. */
export function atDepth(now: Filling, rules: Rules, depth: number): Filling {
  const { sections } = read(now, rules);
  const { section } = sections[depth] ?? {};
  if (section) return { ...now, section: section.id };
  return now.checked ? { ...now, section: null } : now;
}

/** Goes to the first section with an answer that the server refused; unchanged when there is none. */
export function atFault(now: Filling, rules: Rules, faults: readonly Fault[]): Filling {
  const wanted = read(now, rules).sections.find(({ fields }) => concerns(faults, fields));
  return wanted ? goTo(now, wanted.section.id) : now;
}

/** The section in view with its visible questions; `null` during the check. */
export function shownOf(
  now: Filling,
  rules: Rules,
): { readonly section: Section; readonly fields: readonly Field[] } | null {
  return read(now, rules).sections.find(({ section }) => section.id === now.section) ?? null;
}

/**
 * The patient's position. `least` and `most` differ while later answers decide about sections. The check is a step,
 * too.
 */
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
