import { html, type TemplateResult } from 'lit';
import type { RequestHandler } from 'msw';
import type { ElementTag } from '../src/element-tags.ts';
import { bookingScenarios } from '../src/elements/booking/booking.mocks.ts';
import { paidScenarios } from '../src/elements/booking/paid/paid.mocks.ts';
import { calendarScenarios } from '../src/elements/combined-calendar/combined-calendar.mocks.ts';
import { deviceCheckScenarios } from '../src/elements/device-check/device-check.mocks.ts';
import { intakeScenarios } from '../src/elements/intake-form/intake-form.mocks.ts';
import { manageScenarios } from '../src/elements/manage-booking/manage-booking.mocks.ts';
import { practitionersScenarios } from '../src/elements/practitioners/practitioners.mocks.ts';
import { servicePickerScenarios } from '../src/elements/service-picker/service-picker.mocks.ts';
import { triageScenarios } from '../src/elements/triage-form/triage-form.mocks.ts';
import { waitlistScenarios } from '../src/elements/waitlist-signup/waitlist-signup.mocks.ts';
import { allByRole, type Name } from '../src/testing/queries.ts';

type Scenarios = Record<string, readonly RequestHandler[] | (() => readonly RequestHandler[])>;

/** The states of one element that begin in the same way. */
export interface Group {
  readonly tag: ElementTag;
  readonly name: string;
  readonly scenarios: Scenarios;
  readonly markup: TemplateResult;
  /** What a patient does until the scenario shows; a step that does not appear ends it. */
  readonly walk?: (root: HTMLElement) => Promise<void>;
  readonly fragment?: string;
}

const typed = {
  'Full name': 'Alex Sample',
  'First name': 'Alex',
  'Last name': 'Sample',
  Day: '27',
  Month: '3',
  Year: '1980',
  Email: 'alex@example.com',
  Mobile: '0412 345 678',
  'What would you like help with?': 'Sleeping badly',
};

async function appears(root: HTMLElement, role: string, name: Name): Promise<HTMLElement | undefined> {
  for (let waited = 0; waited < 2500; waited += 50) {
    const [found] = allByRole(root, role, name);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

async function book(root: HTMLElement): Promise<void> {
  (await appears(root, 'button', /^9:30/))?.click();
  (await appears(root, 'button', 'Continue'))?.click();
  await appears(root, 'textbox', 'Mobile');
  for (const [label, value] of Object.entries(typed)) {
    const field = allByRole(root, 'textbox', label)[0];
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  allByRole(root, 'button', /^(Book this time|Continue to payment)/)[0]?.click();
}

async function join(root: HTMLElement): Promise<void> {
  await appears(root, 'textbox', 'Full name');
  for (const label of ['Full name', 'Email'] as const) {
    const field = allByRole(root, 'textbox', label)[0];
    if (!(field instanceof HTMLInputElement)) continue;
    field.value = typed[label];
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  allByRole(root, 'radio', 'Soon')[0]?.click();
  allByRole(root, 'checkbox')[0]?.click();
  allByRole(root, 'button', /^Join the waitlist/)[0]?.click();
}

/** Every state that the tests know, for the three engines and for the gallery. */
export const groups: readonly Group[] = [
  {
    tag: 'bq-combined-calendar',
    name: 'the calendar',
    scenarios: calendarScenarios,
    markup: html`<bq-combined-calendar service="alternative_medicine" visit="followup" time-zone="Australia/Melbourne"></bq-combined-calendar>`,
  },
  {
    tag: 'bq-combined-calendar',
    name: 'the calendar with a choice of people',
    scenarios: { default: calendarScenarios.default, long: calendarScenarios.long },
    markup: html`<bq-combined-calendar service="alternative_medicine" visit="followup" time-zone="Australia/Melbourne"></bq-combined-calendar>`,
    walk: async (root) => (await appears(root, 'button', /^9:00/))?.click(),
  },
  {
    tag: 'bq-booking',
    name: 'the choice of a service',
    scenarios: bookingScenarios,
    markup: html`<bq-booking></bq-booking>`,
  },
  {
    tag: 'bq-booking',
    name: 'a free booking',
    scenarios: bookingScenarios,
    markup: html`<bq-booking service="gaps_coaching" time-zone="Australia/Melbourne"></bq-booking>`,
    walk: book,
  },
  {
    tag: 'bq-booking',
    name: 'a paid booking',
    scenarios: paidScenarios,
    markup: html`<bq-booking service="alternative_medicine" visit="followup" time-zone="Australia/Melbourne"></bq-booking>`,
    walk: book,
  },
  {
    tag: 'bq-service-picker',
    name: 'the picker of services',
    scenarios: servicePickerScenarios,
    markup: html`<bq-service-picker></bq-service-picker>`,
  },
  {
    tag: 'bq-waitlist-signup',
    name: 'a waitlist',
    scenarios: waitlistScenarios,
    markup: html`<bq-waitlist-signup service="counseling"></bq-waitlist-signup>`,
    walk: join,
  },
  {
    tag: 'bq-waitlist-signup',
    name: 'a place on a waitlist',
    scenarios: waitlistScenarios,
    markup: html`<bq-waitlist-signup service="counseling"></bq-waitlist-signup>`,
    fragment: '#entry=wl_1&token=secret',
  },
  {
    tag: 'bq-manage-booking',
    name: 'a booking of before',
    scenarios: manageScenarios,
    markup: html`<bq-manage-booking></bq-manage-booking>`,
    fragment: '#booking=bok_1&token=secret',
  },
  {
    tag: 'bq-intake-form',
    name: 'a form',
    scenarios: intakeScenarios,
    markup: html`<bq-intake-form form="medical_history"></bq-intake-form>`,
    fragment: '#booking=bok_1&token=secret',
  },
  {
    tag: 'bq-triage-form',
    name: 'triage',
    scenarios: triageScenarios,
    markup: html`<bq-triage-form></bq-triage-form>`,
  },
  {
    tag: 'bq-practitioners',
    name: 'the practitioners',
    scenarios: practitionersScenarios,
    markup: html`<bq-practitioners></bq-practitioners>`,
  },
  {
    tag: 'bq-device-check',
    name: 'the test of camera and sound',
    scenarios: deviceCheckScenarios,
    markup: html`<bq-device-check></bq-device-check>`,
  },
];

/** What the server answers in this state. A scenario that remembers what was asked begins anew. */
export function handlersOf({ scenarios }: Group, state: string): readonly RequestHandler[] {
  const scenario = scenarios[state] ?? [];
  return typeof scenario === 'function' ? scenario() : scenario;
}
