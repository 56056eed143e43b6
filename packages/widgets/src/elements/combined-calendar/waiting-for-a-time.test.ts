import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { asked, forgetAsked, waitlistScenarios } from '../waitlist-signup/waitlist-signup.mocks.ts';
import { calendarScenarios, sampleNow } from './combined-calendar.mocks.ts';
import './combined-calendar.ts';
import '../waitlist-signup/waitlist-signup.ts';

const tellUs = 'Tell us when suits you';
const followUps = html`<bq-combined-calendar
  service="alternative_medicine"
  visit="followup"
></bq-combined-calendar>`;

async function place(scenario: RequestHandler[], markup = followUps): Promise<Element> {
  play(...scenario, ...waitlistScenarios.joinsOpen());
  return fixture(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

const says = (root: Element, words: string) =>
  waitUntil(() => textOf(root).includes(words), `"${words}" appears`);
const hasFocus = (name: string) =>
  waitUntil(() => focusedName() === name, `"${name}" takes focus; it is on "${focusedName()}"`);

function type(root: Element, label: string, text: string): void {
  const field = byRole(root, 'textbox', label);
  if (!(field instanceof HTMLInputElement)) throw new Error(`${label} is no input`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function joins(root: Element): Promise<unknown> {
  type(root, 'Full name', 'Alex Sample');
  type(root, 'Email', 'alex@example.com');
  byRole(root, 'radio', 'As soon as possible').click();
  byRole(root, 'checkbox', /^You may write to me/).click();
  byRole(root, 'button', /^Join the waitlist/).click();
  await appears(root, 'heading', 'You are number 3 of 9');
  return asked[0]?.body.wishes;
}

let startClock: () => void;
before(startMockServer);
beforeEach(async () => {
  sessionStorage.clear();
  forgetCatalogue();
  forgetPageEvents();
  forgetAsked();
  startClock = stopClockAt(sampleNow);
  await setViewport({ width: 1100, height: 900 });
});
afterEach(() => startClock());

describe('no one has a free time', () => {
  it('offers to wait for one, beside looking further, and says what comes of it', async () => {
    const calendar = await place(calendarScenarios.empty);
    await says(
      calendar,
      'There are no times in these weeks. Tell us when suits you, and we will let you know when a time becomes available.',
    );
    byRole(calendar, 'button', tellUs);
    byRole(calendar, 'button', 'Look for later times');
    await expectAccessible(calendar);
  });

  it('asks whom, which days and how long beforehand, and sends what was answered', async () => {
    const calendar = await place(calendarScenarios.empty);
    (await appears(calendar, 'button', tellUs)).click();
    await hasFocus('Waitlist: Alternative medicine');
    (await appears(calendar, 'radio', 'Dr Shivani')).click();
    byRole(calendar, 'checkbox', 'Friday').click();
    byRole(calendar, 'checkbox', 'Monday').click();
    byRole(calendar, 'checkbox', 'Tuesday').click();
    byRole(calendar, 'checkbox', 'Tuesday').click();
    byRole(calendar, 'radio', 'A day').click();
    await expectAccessible(calendar);
    expect(await joins(calendar)).to.deep.equal({
      visit: 'followup',
      practitionerId: 'dr_shivani',
      days: ['mon', 'fri'],
      noticeHours: 24,
    });
    await says(calendar, 'When a time that suits you is available, we write to you');
  });

  it('takes anything where nothing is wished for', async () => {
    const calendar = await place(calendarScenarios.empty);
    (await appears(calendar, 'button', tellUs)).click();
    await appears(calendar, 'checkbox', 'Friday');
    expect(await joins(calendar)).to.deep.equal({ visit: 'followup' });
  });

  it('asks not whom to see where there is one person only', async () => {
    const calendar = await place(
      calendarScenarios.empty,
      html`<bq-combined-calendar service="gaps_coaching" visit="followup"></bq-combined-calendar>`,
    );
    (await appears(calendar, 'button', tellUs)).click();
    await appears(calendar, 'checkbox', 'Friday');
    expect(textOf(calendar)).not.to.include('Who would you like to see?');
  });

  it('can be told with the keyboard alone', async () => {
    const calendar = await place(calendarScenarios.empty);
    await appears(calendar, 'button', tellUs);
    await tabTo(tellUs);
    await press('Enter');
    await hasFocus('Waitlist: Alternative medicine');
    await appears(calendar, 'checkbox', 'Monday');
    await tabTo('Anyone');
    await press('ArrowDown');
    await hasFocus('Dr Dia');
    await tabTo('Monday', 1);
    await press('Space');
    await tabTo('It does not matter', 7);
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const calendar = await place(calendarScenarios.empty);
    (await appears(calendar, 'button', tellUs)).click();
    await appears(calendar, 'checkbox', 'Monday');
    const signUp = calendar.shadowRoot?.querySelector<HTMLElement>('bq-waitlist-signup');
    if (signUp) signUp.style.inlineSize = '320px';
    expect(signUp?.scrollWidth).to.equal(320);
  });

  it('is gone again when another service is shown', async () => {
    const calendar = await place(calendarScenarios.empty);
    (await appears(calendar, 'button', tellUs)).click();
    await appears(calendar, 'checkbox', 'Monday');
    calendar.setAttribute('service', 'gaps_coaching');
    await waitUntil(() => allByRole(calendar, 'heading', /^Waitlist/).length === 0, 'it goes');
  });
});

describe('a person has, or may have, a free time', () => {
  for (const [what, scenario, words] of [
    ['times in another month', calendarScenarios.nextMonth, 'Next Tue 1 Dec'],
    ['a calendar that could not be checked', calendarScenarios.emptyAndUnchecked, 'No times online just now'],
    ['times that did not load', calendarScenarios.error, 'We could not load the times'],
  ] as const) {
    it(`does not speak of waiting with ${what}`, async () => {
      const calendar = await place(scenario);
      await says(calendar, words);
      expect(allByRole(calendar, 'button', tellUs)).to.deep.equal([]);
      expect(textOf(calendar)).not.to.include('There are no times in these weeks');
    });
  }
});
