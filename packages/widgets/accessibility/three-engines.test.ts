// No console guard: engines write there, too. What an engine reports about its own rules is a finding: engines.ts.
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../src/api/catalogue.ts';
import { bookingScenarios } from '../src/elements/booking/booking.mocks.ts';
import { paidScenarios } from '../src/elements/booking/paid/paid.mocks.ts';
import { calendarScenarios, sampleNow } from '../src/elements/combined-calendar/combined-calendar.mocks.ts';
import { deviceCheckScenarios } from '../src/elements/device-check/device-check.mocks.ts';
import { intakeScenarios } from '../src/elements/intake-form/intake-form.mocks.ts';
import { manageScenarios } from '../src/elements/manage-booking/manage-booking.mocks.ts';
import { practitionersScenarios } from '../src/elements/practitioners/practitioners.mocks.ts';
import { servicePickerScenarios } from '../src/elements/service-picker/service-picker.mocks.ts';
import { triageScenarios } from '../src/elements/triage-form/triage-form.mocks.ts';
import { waitlistScenarios } from '../src/elements/waitlist-signup/waitlist-signup.mocks.ts';
import { forgetPageEvents } from '../src/page/neighbours/page-events.ts';
import { stopClockAt } from '../src/testing/device/fixed-date.ts';
import { allByRole, deep, type Name } from '../src/testing/queries.ts';
import { fakeStripe } from '../src/testing/samples/fake-stripe.ts';
import { play, startMockServer } from '../src/testing/samples/mock-server.ts';
import { findings, loadIbm } from './engines.ts';
import { isFalsePositive } from './false-positives.ts';
import '../src/elements/booking/booking.ts';
import '../src/elements/combined-calendar/combined-calendar.ts';
import '../src/elements/device-check/device-check.ts';
import '../src/elements/intake-form/intake-form.ts';
import '../src/elements/manage-booking/manage-booking.ts';
import '../src/elements/practitioners/practitioners.ts';
import '../src/elements/service-picker/service-picker.ts';
import '../src/elements/triage-form/triage-form.ts';
import '../src/elements/waitlist-signup/waitlist-signup.ts';

type Scenarios = Record<string, readonly RequestHandler[] | (() => readonly RequestHandler[])>;

interface Group {
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
  await waitUntil(() => allByRole(root, role, name).length > 0, '', { timeout: 2500 }).catch(() => undefined);
  return allByRole(root, role, name)[0];
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

/** The engines judge colours, so the page waits until each colour has arrived. */
async function transitionsEnd(root: HTMLElement): Promise<void> {
  const running = [...deep(root)].flatMap((element) => element.getAnimations());
  const transitions = running.filter((each) => each instanceof CSSTransition);
  await Promise.all(transitions.map(({ finished }) => finished.catch(() => undefined)));
}

const groups: readonly Group[] = [
  {
    name: 'the calendar',
    scenarios: calendarScenarios,
    markup: html`<bq-combined-calendar service="alternative_medicine" visit="followup" time-zone="Australia/Melbourne"></bq-combined-calendar>`,
  },
  {
    name: 'the calendar with a choice of people',
    scenarios: { default: calendarScenarios.default, long: calendarScenarios.long },
    markup: html`<bq-combined-calendar service="alternative_medicine" visit="followup" time-zone="Australia/Melbourne"></bq-combined-calendar>`,
    walk: async (root) => (await appears(root, 'button', /^9:00/))?.click(),
  },
  {
    name: 'the choice of a service',
    scenarios: bookingScenarios,
    markup: html`<bq-booking></bq-booking>`,
  },
  {
    name: 'a free booking',
    scenarios: bookingScenarios,
    markup: html`<bq-booking service="gaps_coaching" time-zone="Australia/Melbourne"></bq-booking>`,
    walk: book,
  },
  {
    name: 'a paid booking',
    scenarios: paidScenarios,
    markup: html`<bq-booking service="alternative_medicine" visit="followup" time-zone="Australia/Melbourne"></bq-booking>`,
    walk: book,
  },
  {
    name: 'the picker of services',
    scenarios: servicePickerScenarios as Scenarios,
    markup: html`<bq-service-picker></bq-service-picker>`,
  },
  {
    name: 'a waitlist',
    scenarios: waitlistScenarios as Scenarios,
    markup: html`<bq-waitlist-signup service="counseling"></bq-waitlist-signup>`,
    walk: join,
  },
  {
    name: 'a place on a waitlist',
    scenarios: waitlistScenarios as Scenarios,
    markup: html`<bq-waitlist-signup service="counseling"></bq-waitlist-signup>`,
    fragment: '#entry=wl_1&token=secret',
  },
  {
    name: 'a booking of before',
    scenarios: manageScenarios as Scenarios,
    markup: html`<bq-manage-booking></bq-manage-booking>`,
    fragment: '#booking=bok_1&token=secret',
  },
  {
    name: 'a form',
    scenarios: intakeScenarios as Scenarios,
    markup: html`<bq-intake-form form="medical_history"></bq-intake-form>`,
    fragment: '#booking=bok_1&token=secret',
  },
  {
    name: 'triage',
    scenarios: triageScenarios as Scenarios,
    markup: html`<bq-triage-form></bq-triage-form>`,
  },
  {
    name: 'the practitioners',
    scenarios: practitionersScenarios as Scenarios,
    markup: html`<bq-practitioners></bq-practitioners>`,
  },
  {
    name: 'the test of camera and sound',
    scenarios: deviceCheckScenarios as Scenarios,
    markup: html`<bq-device-check></bq-device-check>`,
  },
];

describe('three engines find nothing', () => {
  const header = document.createElement('header');
  let startClock: () => void;
  let stripe: ReturnType<typeof fakeStripe>;
  before(async () => {
    document.documentElement.lang = 'en-AU';
    document.title = 'A page of the clinic';
    header.innerHTML =
      '<a href="#content" style="display: inline-block; padding: 16px">Skip to the content</a>';
    document.body.prepend(header);
    await Promise.all([startMockServer(), loadIbm()]);
    startClock = stopClockAt(sampleNow);
    await setViewport({ width: 1000, height: 900 });
  });
  after(() => {
    startClock();
    header.remove();
  });
  beforeEach(() => {
    forgetCatalogue();
    forgetPageEvents();
    sessionStorage.clear();
    stripe = fakeStripe();
  });
  afterEach(() => stripe.remove());

  it('in at least 60 states', () => {
    const states = groups.flatMap(({ scenarios }) => Object.keys(scenarios));
    expect(states.length).to.be.at.least(60);
  });

  for (const { name, scenarios, markup, walk, fragment } of groups) {
    for (const [key, scenario] of Object.entries(scenarios)) {
      it(`in ${name}, ${key}`, async () => {
        history.replaceState({}, '', fragment ?? location.pathname + location.search);
        play(...(typeof scenario === 'function' ? scenario() : scenario));
        const main = await fixture<HTMLElement>(
          html`<main id="content"><h1>Book an appointment</h1>${markup}</main>`,
        );
        await walk?.(main);
        await new Promise((resolve) => setTimeout(resolve, 600));
        await transitionsEnd(main);
        const found = (await findings()).filter((each) => !isFalsePositive(each));
        expect(found.map(({ engine, rule, words }) => `${engine} ${rule}: ${words}`)).to.deep.equal([]);
      });
    }
  }
});
