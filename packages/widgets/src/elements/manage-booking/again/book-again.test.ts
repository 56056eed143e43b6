import '../../../testing/guards/console-guard.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { forgetCatalogue } from '../../../api/catalogue.ts';
import { forgetPageEvents } from '../../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../../testing/device/fixed-date.ts';
import { focusedName } from '../../../testing/device/keyboard.ts';
import { expectAccessible } from '../../../testing/expect-accessible.ts';
import '../../../testing/guards/history-guard.ts';
import { allByRole, byRole, type Name, nameOf, textOf } from '../../../testing/queries.ts';
import { play, startMockServer } from '../../../testing/samples/mock-server.ts';
import { refusal, sampleNow } from '../../combined-calendar/combined-calendar.mocks.ts';
import { manageScenarios, sampleFragment } from '../manage-booking.mocks.ts';
import type { ManageBooking } from '../manage-booking.ts';
import '../manage-booking.ts';
import '../../booking/booking.ts';

const patience = { timeout: 8000 };
const personal = ['Alex', 'Sample', 'example.com', '0412', '1980'];

async function place(scenario: RequestHandler[], fragment = sampleFragment): Promise<ManageBooking> {
  play(...scenario);
  history.replaceState(history.state, '', fragment);
  return fixture(html`<bq-manage-booking></bq-manage-booking>`);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, patience);
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`, patience);
}

/** Presses "Book again" and chooses a time. */
async function toDetails(element: ManageBooking): Promise<void> {
  (await appears(element, 'button', 'Book again')).click();
  await chooseTime(element);
}

async function chooseTime(element: ManageBooking): Promise<void> {
  (await appears(element, 'button', /^6:30/)).click();
  (await appears(element, 'button', 'Continue')).click();
  await appears(element, 'heading', 'Your details');
}

const fields = (element: ManageBooking) => allByRole(element, 'textbox').map(nameOf);

let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => {
  startClock();
  history.replaceState(history.state, '', location.pathname + location.search);
  sessionStorage.clear();
});
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  sessionStorage.clear();
});

describe('booking again after a visit', () => {
  it('begins with the times of the same visit and practitioner', async () => {
    const element = await place(manageScenarios.over());
    (await appears(element, 'button', 'Book again')).click();
    await waitUntil(() => focusedName() === 'Book again', 'the heading has the focus', patience);
    await says(element, 'The same visit as on Wednesday 18 November, with Dr Dia.');
    const dia = await appears(element, 'tab', /^Dr Dia/);
    expect(dia.getAttribute('aria-selected')).to.equal('true');
    await says(element, 'Alternative medicine · Follow-up · 15 minutes · $79');
  });

  it('shows what is known in short, and asks for nothing', async () => {
    const element = await place(manageScenarios.over());
    await toDetails(element);
    await says(
      element,
      'From your last booking Alex Sample Born 27 March 1980 0412 345 678 alex@example.com',
    );
    expect(fields(element)).to.deep.equal([]);
    byRole(element, 'button', /^Continue to payment/);
    await expectAccessible(element);
  });

  it('holds the time with what is known', async () => {
    const held: unknown[] = [];
    const element = await place([
      ...manageScenarios.over(),
      http.post(`*${endpoints.bookings}`, async ({ request }) => {
        held.push(await request.json());
        return delay('infinite').then(() => HttpResponse.json({}));
      }),
    ]);
    await toDetails(element);
    byRole(element, 'button', /^Continue to payment/).click();
    await waitUntil(() => held.length > 0, 'the time is asked for', patience);
    expect(held[0]).to.deep.include({
      service: 'alternative_medicine',
      visit: 'followup',
      practitionerId: 'dr_dia',
      patient: {
        firstName: 'Alex',
        lastName: 'Sample',
        email: 'alex@example.com',
        phone: '0412 345 678',
        dateOfBirth: '1980-03-27',
      },
    });
  });

  it('asks for everything when the patient wants to change it', async () => {
    const element = await place(manageScenarios.over());
    await toDetails(element);
    byRole(element, 'button', 'Change these details').click();
    await waitUntil(() => focusedName() === 'First name', 'the first field has the focus', patience);
    expect((byRole(element, 'textbox', 'First name') as HTMLInputElement).value).to.equal('Alex');
    expect((byRole(element, 'textbox', 'Year') as HTMLInputElement).value).to.equal('1980');
    expect(allByRole(element, 'button', 'Change these details')).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('asks again for what the server refuses', async () => {
    const element = await place([
      ...manageScenarios.over(),
      http.post(`*${endpoints.bookings}`, () =>
        HttpResponse.json(
          {
            ...{ type: 'about:blank', title: 'x', status: 422, code: 'invalid_request', detail: 'x' },
            ...{ requestId: 'r', fields: [{ path: 'patient.phone', code: 'invalid', message: 'no' }] },
          },
          { status: 422, headers: { 'content-type': 'application/problem+json' } },
        ),
      ),
    ]);
    await toDetails(element);
    byRole(element, 'button', /^Continue to payment/).click();
    await says(element, 'Enter a mobile number, like 0412 345 678');
    expect(fields(element)).to.include('Mobile');
  });

  it('asks a free call only for what is new', async () => {
    const element = await place(manageScenarios.freeOver());
    await toDetails(element);
    await says(element, 'Alex Sample alex@example.com 0412 345 678');
    expect(fields(element)).to.deep.equal(['What would you like help with?']);
    await expectAccessible(element);
  });

  it('asks for everything when the details cannot be read', async () => {
    const element = await place([
      http.get(`*${endpoints.bookingDetails('bok_1')}`, () => refusal(404, 'not_found')),
      ...manageScenarios.over(),
    ]);
    await toDetails(element);
    expect(fields(element)).to.include('First name');
    expect(textOf(element)).not.to.include('From your last booking');
  });

  it('leaves nothing about the patient in storage, address or events', async () => {
    const told: unknown[] = [];
    const names = ['bq-ready', 'bq-step', 'bq-slot-selected', 'bq-service-selected', 'bq-error'] as const;
    const hear = (event: Event) => told.push((event as CustomEvent).detail);
    for (const name of names) document.addEventListener(name, hear);
    const element = await place(manageScenarios.over());
    await toDetails(element);
    await says(element, 'Alex Sample');
    for (const name of names) document.removeEventListener(name, hear);
    const kept = JSON.stringify([
      { ...sessionStorage },
      { ...localStorage },
      location.href,
      history.state,
      told,
    ]);
    for (const part of personal) expect(kept).not.to.include(part);
    expect(told).not.to.have.length(0);
  });
});

describe('the link of the email after a visit', () => {
  it('leads to the times at once', async () => {
    const element = await place(manageScenarios.over(), `${sampleFragment}&again`);
    await appears(element, 'heading', 'Book again');
    await chooseTime(element);
    await says(element, 'Alex Sample');
  });

  it('shows the booking when it is still to come', async () => {
    const element = await place(manageScenarios.movable(), `${sampleFragment}&again`);
    await appears(element, 'heading', 'You are booked');
    expect(allByRole(element, 'heading', 'Book again')).to.deep.equal([]);
  });

  it('stays in the address while the patient books again, so that a reload goes on', async () => {
    const element = await place(manageScenarios.over());
    (await appears(element, 'button', 'Book again')).click();
    await appears(element, 'button', 'See that booking');
    expect(location.hash).to.equal(`${sampleFragment}&again`);
    byRole(element, 'button', 'See that booking').click();
    await waitUntil(() => focusedName() === 'This appointment is over', 'the booking is back', patience);
    expect(location.hash).to.equal(sampleFragment);
  });
});

describe('who can book again', () => {
  for (const scenario of ['over', 'missed', 'cancelled', 'expired'] as const) {
    it(`is offered it: ${scenario}`, async () => {
      const element = await place(manageScenarios[scenario]());
      await appears(element, 'button', 'Book again');
      await expectAccessible(element);
    });
  }

  it('is not offered it while the appointment is still to come', async () => {
    const element = await place(manageScenarios.movable());
    await appears(element, 'heading', 'You are booked');
    expect(allByRole(element, 'button', 'Book again')).to.deep.equal([]);
  });
});
