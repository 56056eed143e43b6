import '../../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { forgetCatalogue } from '../../../api/catalogue.ts';
import { forgetPageEvents } from '../../../page/neighbours/page-events.ts';
import { placeDeviceIn } from '../../../testing/device/device-zone.ts';
import { stopClockAt } from '../../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo, typeText } from '../../../testing/device/keyboard.ts';
import { expectAccessible } from '../../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../../testing/queries.ts';
import { type FakeStripe, fakeStripe } from '../../../testing/samples/fake-stripe.ts';
import { play, startMockServer } from '../../../testing/samples/mock-server.ts';
import { sampleNow } from '../../combined-calendar/combined-calendar.mocks.ts';
import type { BookingElement } from '../booking.ts';
import { forgetActs, heldRequests, paidScenarios } from '../paid/paid.mocks.ts';
import '../booking.ts';

const fold = 'I have a promotion code';
const typed = {
  'First name': 'Alex',
  'Last name': 'Sample',
  Day: '27',
  Month: '3',
  Year: '1980',
  Mobile: '0412 345 678',
  Email: 'alex@example.com',
};
let stripe: FakeStripe;
let startClock: () => void;
let leaveMelbourne: () => void;

before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
  leaveMelbourne = placeDeviceIn('Australia/Melbourne');
});
after(() => {
  startClock();
  leaveMelbourne();
});
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  forgetActs();
  sessionStorage.clear();
  stripe = fakeStripe();
});
afterEach(() => stripe.remove());

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`);
}

async function atDetails(scenario: keyof typeof paidScenarios): Promise<BookingElement> {
  play(...paidScenarios[scenario]());
  const element = await fixture<BookingElement>(
    html`<bq-booking service="alternative_medicine" visit="followup"></bq-booking>`,
  );
  (await appears(element, 'button', /^9:30/)).click();
  (await appears(element, 'button', 'Continue')).click();
  await appears(element, 'textbox', 'First name');
  return element;
}

function type(element: BookingElement, label: Name, value: string): void {
  const field = byRole(element, 'textbox', label) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

async function apply(element: BookingElement, code: string): Promise<void> {
  (await appears(element, 'button', fold)).click();
  await appears(element, 'textbox', 'Promotion code');
  type(element, 'Promotion code', code);
  byRole(element, 'button', /^Apply/).click();
}

function toPayment(element: BookingElement): void {
  for (const [label, value] of Object.entries(typed)) type(element, label, value);
  byRole(element, 'button', /^Continue to payment/).click();
}

describe('a promotion code', () => {
  it('is folded until the patient wants it, and can be used with the keyboard alone', async () => {
    const element = await atDetails('promotion');
    expect(allByRole(element, 'textbox', 'Promotion code')).to.have.length(0);
    byRole(element, 'button', fold).focus();
    await press('Enter');
    await waitUntil(() => focusedName() === 'Promotion code', 'the field takes focus');
    await typeText('welcome');
    await press('Enter');
    await waitUntil(() => focusedName() === 'Remove code', 'the way to remove it takes focus');
    await says(element, 'Code WELCOME applied. You pay $71.10.');
    await tabTo('First name');
  });

  it('lowers the price before anything is booked, and is sent with the booking', async () => {
    const element = await atDetails('promotion');
    await apply(element, ' welcome ');
    await says(element, '$71.10 instead of $79');
    await expectAccessible(element);
    toPayment(element);
    await appears(element, 'heading', 'Payment');
    expect(heldRequests()[0]?.promotionCode).to.equal('WELCOME');
    await says(element, '$71.10 instead of $79');
    await appears(element, 'button', /Pay \$71\.10/);
  });

  it('that is wrong is answered at the field, and the booking goes on without it', async () => {
    const element = await atDetails('promotion');
    await apply(element, 'FREE');
    await says(element, 'We do not know this code. Check how it is spelt.');
    await waitUntil(() => focusedName() === 'Promotion code', 'the field takes focus again');
    expect(byRole(element, 'textbox', 'Promotion code').getAttribute('aria-invalid')).to.equal('true');
    await expectAccessible(element);
    toPayment(element);
    await appears(element, 'heading', 'Payment');
    expect(heldRequests()[0]).not.to.have.property('promotionCode');
  });

  it('that is empty is asked for, and one that was applied can be removed', async () => {
    const element = await atDetails('promotion');
    await apply(element, '');
    await says(element, 'Enter your promotion code.');
    type(element, 'Promotion code', 'WELCOME');
    byRole(element, 'button', /^Apply/).click();
    (await appears(element, 'button', 'Remove code')).click();
    await says(element, 'Code removed. You pay $79.');
    await appears(element, 'textbox', 'Promotion code');
    expect(textOf(element)).not.to.include('instead of');
  });

  it('that has run out meanwhile is taken off, with a sentence at the field', async () => {
    const element = await atDetails('promotionOver');
    await apply(element, 'WELCOME');
    await says(element, 'Code WELCOME applied');
    toPayment(element);
    await says(element, 'This code has expired.');
    expect(textOf(element)).not.to.include('instead of');
    await expectAccessible(element);
  });

  it('has no field for a visit that no code of the clinic is for', async () => {
    play(...paidScenarios.promotion());
    const element = await fixture<BookingElement>(html`<bq-booking service="gaps_coaching"></bq-booking>`);
    (await appears(element, 'button', /^9:30/)).click();
    (await appears(element, 'button', 'Continue')).click();
    await appears(element, 'heading', 'Your details');
    expect(allByRole(element, 'button', fold)).to.have.length(0);
  });
});
