import '../../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
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
import { acts, forgetActs, heldRequests, paidScenarios, sampleResumeToken, sentActs } from './paid.mocks.ts';
import '../booking.ts';

const typed = {
  'First name': 'Alex',
  'Last name': 'Sample',
  Day: '27',
  Month: '3',
  Year: '1980',
  Mobile: '0412 345 678',
  Email: 'alex@example.com',
};
const noteKey = `bq-booking:${location.pathname}`;

let stripe: FakeStripe;
let startClock: () => void;
let leaveMelbourne: () => void;
let stopListening: (() => void)[] = [];

async function place(scenario: RequestHandler[]): Promise<BookingElement> {
  play(...scenario);
  const element = await fixture<BookingElement>(
    html`<bq-booking service="alternative_medicine" visit="followup"><a href="tel:1">Call us</a></bq-booking>`,
  );
  element.timings = { pauses: [1, 1, 200], lateAfter: 3 };
  return element;
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`);
}

async function chooseTime(element: BookingElement): Promise<void> {
  (await appears(element, 'button', /^9:30/)).click();
  (await appears(element, 'button', 'Continue')).click();
  await appears(element, 'textbox', 'First name');
}

function fill(element: BookingElement, values: Partial<typeof typed> = typed): void {
  for (const [label, value] of Object.entries(values)) {
    const field = byRole(element, 'textbox', label);
    if (!(field instanceof HTMLInputElement)) throw new Error(label);
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}

function values(element: BookingElement): Record<string, string> {
  return Object.fromEntries(
    Object.keys(typed).map((label) => {
      const field = byRole(element, 'textbox', label);
      return [label, field instanceof HTMLInputElement ? field.value : ''];
    }),
  );
}

/** Does all steps before the press that holds the time. */
async function holdAt(scenario: RequestHandler[]): Promise<BookingElement> {
  const element = await place(scenario);
  await chooseTime(element);
  fill(element);
  byRole(element, 'button', /^Continue to payment/).click();
  return element;
}

const payButton = (element: BookingElement) => byRole(element, 'button', /Pay \$79\.00/);

/** Does all steps until the payment step can be used. */
async function payAt(scenario: RequestHandler[]): Promise<BookingElement> {
  const element = await holdAt(scenario);
  await appears(element, 'heading', 'Payment');
  await waitUntil(() => !payButton(element).hasAttribute('aria-disabled'), 'the card fields are there');
  return element;
}

/** Draws the page after a reload during a paid booking. */
function reloaded(scenario: RequestHandler[]): Promise<BookingElement> {
  sessionStorage.setItem(noteKey, sampleResumeToken);
  return place(scenario);
}

function listen(name: string): CustomEvent[] {
  const heard: CustomEvent[] = [];
  const hear = (event: Event) => heard.push(event as CustomEvent);
  document.addEventListener(name, hear);
  stopListening.push(() => document.removeEventListener(name, hear));
  return heard;
}

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
afterEach(() => {
  stripe.remove();
  for (const stop of stopListening) stop();
  stopListening = [];
  sessionStorage.clear();
});

describe('booking a paid visit', () => {
  it('goes from the time to the details, the payment and the confirmation with its receipt', async () => {
    const steps = listen('bq-step');
    const told = listen('bq-booking-confirmed');
    const element = await payAt(paidScenarios.default());
    payButton(element).click();
    await waitUntil(() => focusedName() === 'You are booked', 'the confirmation takes focus');
    await says(element, 'Paid $79.00');
    await says(element, 'alex@example.com');
    await says(element, 'BOT-2026-2233');
    expect(steps.map(({ detail }) => detail.step)).to.deep.equal(['time', 'details', 'payment', 'confirmed']);
    expect(told.map(({ detail }) => detail)).to.deep.equal([
      {
        bookingId: 'bok_2',
        service: 'alternative_medicine',
        visit: 'followup',
        amountCents: 7900,
        currency: 'AUD',
      },
    ]);
    expect(acts()).to.deep.equal(['hold', 'confirm']);
  });

  it('asks the server for the time of the practitioner who was chosen, with the details as they are', async () => {
    await payAt(paidScenarios.default());
    const [request] = heldRequests();
    expect(request?.patient).to.deep.equal({
      firstName: 'Alex',
      lastName: 'Sample',
      email: 'alex@example.com',
      phone: '0412 345 678',
      dateOfBirth: '1980-03-27',
    });
    expect([request?.practitionerId, request?.start, request?.visit]).to.deep.equal([
      'dr_dia',
      '2026-11-22T22:30:00Z',
      'followup',
    ]);
  });

  it('keeps the price in snapshot and says when it is charged', async () => {
    const element = await place(paidScenarios.default());
    await says(element, '$79');
    await chooseTime(element);
    await says(element, '$79 charged when your booking is confirmed');
    fill(element);
    byRole(element, 'button', /^Continue to payment/).click();
    await appears(element, 'heading', 'Payment');
    await says(element, '$79 charged when your booking is confirmed');
  });

  it('says what a cancellation costs at the time, at the details, above "Pay" and at the confirmation', async () => {
    const line = 'Free to cancel until Sunday 22 November, 9:30 am. After that no refund.';
    const element = await place(paidScenarios.default());
    (await appears(element, 'button', /^9:30/)).click();
    await says(element, line);
    (await appears(element, 'button', 'Continue')).click();
    await appears(element, 'heading', 'Your details');
    await says(element, `$79 charged when your booking is confirmed Change time ${line}`);
    fill(element);
    byRole(element, 'button', /^Continue to payment/).click();
    await appears(element, 'heading', 'Payment');
    await says(element, `${line} Pay $79.00`);
    await waitUntil(() => payButton(element).ariaDisabled !== 'true', 'the card is ready');
    payButton(element).click();
    await appears(element, 'heading', 'You are booked');
    await says(element, `Paid $79.00 ${line}`);
  });

  it('can be done with the keyboard alone, and focus goes where the eye goes', async () => {
    const element = await place(paidScenarios.default());
    await chooseTime(element);
    await waitUntil(() => focusedName() === 'Your details', 'the heading takes focus');
    for (const [label, value] of Object.entries(typed)) {
      await tabTo(label);
      await typeText(value);
    }
    await tabTo(/^Continue to payment/);
    await press('Enter');
    await waitUntil(() => focusedName() === 'Payment', 'the heading takes focus');
    await waitUntil(() => !payButton(element).hasAttribute('aria-disabled'), 'the card fields are there');
    await tabTo('Keep it longer');
    await tabTo(/^Card number/);
    await typeText('4242');
    await tabTo(/Pay \$79\.00/);
    await press('Enter');
    await waitUntil(() => focusedName() === 'You are booked', 'the confirmation takes focus');
  });

  it('is paid once, however often the button is pressed', async () => {
    const element = await payAt(paidScenarios.slowConfirm());
    const button = payButton(element);
    button.click();
    button.click();
    await waitUntil(() => acts().includes('confirm'), 'the server is told');
    button.click();
    expect(stripe.pays).to.have.length(1);
    expect(acts()).to.deep.equal(['hold', 'confirm']);
    expect(allByRole(element, 'button', 'Back')).to.have.length(0);
  });

  it('keeps the size of its button with each text on it', async () => {
    stripe.answers = [new Promise<null>(() => {})];
    const element = await payAt(paidScenarios.default());
    const { width, height } = payButton(element).getBoundingClientRect();
    payButton(element).click();
    await waitUntil(() => payButton(element).hasAttribute('aria-disabled'), 'it is under way');
    const busy = payButton(element).getBoundingClientRect();
    expect([busy.width, busy.height]).to.deep.equal([width, height]);
  });
});

describe('the details of a patient', () => {
  it('ask for what identifies a person, in fields that a browser can fill in', async () => {
    const element = await place(paidScenarios.default());
    await chooseTime(element);
    const tokens = Object.keys(typed).map((label) =>
      byRole(element, 'textbox', label).getAttribute('autocomplete'),
    );
    expect(tokens).to.deep.equal([
      'given-name',
      'family-name',
      'bday-day',
      'bday-month',
      'bday-year',
      'tel',
      'email',
    ]);
    byRole(element, 'group', /^Date of birth/);
  });

  it('judge a date of birth when all of it was left, and say what to do', async () => {
    const element = await place(paidScenarios.default());
    await chooseTime(element);
    byRole(element, 'textbox', 'Day').focus();
    await typeText('31');
    await press('Tab');
    await typeText('2');
    expect(textOf(element)).not.to.include('Enter your date of birth');
    await press('Tab');
    await typeText('1980');
    await press('Tab');
    await says(element, 'Enter your date of birth, like 27 3 1980');
    await expectAccessible(element);
  });

  it('lead from the summary of errors to the first field of the date', async () => {
    const element = await place(paidScenarios.default());
    await chooseTime(element);
    byRole(element, 'button', /^Continue to payment/).click();
    await waitUntil(() => focusedName() === 'There are 5 things to fix', 'the summary takes focus');
    byRole(element, 'link', 'Enter your date of birth').click();
    expect(focusedName()).to.equal('Day');
    expect(sentActs).to.have.length(0);
  });

  it("show the server's verdict at the right fields", async () => {
    const element = await holdAt(paidScenarios.invalid());
    await waitUntil(() => focusedName() === 'There are 2 things to fix', 'the summary takes focus');
    await says(element, 'Enter your date of birth, like 27 3 1980');
    expect(values(element)).to.deep.equal(typed);
  });
});

describe('the card', () => {
  it('is typed into the page itself, through every shadow root around the step', async () => {
    play(...paidScenarios.default());
    const outer = await fixture(html`<div></div>`);
    const shadow = outer.attachShadow({ mode: 'closed' });
    const element = document.createElement('bq-booking') as BookingElement;
    element.service = 'alternative_medicine';
    element.visit = 'followup';
    shadow.append(element);
    await chooseTime(element);
    fill(element);
    byRole(element, 'button', /^Continue to payment/).click();
    await waitUntil(() => stripe.mounts.length > 0, 'the card fields are mounted');
    const [mount] = stripe.mounts;
    expect(mount?.parentElement).to.equal(outer);
    expect(mount?.checkVisibility()).to.equal(true);
    await waitUntil(() => !payButton(element).hasAttribute('aria-disabled'), 'the card fields are there');
    expect((mount?.getBoundingClientRect().height ?? 0) > 0).to.equal(true);
    payButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(outer.childElementCount).to.equal(0);
  });

  it('takes its colours from the theme', async () => {
    await payAt(paidScenarios.default());
    const { variables, theme } = stripe.appearances[0] ?? {};
    expect(theme).to.equal('stripe');
    expect(variables?.colorBackground).to.equal('#ffffff');
    for (const name of ['colorPrimary', 'colorText', 'colorDanger']) {
      expect(variables?.[name]).to.match(/^#[0-9a-f]{6}$/);
    }
  });

  it('is dark where the widget is', async () => {
    document.documentElement.style.setProperty('--bq-surface', '#14201c');
    stopListening.push(() => document.documentElement.style.removeProperty('--bq-surface'));
    await payAt(paidScenarios.default());
    expect(stripe.appearances[0]?.theme).to.equal('night');
    expect(stripe.appearances[0]?.variables.colorBackground).to.equal('#14201c');
  });

  it('turns dark with a page that switches while the card fields are open', async () => {
    await payAt(paidScenarios.default());
    expect(stripe.appearances.at(-1)?.theme).to.equal('stripe');
    document.documentElement.style.colorScheme = 'dark';
    stopListening.push(() => document.documentElement.style.removeProperty('color-scheme'));
    await waitUntil(() => stripe.appearances.at(-1)?.theme === 'night', 'the fields turn dark');
    document.body.dataset.mood = 'calm';
    await new Promise(requestAnimationFrame);
    expect(stripe.appearances).to.have.length(2);
  });

  it('has the size of text that the reader has set', async () => {
    document.documentElement.style.fontSize = '24px';
    stopListening.push(() => document.documentElement.style.removeProperty('font-size'));
    await payAt(paidScenarios.default());
    expect(stripe.appearances[0]?.variables.fontSizeBase).to.equal('24px');
  });

  it('is asked for anew when the element is moved on the page', async () => {
    const element = await payAt(paidScenarios.default());
    const parent = element.parentElement;
    element.remove();
    parent?.append(element);
    await waitUntil(() => stripe.mounts.length === 2, 'mounted again');
    expect(stripe.destroyed).to.equal(1);
    await waitUntil(() => !payButton(element).hasAttribute('aria-disabled'), 'it can be used');
  });

  for (const [code, words] of [
    [{ code: 'card_declined', decline_code: 'generic_decline' }, 'Your bank declined this card'],
    [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'There is not enough money on this card'],
    [{ code: 'expired_card' }, 'This card is out of date'],
    [{ code: 'incorrect_cvc' }, 'The security code is not right'],
    [{ code: 'processing_error' }, 'Your bank could not process this just now'],
    [
      { type: 'invalid_request_error', code: 'payment_intent_authentication_failure' },
      'Your bank could not confirm that it was you',
    ],
    [{ type: 'api_connection_error' }, 'We did not get an answer about your payment'],
  ] as const) {
    it(`says what to do when it was not taken (${words}), and keeps the time`, async () => {
      stripe.answers = [code, null];
      const element = await payAt(paidScenarios.default());
      payButton(element).click();
      await waitUntil(() => focusedName() === words, 'the notice takes focus');
      await says(element, 'our time is still held');
      payButton(element).click();
      await appears(element, 'heading', 'You are booked');
      expect(acts()).to.deep.equal(['hold', 'confirm']);
    });
  }

  it('leaves the word to its own fields when they are not filled in', async () => {
    stripe.answers = [{ type: 'validation_error', code: 'incomplete_number' }];
    const element = await payAt(paidScenarios.default());
    payButton(element).click();
    await waitUntil(() => stripe.pays.length === 1, 'pressed');
    expect(
      allByRole(element, 'group', /card|bank/i).map((each) => each.getAttribute('aria-label')),
    ).to.deep.equal(['Card']);
    expect(acts()).to.deep.equal(['hold']);
  });

  it('asks the server when Stripe says that it is paid already', async () => {
    stripe.answers = [{ type: 'invalid_request_error', code: 'payment_intent_unexpected_state' }];
    const element = await payAt(paidScenarios.default());
    payButton(element).click();
    await appears(element, 'heading', 'You are booked');
  });

  it('says so when its fields cannot be loaded, and tries again when asked', async () => {
    stripe.loads = false;
    const element = await holdAt(paidScenarios.default());
    await waitUntil(() => focusedName() === 'The card fields could not be loaded', 'the notice takes focus');
    byRole(element, 'link', 'Call (03) 7010 4321');
    await expectAccessible(element);
    stripe.loads = true;
    byRole(element, 'button', 'Try again').click();
    await waitUntil(() => !payButton(element).hasAttribute('aria-disabled'), 'the card fields are there');
  });

  it('says so when the script cannot be loaded', async () => {
    stripe.remove();
    const element = await holdAt(paidScenarios.default());
    await says(element, 'The card fields could not be loaded');
    expect(
      [...document.head.querySelectorAll('script')].some(({ src }) => src.includes('no-stripe')),
    ).to.equal(false);
  });
});

describe('the time that is held', () => {
  it('says for how long, with no second clock beside that of the appointment', async () => {
    const element = await payAt(paidScenarios.default());
    await says(element, 'Your time is held for 10 minutes.');
  });

  it('is kept for longer once, and says so', async () => {
    const element = await payAt(paidScenarios.default());
    byRole(element, 'button', 'Keep it longer').click();
    await says(element, 'Your time is held for 20 minutes.');
    await says(element, 'Done. Your time is held for 20 minutes.');
    expect(allByRole(element, 'button', 'Keep it longer')).to.have.length(0);
    expect(acts()).to.deep.equal(['hold', 'extend']);
    expect(stripe.mounts).to.have.length(1);
  });

  it('says when it cannot be kept longer', async () => {
    const element = await payAt(paidScenarios.notExtendable());
    byRole(element, 'button', 'Keep it longer').click();
    await says(element, 'We could not hold it longer just now');
  });

  it('is let go when the patient goes back, and held again when they come back; nothing is lost', async () => {
    const element = await payAt(paidScenarios.default());
    byRole(element, 'button', 'Back').click();
    await appears(element, 'textbox', 'First name');
    await waitUntil(() => acts().includes('release'), 'the time is given back');
    expect(values(element)).to.deep.equal(typed);
    expect(sessionStorage.getItem(noteKey)).to.equal(null);
    byRole(element, 'button', /^Continue to payment/).click();
    await appears(element, 'heading', 'Payment');
    expect(acts()).to.deep.equal(['hold', 'release', 'hold']);
    expect(new Set(sentActs.map(({ key }) => key)).size).to.equal(3);
  });

  it('says in plain words when it has run out, and is held again with one press', async () => {
    const element = await holdAt(paidScenarios.shortHold());
    await waitUntil(() => focusedName() === 'Your time is not held any more', 'the heading takes focus');
    await says(element, 'Nothing was charged');
    await expectAccessible(element);
    play(...paidScenarios.default());
    byRole(element, 'button', 'Hold 9:30 am again').click();
    await appears(element, 'heading', 'Payment');
    expect(heldRequests().at(-1)?.patient.firstName).to.equal('Alex');
  });

  it('leads to the times when another one is wanted, with the details kept', async () => {
    const element = await holdAt(paidScenarios.shortHold());
    (await appears(element, 'button', 'Choose another time')).click();
    await chooseTime(element);
    expect(values(element)).to.deep.equal(typed);
  });

  it('that another person has already leads to the nearest ones before a card is asked for', async () => {
    const element = await holdAt(paidScenarios.taken());
    await appears(element, 'heading', 'That time has just been taken');
    expect(stripe.mounts).to.have.length(0);
  });
});

describe('after the bank has said yes', () => {
  it('says that nothing was charged when the time was lost, and offers the nearest with everything kept', async () => {
    const element = await payAt(paidScenarios.slotLost());
    payButton(element).click();
    await waitUntil(() => focusedName() === 'That time has just been taken', 'the heading takes focus');
    await says(element, 'You were not charged');
    await expectAccessible(element);
    play(...paidScenarios.default());
    (await appears(element, 'button', /^11:30 am Monday 23 November/)).click();
    await appears(element, 'textbox', 'First name');
    expect(values(element)).to.deep.equal(typed);
    byRole(element, 'button', /^Continue to payment/).click();
    await appears(element, 'heading', 'Payment');
  });

  it('waits while the calendar takes its time, and ends confirmed', async () => {
    const element = await payAt(paidScenarios.confirming());
    payButton(element).click();
    await appears(element, 'heading', 'You are booked');
    await says(element, 'Paid $79.00');
  });

  it('goes on asking when the answer was lost, and never asks for the card again', async () => {
    const element = await payAt(paidScenarios.confirmBreaks());
    payButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(stripe.pays).to.have.length(1);
  });

  it('says that the page may be closed when it takes long', async () => {
    const element = await payAt(paidScenarios.stillConfirming());
    payButton(element).click();
    await says(element, 'Do not pay again');
    await says(element, 'we will email alex@example.com');
    await expectAccessible(element);
  });
});

describe('loading the page again', () => {
  it('leads back to the payment while the time is held', async () => {
    const element = await reloaded(paidScenarios.default());
    await appears(element, 'heading', 'Payment');
    await waitUntil(() => !payButton(element).hasAttribute('aria-disabled'), 'the card fields are there');
    payButton(element).click();
    await says(element, 'We have sent the details to you');
  });

  it('leads to the waiting, and then to the confirmation', async () => {
    const element = await reloaded(paidScenarios.confirming());
    await appears(element, 'heading', 'You are booked');
  });

  it('leads to the times with a plain sentence when the time has run out', async () => {
    const element = await reloaded(paidScenarios.expired());
    await says(element, 'Nothing was charged. Choose your time again');
    byRole(element, 'button', 'Choose another time').click();
    await appears(element, 'heading', 'Choose a time');
    expect(sessionStorage.getItem(noteKey)).to.equal(null);
  });

  it('begins anew when the link opens nothing any more', async () => {
    const element = await reloaded(paidScenarios.gone());
    await appears(element, 'heading', 'Choose a time');
  });

  it('leads to the confirmation again, and tells the page of no second booking', async () => {
    const told = listen('bq-booking-confirmed');
    history.replaceState({ 'bq-booking-1': 2 }, '');
    const element = await reloaded(paidScenarios.alreadyConfirmed());
    await appears(element, 'heading', 'You are booked');
    await says(element, 'Paid $79.00');
    expect(told).to.have.length(0);
  });

  it('begins anew for a person who comes to the page again after a booking', async () => {
    history.replaceState(null, '');
    const element = await reloaded(paidScenarios.alreadyConfirmed());
    await appears(element, 'heading', 'Choose a time');
    expect(sessionStorage.getItem(noteKey)).to.equal(null);
  });

  it('says so when it cannot be learnt, and tries again when asked', async () => {
    const element = await reloaded(paidScenarios.unreachable());
    const again = await appears(element, 'button', 'Try again');
    await expectAccessible(element);
    play(...paidScenarios.default());
    again.click();
    await appears(element, 'heading', 'Payment');
  });

  it('keeps nothing personal: the link alone, for this tab', async () => {
    const element = await payAt(paidScenarios.default());
    expect(Object.entries({ ...sessionStorage })).to.deep.equal([[noteKey, sampleResumeToken]]);
    expect(localStorage.length).to.equal(0);
    expect(location.href).not.to.include('alex');
    payButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(JSON.stringify({ ...sessionStorage })).not.to.include('alex');
  });
});

describe("coming back from the bank's page", () => {
  const comeBack = (status: string) => {
    const url = new URL(location.href);
    url.searchParams.set('payment_intent', 'pi_1');
    url.searchParams.set('payment_intent_client_secret', 'pi_1_secret_1');
    url.searchParams.set('redirect_status', status);
    history.replaceState(history.state, '', url);
  };

  it('takes what Stripe added out of the address, and shows the confirmation', async () => {
    const address = location.href;
    comeBack('succeeded');
    const told = listen('bq-booking-confirmed');
    const element = await reloaded(paidScenarios.alreadyConfirmed());
    expect(location.href).to.equal(address);
    await appears(element, 'heading', 'You are booked');
    expect(told).to.have.length(1);
  });

  it('shows the payment step with what the bank said when it did not work', async () => {
    comeBack('failed');
    const element = await reloaded(paidScenarios.declinedAtBank());
    await says(element, 'Your bank could not confirm that it was you');
    expect(acts()).to.deep.equal(['confirm']);
  });
});

describe('every state of a paid booking', () => {
  const states: [string, () => Promise<BookingElement>, string][] = [
    [
      'the details',
      async () => {
        const element = await place(paidScenarios.default());
        await chooseTime(element);
        return element;
      },
      'For example 27 3 1980',
    ],
    ['holding', () => holdAt(paidScenarios.slowHold()), 'Holding your time…'],
    ['the payment', () => payAt(paidScenarios.default()), 'Keep it longer'],
    [
      'declined',
      async () => {
        stripe.answers = [{ code: 'card_declined' }];
        const element = await payAt(paidScenarios.default());
        payButton(element).click();
        return element;
      },
      'Your bank declined this card',
    ],
    [
      'confirming',
      async () => {
        const element = await payAt(paidScenarios.slowConfirm());
        payButton(element).click();
        await waitUntil(() => acts().includes('confirm'));
        return element;
      },
      'Confirming…',
    ],
    [
      'the confirmation',
      async () => {
        const element = await payAt(paidScenarios.default());
        payButton(element).click();
        return element;
      },
      'Paid $79.00',
    ],
  ];
  for (const [name, reach, words] of states) {
    it(`can be used by everybody: ${name}`, async () => {
      const element = await reach();
      await says(element, words);
      await expectAccessible(element);
    });
  }
});
