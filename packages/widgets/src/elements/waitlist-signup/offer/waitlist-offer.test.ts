import '../../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../../api/catalogue.ts';
import { forgetPageEvents } from '../../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../../testing/device/keyboard.ts';
import { expectAccessible } from '../../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../../testing/queries.ts';
import { play, startMockServer } from '../../../testing/samples/mock-server.ts';
import { sampleNow } from '../../combined-calendar/combined-calendar.mocks.ts';
import { sampleFragment } from '../waitlist-signup.mocks.ts';
import type { WaitlistSignup } from '../waitlist-signup.ts';
import { forgetAnswers, offerScenarios, sentAnswers } from './waitlist-offer.mocks.ts';
import '../waitlist-signup.ts';
import '../../booking/booking.ts';

async function place(scenario: RequestHandler[], answer = ''): Promise<WaitlistSignup> {
  play(...scenario);
  const more = answer && `&offer=of_1&answer=${answer}`;
  history.replaceState(history.state, '', sampleFragment + more);
  return fixture(
    html`<bq-waitlist-signup time-zone="Australia/Perth"><a href="tel:1">Call us</a></bq-waitlist-signup>`,
  );
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(
    () => allByRole(root, role, name).length > 0,
    `${role} "${name}" appears: ${textOf(root)}`,
    {
      timeout: 4000,
    },
  );
  return byRole(root, role, name);
}

const says = (root: Element, words: string) =>
  waitUntil(() => textOf(root).includes(words), `"${words}" appears; there is: ${textOf(root)}`, {
    timeout: 4000,
  });
const hasFocus = (name: Name) =>
  waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `"${name}" takes focus; it is on "${focusedName()}"`,
  );
const answers = (what: string) => sentAnswers.filter((each) => each.what === what);
const take = /^Take this time Booking…$/;

function type(root: Element, label: string, text: string): void {
  const field = byRole(root, 'textbox', label);
  if (!('value' in field)) throw new Error(`${label} is no field`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => {
  startClock();
  history.replaceState(history.state, '', location.pathname + location.search);
});
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  forgetAnswers();
  sessionStorage.clear();
});

describe('a time that came free', () => {
  it('says when, with whom, what it costs and until when it is kept, and does nothing by itself', async () => {
    const element = await place(offerScenarios.default(), 'accept');
    await appears(element, 'heading', 'A time is available for you');
    const words = textOf(element);
    for (const part of [
      'Monday 23 November , 6:30 am , Perth (AWST)',
      '9:30 am in Melbourne (AEDT)',
      'Casey Morgan , by video',
      'GAPS coaching · Free first call',
      'free',
      'until Friday 20 November, 11:00 am',
      'You are number 2 of 5',
    ]) {
      expect(words).to.include(part);
    }
    await hasFocus('A time is available for you');
    expect(sentAnswers).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('is taken with one press where we know enough, and then it stands', async () => {
    const element = await place(offerScenarios.default());
    (await appears(element, 'button', take)).click();
    await hasFocus('You are booked');
    expect(answers('accept').map(({ body }) => body)).to.deep.equal([{ timeZone: 'Australia/Perth' }]);
    expect(byRole(element, 'link', 'See, change or cancel').getAttribute('href')).to.equal(
      'https://clinic.example/manage#booking=bok_1&token=secret',
    );
    expect(textOf(element)).not.to.include('number 2 of 5');
    await expectAccessible(element);
  });

  it('asks for what we do not know, and shows at the field what the server refuses', async () => {
    const element = await place(offerScenarios.asks());
    (await appears(element, 'button', take)).click();
    await hasFocus('Mobile');
    byRole(element, 'button', take).click();
    await hasFocus('There are 2 things to fix');
    await expectAccessible(element);
    type(element, 'Mobile', '0412 345 678');
    type(element, 'What would you like help with?', ' Poor sleep ');
    byRole(element, 'button', take).click();
    await hasFocus('There is one thing to fix');
    expect(answers('accept')[0]?.body).to.deep.equal({
      phone: '0412 345 678',
      primaryConcern: 'Poor sleep',
      timeZone: 'Australia/Perth',
    });
    type(element, 'Mobile', '0412 345 679');
    byRole(element, 'button', take).click();
    await hasFocus('You are booked');
    expect(answers('accept')[1]?.key).not.to.equal(answers('accept')[0]?.key);
  });

  it('says so while the calendar has not answered for certain', async () => {
    const element = await place(offerScenarios.confirming());
    (await appears(element, 'button', take)).click();
    await hasFocus('We are confirming your time');
    await says(element, 'You may close this page');
    await expectAccessible(element);
  });

  it('is taken once, however often the button is pressed', async () => {
    const element = await place(offerScenarios.sending());
    (await appears(element, 'button', take)).click();
    await waitUntil(() => answers('accept').length > 0, 'it is sent');
    byRole(element, 'button', take).click();
    byRole(element, 'button', 'Let it go').click();
    await expectAccessible(element);
    expect(sentAnswers).to.have.length(1);
  });

  it('is asked for again under the same key when the answer was lost', async () => {
    const element = await place(offerScenarios.breaks());
    (await appears(element, 'button', take)).click();
    await hasFocus('You do not have this time yet');
    byRole(element, 'link', 'Call (03) 7010 4321');
    await expectAccessible(element);
    byRole(element, 'button', take).click();
    await hasFocus('You are booked');
    expect(answers('accept')[1]).to.deep.equal(answers('accept')[0]);
  });

  it('says that it has passed on when it was kept no longer', async () => {
    const element = await place(offerScenarios.tooLate());
    (await appears(element, 'button', take)).click();
    await hasFocus(/^The time we held for you was offered/);
    expect(allByRole(element, 'button', take)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('is let go after one question, and the place on the list stays', async () => {
    const element = await place(offerScenarios.default(), 'decline');
    await hasFocus('Let this time go?');
    expect(sentAnswers).to.deep.equal([]);
    await expectAccessible(element);
    byRole(element, 'button', 'Keep it for now').click();
    await hasFocus('Let it go');
    byRole(element, 'button', 'Let it go').click();
    (await appears(element, 'button', /^Yes, let it go/)).click();
    await hasFocus('You let a time go. You are still on the list.');
    expect(answers('decline')).to.have.length(1);
    byRole(element, 'heading', 'You are number 2 of 5');
  });

  it('stays when letting it go fails, and is let go under the same key', async () => {
    const element = await place(offerScenarios.breaks(), 'decline');
    (await appears(element, 'button', /^Yes, let it go/)).click();
    await hasFocus('This time is still kept for you');
    byRole(element, 'button', /^Yes, let it go/).click();
    await hasFocus(/^You let a time go/);
    expect(answers('decline')[1]).to.deep.equal(answers('decline')[0]);
  });

  it('can be answered with the keyboard alone', async () => {
    const element = await place(offerScenarios.default());
    await appears(element, 'button', 'Let it go');
    await tabTo('Let it go');
    await press('Enter');
    await hasFocus('Let this time go?');
    await tabTo('Keep it for now', 2);
    await press('Enter');
    await hasFocus('Let it go');
  });

  it('that costs something is booked like any paid visit, for exactly this time', async () => {
    const element = await place(offerScenarios.paid());
    (await appears(element, 'button', /^Take this time and pay/)).click();
    await appears(element, 'heading', 'Your details');
    await says(element, '6:30 to 6:45 am');
    await says(element, '$79');
    type(element, 'First name', 'Alex');
    type(element, 'Last name', 'Sample');
    type(element, 'Email', 'alex@example.com');
    type(element, 'Mobile', '0412 345 678');
    type(element, 'Day', '17');
    type(element, 'Month', '4');
    type(element, 'Year', '1988');
    byRole(element, 'button', /^Continue to payment/).click();
    await waitUntil(() => answers('hold').length > 0, 'the time is asked for', { timeout: 4000 });
    expect(answers('hold')[0]?.body).to.deep.include({
      service: 'gaps_coaching',
      visit: 'followup',
      practitionerId: 'ramona',
      start: '2026-11-22T22:30:00Z',
      invitation: { entryId: 'wl_1', token: 'secret', offerId: 'of_1' },
    });
    await expectAccessible(element);
  });

  for (const [scenario, words] of [
    ['accepted', 'You have booked the time'],
    ['declined', 'You let a time go'],
    ['timedOut', 'was offered to the next person'],
    ['withdrawn', 'is no longer available'],
  ] as const) {
    it(`that is over says what became of it: ${scenario}`, async () => {
      const element = await place(offerScenarios[scenario](), 'accept');
      await says(element, words);
      expect(allByRole(element, 'button', /^Take/)).to.deep.equal([]);
      await expectAccessible(element);
    });
  }

  it('goes on with its payment when the bank’s page leads back without the link’s own part', async () => {
    const { pathname, search } = location;
    sessionStorage.setItem(`bq-link:${pathname}`, sampleFragment);
    sessionStorage.setItem(
      `bq-booking:${pathname}`,
      'https://clinic.example/manage#booking=bok_2&token=secret',
    );
    play(...offerScenarios.paying());
    history.replaceState(null, '', `${pathname}?${search.slice(1)}&payment_intent=pi_1`);
    const element = await fixture(html`<bq-waitlist-signup></bq-waitlist-signup>`);
    await says(element, 'We are looking up your booking');
    await waitUntil(() => !location.search.includes('payment_intent'), 'the address is tidied');
    // A request that is still on its way when the test ends would meet the next test's scenario.
    await waitUntil(() => answers('look').length > 0, 'the booking is looked up', { timeout: 4000 });
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const element = await place(offerScenarios.asks());
    element.style.inlineSize = '320px';
    (await appears(element, 'button', take)).click();
    await appears(element, 'textbox', 'Mobile');
    expect(element.scrollWidth).to.equal(320);
  });
});

describe('an invitation to book on the page', () => {
  it('shows the times of a service that is not open, to this person', async () => {
    const element = await place(offerScenarios.invited());
    await appears(element, 'heading', 'It is your turn');
    await says(element, 'until Monday 23 November, 6:30 am in Perth (AWST)');
    await appears(element, 'heading', 'Choose a time');
    await says(element, 'Counselling · First appointment · 60 minutes · $150');
    await appears(element, 'button', /^6:30 am/);
    expect(answers('times')[0]).to.deep.equal({ what: 'times', key: 'Bearer secret', body: 'wl_1' });
    await expectAccessible(element);
  });

  it('goes with the request to book', async () => {
    const element = await place(offerScenarios.invited());
    (await appears(element, 'button', /^6:30 am/)).click();
    (await appears(element, 'button', 'Continue')).click();
    await appears(element, 'textbox', 'First name');
    type(element, 'First name', 'Alex');
    type(element, 'Last name', 'Sample');
    type(element, 'Email', 'alex@example.com');
    type(element, 'Mobile', '0412 345 678');
    type(element, 'Day', '17');
    type(element, 'Month', '4');
    type(element, 'Year', '1988');
    byRole(element, 'button', /^Continue to payment/).click();
    await waitUntil(() => answers('hold').length > 0, 'the time is asked for', { timeout: 4000 });
    expect(answers('hold')[0]?.body).to.deep.include({
      service: 'counseling',
      visit: 'initial',
      invitation: { entryId: 'wl_1', token: 'secret' },
    });
  });
});
