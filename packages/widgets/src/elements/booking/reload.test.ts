import '../../testing/guards/console-guard.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { refusal, sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { bookingScenarios, forgetSentBookings, sentBookings } from './booking.mocks.ts';
import type { BookingElement } from './booking.ts';
import './booking.ts';

const noteKey = `bq-booking:${location.pathname}`;
const typed = {
  'Full name': 'Alex Sample',
  Email: 'alex@example.com',
  Mobile: '0412 345 678',
  'What would you like help with?': 'Sleeping badly',
};

async function place(scenario: RequestHandler[]): Promise<BookingElement> {
  play(...scenario);
  const element = await fixture<BookingElement>(
    html`<bq-booking service="gaps_coaching" time-zone="Australia/Melbourne"></bq-booking>`,
  );
  element.timings = { pauses: [1, 1, 200], lateAfter: 3 };
  return element;
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, {
    timeout: 6000,
  });
  return byRole(root, role, name);
}

async function toDetails(element: BookingElement): Promise<void> {
  (await appears(element, 'button', /^9:30/)).click();
  (await appears(element, 'button', 'Continue')).click();
  await appears(element, 'textbox', 'Full name');
}

async function send(element: BookingElement): Promise<void> {
  await toDetails(element);
  for (const [label, value] of Object.entries(typed)) {
    const field = byRole(element, 'textbox', label) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  byRole(element, 'button', /^Book this time/).click();
}

/** What a script of the page would find in the tab's storage. */
const stored = () => JSON.stringify({ ...sessionStorage, ...localStorage });

function expectNothingPersonal(): void {
  for (const value of [...Object.values(typed), 'Alex', 'gaps', '2026-11-22']) {
    expect(stored()).not.to.contain(value);
  }
}

/** The server's answer about a request that was sent before the reload. */
const sent = (answer: (key: string | null) => Response) =>
  http.get(`*${endpoints.sentBooking}`, ({ request }) => answer(request.headers.get('idempotency-key')));
const found = {
  bookingId: 'bok_1',
  manageToken: 'secret',
  manageUrl: 'https://clinic.example/manage#booking=bok_1&token=secret',
};

let startClock: () => void;
let heard: CustomEvent[];
const hear = (event: Event) => heard.push(event as CustomEvent);
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => startClock());
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  forgetSentBookings();
  sessionStorage.clear();
  history.replaceState({}, '');
  heard = [];
  document.addEventListener('bq-booking-confirmed', hear);
});
afterEach(() => {
  document.removeEventListener('bq-booking-confirmed', hear);
  sessionStorage.clear();
});

describe('a free booking', () => {
  it('is there again after a reload, with nothing personal in the storage, and is reported once', async () => {
    const element = await place(bookingScenarios.confirmed());
    await send(element);
    await appears(element, 'heading', 'You are booked');
    expectNothingPersonal();
    element.remove();
    forgetCatalogue();
    const again = await place(bookingScenarios.confirmed());
    await appears(again, 'heading', 'You are booked');
    await waitUntil(() => textOf(again).includes('BOT-2026-1123'));
    expect(heard).to.have.length(1);
    expect(sentBookings).to.have.length(1);
    await expectAccessible(again);
  });

  it('that is still being confirmed goes on after a reload', async () => {
    const element = await place(bookingScenarios.stillConfirming());
    await send(element);
    await appears(element, 'heading', 'We are confirming your time');
    element.remove();
    const again = await place(bookingScenarios.confirming());
    await appears(again, 'heading', 'You are booked');
  });

  it('is found by the key of its request after a reload during "Booking …"', async () => {
    const element = await place(bookingScenarios.slowBooking());
    await send(element);
    await waitUntil(() => sentBookings.length === 1);
    const [{ key } = { key: '' }] = sentBookings;
    expect(sessionStorage.getItem(noteKey)).to.equal(`sent:${key}`);
    expectNothingPersonal();
    element.remove();
    const asked: (string | null)[] = [];
    const again = await place([
      sent((askedKey) => {
        asked.push(askedKey);
        return asked.length === 1 ? refusal(409, 'request_in_progress') : HttpResponse.json(found);
      }),
      ...bookingScenarios.confirmed(),
    ]);
    await appears(again, 'heading', 'You are booked');
    expect(asked).to.deep.equal([key, key]);
    expect(sentBookings).to.have.length(1);
    expect(heard).to.have.length(1);
  });

  it('begins anew when the request never arrived', async () => {
    sessionStorage.setItem(noteKey, 'sent:0d8f6e9c-8a52-4bb5-9c67-4bfa4a9ff1b1');
    const element = await place([sent(() => refusal(404, 'not_found')), ...bookingScenarios.confirmed()]);
    await appears(element, 'button', /^9:30/);
  });

  it('keeps nothing once the patient has gone back to choose again', async () => {
    const element = await place(bookingScenarios.slotLost());
    await send(element);
    await appears(element, 'heading', 'That time has just been taken');
    expect(sessionStorage.getItem(noteKey)).to.equal(null);
  });
});

describe('the same visit again', () => {
  it('is told of the first booking, and the patient chooses', async () => {
    sessionStorage.setItem('bq-booked', found.manageUrl);
    const element = await place(bookingScenarios.confirmed());
    await toDetails(element);
    await waitUntil(() => textOf(element).includes('You have already booked this visit'), 'it is told', {
      timeout: 6000,
    });
    expect(byRole(element, 'link', 'See or change that booking').getAttribute('href')).to.equal(
      found.manageUrl,
    );
    expect(textOf(element)).to.contain('Monday 23 November');
    byRole(element, 'button', /^Book this time/);
    await expectAccessible(element);
  });

  it('is not told of another visit, or of a booking that is cancelled', async () => {
    sessionStorage.setItem('bq-booked', found.manageUrl);
    const element = await place(bookingScenarios.cancelled());
    await toDetails(element);
    await delay(100);
    expect(textOf(element)).not.to.contain('already booked');
  });
});
