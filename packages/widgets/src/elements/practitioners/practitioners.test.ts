import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { press as pressKey, tabTo } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { peopleShown } from './people-shown.ts';
import { practitionersScenarios } from './practitioners.mocks.ts';
import type { Practitioners } from './practitioners.ts';
import '../booking/booking.ts';
import '../combined-calendar/combined-calendar.ts';
import './practitioners.ts';

const inMelbourne = html`<bq-practitioners time-zone="Australia/Melbourne"></bq-practitioners>`;

async function place(scenario: RequestHandler[], markup: TemplateResult = inMelbourne): Promise<HTMLElement> {
  play(...scenario);
  return fixture<HTMLElement>(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

const says = (root: Element, words: string | RegExp) =>
  waitUntil(() => textOf(root).match(words) !== null, `says "${words}"`);

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

describe('looking at who works here', () => {
  it('shows name, title, qualifications, registration, languages, a text and the next free time', async () => {
    const element = await place(practitionersScenarios.default);
    await appears(element, 'heading', 'Dr Shivani');
    await says(element, /Next: \S+ /);
    const words = textOf(element);
    for (const part of ['General practitioner', 'MBBS, FRACGP', 'Tamil', 'She/her', 'Explains each step']) {
      expect(words).to.include(part);
    }
    const [link] = allByRole(element, 'link', /MED0000000012/);
    expect(link?.getAttribute('href')).to.match(/^https:\/\/www\.ahpra\.gov\.au\//);
    expect(link?.getAttribute('rel')).to.include('noopener');
    await expectAccessible(element);
  });

  it('leaves nobody without a way forward: who is not booked online is reached by phone', async () => {
    const element = await place(practitionersScenarios.default);
    await appears(element, 'heading', 'Jordan Blake');
    expect(allByRole(element, 'button', /^See times/)).to.have.length(5);
    expect(allByRole(element, 'link', 'Call (03) 7010 4321')).to.have.length(3);
  });

  it('shows only those who give the service, or only the one that the tag names', async () => {
    const service = await place(
      practitionersScenarios.default,
      html`<bq-practitioners service="gaps_coaching"></bq-practitioners>`,
    );
    await appears(service, 'heading', 'Ramona');
    expect(allByRole(service, 'heading', 'Dr Dia')).to.have.length(0);
    const one = await place(
      practitionersScenarios.default,
      html`<bq-practitioners practitioner="dr_dia"></bq-practitioners>`,
    );
    await appears(one, 'heading', 'Dr Dia');
    expect(allByRole(one, 'heading', 'Ramona')).to.have.length(0);
  });

  it('says when there are no times, and when times could not be checked', async () => {
    await says(await place(practitionersScenarios.noTimes), 'No times soon');
    const unchecked = await place(practitionersScenarios.unchecked);
    await says(unchecked, 'Times could not be checked');
    byRole(unchecked, 'button', /^See times of Dr Dia/);
  });

  it('offers another try when the practitioners could not be read', async () => {
    const element = await place(practitionersScenarios.error);
    const again = await appears(element, 'button', 'Try again');
    await expectAccessible(element);
    play(...practitionersScenarios.default);
    again.click();
    await appears(element, 'heading', 'Dr Dia');
  });

  for (const scenario of ['empty', 'photo', 'timesSlow', 'slow'] as const) {
    it(`is accessible in the scenario ${scenario}`, async () => {
      const element = await place(practitionersScenarios[scenario]);
      if (scenario === 'empty') await says(element, 'no practitioner to show');
      else if (scenario !== 'slow') await appears(element, 'heading', 'Dr Dia');
      await expectAccessible(element);
    });
  }
});

describe('going on to the times of one person', () => {
  it('turns the calendar on the same page to that person, also a second time', async () => {
    const page = await place(
      practitionersScenarios.default,
      html`<div>
        <bq-practitioners></bq-practitioners>
        <bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>
      </div>`,
    );
    const people = page.querySelector('bq-practitioners') as Practitioners;
    const calendar = page.querySelector('bq-combined-calendar') as HTMLElement;
    const isShown = (name: RegExp) => () =>
      allByRole(calendar, 'tab', name).some((tab) => tab.getAttribute('aria-selected') === 'true');
    await appears(calendar, 'tab', /^Dr Shivani/);
    (await appears(people, 'button', /^See times of Dr Shivani/)).click();
    await waitUntil(isShown(/^Dr Shivani/), 'her times are shown');
    byRole(calendar, 'tab', /^All practitioners/).click();
    await waitUntil(isShown(/^All practitioners/), 'all times are shown');
    byRole(people, 'button', /^See times of Dr Shivani/).click();
    await waitUntil(isShown(/^Dr Shivani/), 'her times are shown again');
  });

  it('opens a booking below the cards on a page without one, by keyboard', async () => {
    const element = await place(practitionersScenarios.default);
    await appears(element, 'button', /^See times of Dr Dia/);
    await tabTo(/^See times of Dr Dia/);
    await pressKey('Enter');
    await waitUntil(() => element.shadowRoot?.querySelector('bq-booking'), 'a booking is there');
    const booking = element.shadowRoot?.querySelector('bq-booking');
    expect(booking?.getAttribute('practitioner')).to.equal('dr_dia');
    expect(booking?.getAttribute('visit')).to.equal('followup');
  });

  it('leads to the booking page of the clinic, with the choice in the address', async () => {
    const element = await place(practitionersScenarios.bookingPage);
    const link = await appears(element, 'link', /^See times of Ramona/);
    expect(link.getAttribute('href')).to.equal(
      'https://www.example.com/book?service=gaps_coaching&visit=followup&practitioner=ramona',
    );
  });
});

describe('who is shown', () => {
  const idsOf = (service: string, practitioner: string) =>
    peopleShown(sampleCatalogue, service, practitioner).map(({ person }) => person.id);

  it('is everybody for ids that the clinic does not have', () => {
    expect(idsOf('surgery', 'dr_no')).to.have.length(8);
  });

  it('leads to the first visit that is booked online', () => {
    const [first] = peopleShown(sampleCatalogue, '', 'nurse');
    expect(first?.visits[0]).to.deep.equal({ service: 'alternative_medicine', visit: 'followup' });
    expect(peopleShown(sampleCatalogue, '', 'counselor_1')[0]?.visits).to.deep.equal([]);
  });
});
