import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { fixture, html, waitUntil as wait } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../api/catalogue.ts';
import type { FormSection } from '../components/form-section/form-section.ts';
import { sampleNow } from '../elements/combined-calendar/combined-calendar.mocks.ts';
import { forgetAsked, sampleLink } from '../elements/intake-form/intake-form.mocks.ts';
import type { IntakeForm } from '../elements/intake-form/intake-form.ts';
import { forgetPageEvents } from '../page/neighbours/page-events.ts';
import { stopClockAt } from './device/fixed-date.ts';
import { focusedName } from './device/keyboard.ts';
import { type Entry, entriesFor } from './form-entries.ts';
import { allByRole, byRole, deep, type Name, textOf } from './queries.ts';
import { play, startMockServer } from './samples/mock-server.ts';

const plain = html`<bq-intake-form><a href="tel:1">Call us</a></bq-intake-form>`;

/** The time that a busy computer may need. A passing test does not wait so long. */
export const waitUntil = (check: () => unknown, why?: string) => wait(check, why, { timeout: 8000 });

export async function place(
  scenario: RequestHandler[],
  { fragment = sampleLink('mini_intake'), markup = plain } = {},
): Promise<IntakeForm> {
  play(...scenario);
  history.replaceState(null, '', fragment || location.pathname + location.search);
  return fixture(markup);
}

export async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

export async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears; there is: ${textOf(root)}`);
}

export async function hasFocus(name: Name, why: string): Promise<void> {
  await waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `${why}; it is on "${focusedName()}"`,
  );
}

export function sectionOf(element: IntakeForm): FormSection | undefined {
  return [...deep(element.renderRoot)].find(
    (each): each is FormSection => each.localName === 'bq-form-section',
  );
}

export async function enter(element: IntakeForm, entry: Entry): Promise<void> {
  const all = [...deep(element.renderRoot)];
  if ('name' in entry) {
    const control = all.find(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.name === entry.name && each.value === entry.value,
    );
    if (!control) throw new Error(`no option ${entry.value} of ${entry.name}`);
    if (!control.checked) control.click();
  } else {
    const control = all.find((each) => each.id === entry.id);
    if (!control || !('value' in control)) throw new Error(`no control ${entry.id}`);
    control.value = entry.text;
    const type = control.localName === 'select' ? 'change' : 'input';
    control.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
  await element.updateComplete;
  await sectionOf(element)?.updateComplete;
}

/** Fills in the visible fields of the section, and those that appear meanwhile. */
export async function fillSection(element: IntakeForm, form: FormDefinition): Promise<void> {
  const filled = new Set<string>();
  for (;;) {
    const section = sectionOf(element);
    const field = section?.fields.find(({ id }) => !filled.has(id));
    if (!section || !field) return;
    filled.add(field.id);
    for (const entry of entriesFor(form, field, section.answers)) await enter(element, entry);
  }
}

export const goOn = (element: IntakeForm) => byRole(element, 'button', /^Continue/).click();

/** Goes to the check of all answers. */
export async function fillForm(element: IntakeForm, id: FormId = 'mini_intake'): Promise<FormDefinition> {
  const form = await loadForm(id);
  await waitUntil(() => sectionOf(element), 'the first question appears');
  for (let step = 0; step < form.sections.length; step++) {
    const section = sectionOf(element);
    if (!section) break;
    await fillSection(element, form);
    const before = section.section?.id;
    goOn(element);
    await waitUntil(
      () => sectionOf(element)?.section?.id !== before,
      `"${before}" does not go on: ${textOf(element)}`,
    );
  }
  await appears(element, 'heading', 'Check your answers');
  return form;
}

export const sendIt = (element: IntakeForm) => byRole(element, 'button', /^Send the form/).click();

/** Waits until the browser has gone back, so that it does not happen in the next test. */
export async function isSent(element: IntakeForm): Promise<void> {
  await appears(element, 'heading', 'Thank you. We have your form');
  await waitUntil(() => Object.values(history.state ?? {}).every((depth) => depth === 0), 'no step is left');
}

/** The set-up and tear-down of these test files. */
export function setUpIntake(): void {
  let startClock: () => void;
  before(async () => {
    await startMockServer();
    startClock = stopClockAt(sampleNow);
  });
  after(() => {
    startClock();
    history.replaceState(history.state, '', location.pathname + location.search);
  });
  // A browser keeps 50 history entries for all files of a run. When it drops one, steps are counted wrong.
  afterEach(async () => {
    const depth = Math.max(0, ...Object.values(history.state ?? {}).map(Number));
    if (depth > 0) await goingBack(() => history.go(-depth));
  });
  beforeEach(() => {
    forgetCatalogue();
    forgetPageEvents();
    forgetAsked();
  });
}

/** Does an act that goes back in the browser's history, and waits until it has happened. */
export async function goingBack(act: () => void): Promise<void> {
  const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  act();
  await gone;
}
