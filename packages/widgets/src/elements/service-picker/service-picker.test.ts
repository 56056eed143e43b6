import '../../testing/guards/console-guard.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import '../booking/booking.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { servicePickerScenarios } from './service-picker.mocks.ts';
import type { ServicePicker } from './service-picker.ts';
import './service-picker.ts';
import '../waitlist-signup/waitlist-signup.ts';

const freeGapsCall = /^Free first call 15 min ?, GAPS coaching/;

async function place(scenario: RequestHandler[], markup = html`<bq-service-picker></bq-service-picker>`) {
  play(...scenario);
  return fixture<ServicePicker>(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => startClock());
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  sessionStorage.clear();
});

describe('looking at the services', () => {
  it('shows what each costs and how long it takes, and how it is booked', async () => {
    const element = await place(servicePickerScenarios.default);
    await appears(element, 'button', freeGapsCall);
    byRole(element, 'button', /^Follow-up \$79 · 15 min ?, GAPS coaching/);
    const words = textOf(element);
    for (const part of [
      'First appointment $195 · 60 min',
      'By phone after your first call',
      'Price on enquiry',
      'Opening soon',
    ]) {
      expect(words).to.include(part);
    }
  });

  it('says what the clinic says about rebates, beside the visit', async () => {
    const services = sampleCatalogue.services.map((service) => ({
      ...service,
      visits: service.visits.map((visit) =>
        visit.kind === 'followup' ? { ...visit, rebate: 'You may get a rebate with a referral.' } : visit,
      ),
    }));
    const element = await place([
      http.get(`*${endpoints.catalogue}`, () => HttpResponse.json({ ...sampleCatalogue, services })),
    ]);
    await appears(element, 'button', freeGapsCall);
    expect(textOf(element)).to.include('Follow-up You may get a rebate with a referral.');
  });

  it('has no dead end: what cannot be booked here leads to the phone or to a waitlist', async () => {
    const element = await place(servicePickerScenarios.default);
    await appears(element, 'button', freeGapsCall);
    const links = allByRole(element, 'link', 'Call (03) 7010 4321 to ask');
    expect(links.map((link) => link.getAttribute('href'))).to.deep.equal(['tel:0370104321']);
    byRole(element, 'button', 'Join the waitlist, Counselling');
    byRole(element, 'button', 'Join the waitlist, Equine therapy');
  });

  it('shows the one service that the page names, and the others when asked', async () => {
    const element = await place(
      servicePickerScenarios.default,
      html`<bq-service-picker service="equine_therapy"></bq-service-picker>`,
    );
    await appears(element, 'heading', 'Equine therapy');
    expect(allByRole(element, 'heading', 'GAPS coaching')).to.have.length(0);
    byRole(element, 'button', 'See all services').click();
    await appears(element, 'heading', 'GAPS coaching');
    expect(focusedName()).to.equal('Alternative medicine');
  });

  for (const [scenario, words] of [
    ['default', 'GAPS coaching'],
    ['empty', 'There is nothing to book here'],
    ['slow', 'Loading services'],
    ['error', 'The services could not be loaded'],
  ] as const) {
    it(`can be used by everybody: ${scenario}`, async () => {
      const element = await place(servicePickerScenarios[scenario]);
      await waitUntil(() => textOf(element).includes(words), `"${words}" appears`);
      await expectAccessible(element);
    });
  }

  it('can be tried again when the clinic did not answer, and shows what the page has between the tags', async () => {
    const element = await place(
      servicePickerScenarios.error,
      html`<bq-service-picker><a href="tel:1">Call us</a></bq-service-picker>`,
    );
    const again = await appears(element, 'button', 'Try again');
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
    play(...servicePickerScenarios.default);
    again.click();
    await appears(element, 'button', freeGapsCall);
  });

  it('reads the services again when it was taken off the page while it read them', async () => {
    const element = await place(servicePickerScenarios.slow);
    const parent = element.parentElement;
    element.remove();
    forgetCatalogue();
    play(...servicePickerScenarios.default);
    parent?.append(element);
    await appears(element, 'button', freeGapsCall);
  });
});

describe('choosing a service', () => {
  it('tells the page, and shows what was chosen', async () => {
    const element = await place(servicePickerScenarios.default);
    const heard: unknown[] = [];
    element.addEventListener('bq-service-selected', (event) => heard.push(event.detail));
    const button = await appears(element, 'button', freeGapsCall);
    button.click();
    expect(heard).to.deep.equal([{ service: 'gaps_coaching', visit: 'consultation' }]);
    await waitUntil(() => button.getAttribute('aria-current') === 'true', 'the choice is shown');
  });

  it('opens the waitlist of a service that is not open yet, below the services', async () => {
    const element = await place(servicePickerScenarios.default);
    const heard: unknown[] = [];
    element.addEventListener('bq-service-selected', (event) => heard.push(event.detail));
    (await appears(element, 'button', 'Join the waitlist, Equine therapy')).click();
    await appears(element, 'heading', 'Waitlist: Equine therapy');
    await waitUntil(() => focusedName() === 'Waitlist: Equine therapy', 'its heading takes focus');
    expect(heard).to.deep.equal([{ service: 'equine_therapy', visit: 'initial' }]);
    await expectAccessible(element);
    byRole(element, 'button', 'Join the waitlist, Counselling').click();
    await appears(element, 'heading', 'Waitlist: Counselling');
    byRole(element, 'button', freeGapsCall).click();
    await waitUntil(
      () => allByRole(element, 'heading', /^Waitlist/).length === 0,
      'another choice closes it',
    );
  });

  it('leads to the waitlist that the page has for the service', async () => {
    play(...servicePickerScenarios.default);
    const page = await fixture(
      html`<div>
        <bq-service-picker></bq-service-picker><bq-waitlist-signup service="counseling"></bq-waitlist-signup>
      </div>`,
    );
    (await appears(page, 'button', 'Join the waitlist, Counselling')).click();
    await waitUntil(() => focusedName() === 'Waitlist: Counselling', 'the heading takes focus');
    expect(allByRole(page, 'heading', 'Waitlist: Counselling')).to.have.length(1);
  });

  it('leaves everything else to a page that cancels the event', async () => {
    const element = await place(servicePickerScenarios.default);
    element.addEventListener('bq-service-selected', (event) => event.preventDefault());
    const button = await appears(element, 'button', freeGapsCall);
    button.click();
    await element.updateComplete;
    expect(button.hasAttribute('aria-current')).to.equal(false);
  });

  it('can be done with the keyboard alone', async () => {
    const element = await place(servicePickerScenarios.default);
    await appears(element, 'button', freeGapsCall);
    await tabTo(freeGapsCall);
    await press('Space');
    await waitUntil(
      () => byRole(element, 'button', freeGapsCall).getAttribute('aria-current') === 'true',
      'the choice is shown',
    );
  });

  it('is taken up by the booking on the same page', async () => {
    play(...servicePickerScenarios.default);
    const page = await fixture(
      html`<div><bq-service-picker></bq-service-picker><bq-booking></bq-booking></div>`,
    );
    const picker = page.querySelector('bq-service-picker');
    const booking = page.querySelector('bq-booking');
    if (!picker || !booking) throw new Error('both stand on the page');
    (await appears(picker, 'button', freeGapsCall)).click();
    await appears(booking, 'heading', 'Choose a time');
    await waitUntil(
      () => textOf(booking).includes('GAPS coaching · Free first call'),
      'the right times are shown',
    );
  });
});
