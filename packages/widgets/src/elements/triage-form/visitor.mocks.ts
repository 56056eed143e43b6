import type { Field, Section } from '@botaniqal/shared/forms/definition.ts';
import { fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetTriage } from '../../api/forms/triage-handover.ts';
import type { FormSection } from '../../components/form-section/form-section.ts';
import { forgetPageEvents, type PageEventName } from '../../page/neighbours/page-events.ts';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName } from '../../testing/device/keyboard.ts';
import { allByRole, byRole, type Name, nameOf, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { forgetAsked } from './triage-form.mocks.ts';
import type { TriageForm } from './triage-form.ts';
import './triage-form.ts';

/** The visitor in the tests of triage: reads, presses and listens. */

export type Given = Readonly<Record<string, unknown>>;

/** A visitor with an ordinary concern and no alarming answer. */
export const well: Given = {
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
export const concernOf: Record<string, string> = {
  healthSigns: 'health',
  eatingNow: 'weight',
  gutSigns: 'food',
  mindSigns: 'mind',
};

const alone = html`<bq-triage-form><a href="tel:1">Call us</a></bq-triage-form>`;
export const withBooking = html`<div>
  <bq-triage-form></bq-triage-form><bq-booking></bq-booking>
</div>`;

export async function place(scenario: RequestHandler[], markup = alone): Promise<TriageForm> {
  play(...scenario);
  const root = await fixture<HTMLElement>(markup);
  const element = root.matches('bq-triage-form') ? root : root.querySelector('bq-triage-form');
  // The import above has defined this tag.
  return element as TriageForm;
}

export async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, {
    timeout: 5000,
  });
  return byRole(root, role, name);
}

export async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`, { timeout: 5000 });
}

export async function hasFocus(name: Name, why: string): Promise<void> {
  await waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `${why}; it is on "${focusedName()}"`,
  );
}

/** The component with the current questions. */
const questions = (element: TriageForm) => element.shadowRoot?.querySelector<FormSection>('bq-form-section');

function sectionShown(element: TriageForm): Section | null {
  return questions(element)?.section ?? null;
}

/** The words beside the radio or box of an answer. */
function wordsOf(field: Field, value: unknown): string[] {
  if (field.kind === 'yes_no') return [value === true ? 'Yes' : 'No'];
  if (field.kind !== 'choice' && field.kind !== 'choices') return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => field.options.find((option) => option.value === each)?.label ?? '');
}

/** Presses the answer to one question, as a finger would. */
function pressAnswer(element: TriageForm, field: Field, value: unknown): void {
  if (field.kind === 'scale') {
    const found = allByRole(element, 'radio').find(
      (radio) =>
        radio instanceof HTMLInputElement && radio.name === field.id && radio.value === String(value),
    );
    found?.click();
    return;
  }
  const role = field.kind === 'choices' ? 'checkbox' : 'radio';
  for (const words of wordsOf(field, value)) {
    const found = allByRole(element, role).find(
      (each) => each instanceof HTMLInputElement && each.name === field.id && nameOf(each) === words,
    );
    if (!found) throw new Error(`no ${role} "${words}"`);
    found.click();
  }
}

/** Answers the questions, group after group, until the answers are sent or another view appears. */
export async function answer(element: TriageForm, given: Given, until?: string): Promise<void> {
  await waitUntil(() => sectionShown(element), 'a question is shown', { timeout: 5000 });
  for (let part = 0; part < 12; part += 1) {
    const section = sectionShown(element);
    if (!section || section.id === until) return;
    for (const field of section.fields) {
      if (!(field.id in given)) continue;
      pressAnswer(element, field, given[field.id]);
      await element.updateComplete;
      await questions(element)?.updateComplete;
      if (!sectionShown(element)) return;
    }
    byRole(element, 'button', /^(Continue|Send my answers)/).click();
    await element.updateComplete;
    await questions(element)?.updateComplete;
    if (questions(element)?.busy) return;
    if (sectionShown(element) === section) throw new Error(`${section.id} does not go on`);
  }
}

export async function finish(element: TriageForm, given: Given): Promise<void> {
  await answer(element, given);
  await says(element, 'This is not a diagnosis and does not decide your treatment');
}

/** All our events that a page can hear, with their details. */
export const heard: { name: string; detail: unknown }[] = [];
const names: PageEventName[] = [
  'bq-ready',
  'bq-service-selected',
  'bq-slot-selected',
  'bq-step',
  'bq-form-submitted',
  'bq-error',
];
const hear = (event: Event) =>
  event.target instanceof Element &&
  event.target.localName === 'bq-triage-form' &&
  heard.push({ name: event.type, detail: event instanceof CustomEvent ? event.detail : null });

export function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}

/** The set-up and tear-down of both test files. */
export function playTriage(): void {
  let startClock: () => void;
  let placeBack: () => void;
  before(async () => {
    await startMockServer();
    startClock = stopClockAt(sampleNow);
    placeBack = placeDeviceIn('Australia/Melbourne');
    for (const name of names) document.addEventListener(name, hear);
  });
  after(() => {
    startClock();
    placeBack();
    for (const name of names) document.removeEventListener(name, hear);
  });
  beforeEach(() => {
    forgetCatalogue();
    forgetPageEvents();
    forgetAsked();
    forgetTriage();
    heard.length = 0;
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'onLine');
  });
}
