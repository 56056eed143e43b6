import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { arriveHere } from '../../page/visit/kept-visit.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { bookingScenarios, forgetSentBookings, sampleStart, sentBookings } from './booking.mocks.ts';
import type { BookingElement } from './booking.ts';
import './booking.ts';
import '../due-forms/due-forms.ts';

before(arriveHere);

const typed = {
  'Full name': 'Alex Sample',
  Email: 'alex@example.com',
  Mobile: '0412 345 678',
  'What would you like help with?': 'Poor sleep',
};

/** Puts a booking on the page; with `service` it begins at the times. */
async function place(scenario: RequestHandler[], service = ''): Promise<BookingElement> {
  play(...scenario);
  const element = await fixture<BookingElement>(
    html`<bq-booking service=${service} time-zone="Australia/Perth"><a href="tel:1">Call us</a></bq-booking>`,
  );
  element.timings = { pauses: [1, 1, 1, 200], lateAfter: 2 };
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
  (await appears(element, 'button', /^6:30 am/)).click();
  (await appears(element, 'button', 'Continue')).click();
  await appears(element, 'textbox', 'Full name');
}

function fill(element: BookingElement, values: Partial<Record<keyof typeof typed, string>> = typed): void {
  for (const [label, value] of Object.entries(values)) {
    const field = byRole(element, 'textbox', label);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error(label);
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}

function values(element: BookingElement): Record<string, string> {
  return Object.fromEntries(
    Object.keys(typed).map((label) => {
      const field = byRole(element, 'textbox', label);
      return [label, 'value' in field ? String(field.value) : ''];
    }),
  );
}

const bookButton = (element: BookingElement) => byRole(element, 'button', /Book/);

/** Does all steps before the press of the button that books. */
async function bookAt(scenario: RequestHandler[]): Promise<BookingElement> {
  const element = await place(scenario, 'gaps_coaching');
  await chooseTime(element);
  fill(element);
  bookButton(element).click();
  return element;
}

function listen(name: string): CustomEvent[] {
  const heard: CustomEvent[] = [];
  const hear = (event: Event) => heard.push(event as CustomEvent);
  document.addEventListener(name, hear);
  stopListening.push(() => document.removeEventListener(name, hear));
  return heard;
}

let stopListening: (() => void)[] = [];
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
  forgetSentBookings();
});
afterEach(() => {
  for (const stop of stopListening) stop();
  stopListening = [];
});

describe('a booking with a time in its tag', () => {
  const withStart = async (start: string, practitioner = 'dr_dia') => {
    play(...bookingScenarios.default());
    return fixture<BookingElement>(
      html`<bq-booking
        service="gaps_coaching"
        start=${start}
        practitioner=${practitioner}
        time-zone="Australia/Perth"
      ></bq-booking>`,
    );
  };

  it('begins at the details, with that time', async () => {
    const element = await withStart(sampleStart);
    await appears(element, 'textbox', 'Full name');
    expect(textOf(element)).to.contain('6:30 to 6:45 am');
  });

  it('begins at the times when that time is over or is none', async () => {
    for (const start of ['2020-01-01T00:00:00Z', 'next Tuesday']) {
      const element = await withStart(start);
      await appears(element, 'button', /^6:30 am/);
      expect(allByRole(element, 'textbox', 'Full name')).to.have.length(0);
    }
  });
});

describe('booking a free call', () => {
  it('goes from the service to the confirmation, and tells the page each step once', async () => {
    const steps = listen('bq-step');
    const confirmed = listen('bq-booking-confirmed');
    const element = await place(bookingScenarios.default());
    (await appears(element, 'button', /^Free first call 15 min ?, GAPS coaching/)).click();
    await chooseTime(element);
    fill(element);
    bookButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(getComputedStyle(element).minBlockSize, 'the room kept for other steps is given back').to.equal(
      '0px',
    );
    expect(steps.map(({ detail }) => detail.step)).to.deep.equal(['service', 'time', 'details', 'confirmed']);
    expect(confirmed.map(({ detail }) => detail)).to.deep.equal([
      {
        bookingId: 'bok_1',
        service: 'gaps_coaching',
        visit: 'consultation',
        amountCents: 0,
        currency: 'AUD',
      },
    ]);
  });

  it('sends what was chosen and typed, once, with a key', async () => {
    const element = await bookAt(bookingScenarios.default());
    bookButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(sentBookings).to.have.length(1);
    expect(sentBookings[0]?.key).to.match(/^[0-9a-f-]{32,36}$/);
    const { attribution, ...body } = sentBookings[0]?.body ?? {};
    expect(body).to.deep.equal({
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0412 345 678',
      primaryConcern: 'Poor sleep',
      preferredTimes: [sampleStart],
      timezone: 'Australia/Perth',
      service: 'gaps_coaching',
    });
    expect(attribution?.landingPage).to.equal(location.pathname);
  });

  it('can be done with the keyboard alone, and focus goes where the eye goes', async () => {
    const element = await place(bookingScenarios.default());
    await appears(element, 'heading', 'GAPS coaching');
    await tabTo(/^Free first call 15 min ?, GAPS coaching/);
    await press('Enter');
    await waitUntil(() => focusedName() === 'Choose a time', 'the calendar takes focus');
    await appears(element, 'button', /^6:30 am/);
    await tabTo(/^6:00 am/);
    await press('ArrowRight');
    expect(focusedName()).to.match(/^6:30 am/);
    await press('Enter');
    await tabTo('Continue');
    await press('Enter');
    await waitUntil(() => focusedName() === 'Your details', 'the heading takes focus');
    await appears(element, 'textbox', 'Full name');
    for (const [label, value] of Object.entries(typed)) {
      await tabTo(label);
      await typeText(value);
    }
    await tabTo(/^Book this time/);
    await press('Enter');
    await waitUntil(() => focusedName() === 'You are booked', 'the confirmation takes focus');
    await tabTo(/^Add to calendar/);
    await tabTo('Change or cancel');
  });

  it('shows both zones, with whom, by video and what it costs while details are typed', async () => {
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    await appears(element, 'heading', 'Monday 23 November');
    const words = textOf(element);
    for (const part of [
      '6:30 to 6:45 am',
      'Perth (AWST)',
      '9:30 am in Melbourne (AEDT)',
      'GAPS coaching · Free first call',
      'by video',
      'Free nothing to pay',
    ]) {
      expect(words).to.include(part);
    }
  });

  it('lists the form that the visit asks for, to be filled in right there', async () => {
    const element = await bookAt(bookingScenarios.default());
    await appears(element, 'heading', 'One form before you meet');
    await appears(element, 'button', 'Fill it in now, Before your first call');
    await says(element, 'about 4 minutes');
    await expectAccessible(element);
  });

  it('shows the number, the way to change it, and says where the details went', async () => {
    const element = await bookAt(bookingScenarios.default());
    await appears(element, 'button', /^Add to calendar/);
    const words = textOf(element);
    for (const part of [
      'alex@example.com',
      'Casey Morgan',
      'by video',
      'BOT-2026-1123',
      '9:30 am in Melbourne (AEDT)',
    ]) {
      expect(words).to.include(part);
    }
    expect(byRole(element, 'link', 'Change or cancel').getAttribute('href')).to.equal(
      'https://clinic.example/manage#booking=bok_1&token=secret',
    );
    expect(location.href).not.to.include('alex');
  });

  it('hands the calendar file over when asked', async () => {
    const files: string[] = [];
    const save = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      files.push(this.download);
    };
    stopListening.push(() => {
      HTMLAnchorElement.prototype.click = save;
    });
    const element = await bookAt(bookingScenarios.default());
    (await appears(element, 'button', /^Add to calendar/)).click();
    await waitUntil(() => files.length > 0, 'a file is saved');
    expect(files).to.deep.equal(['appointment.ics']);
  });
});

describe('the calendar file', () => {
  it('is also in the email, and says so when it cannot be fetched', async () => {
    const element = await bookAt(bookingScenarios.withoutFile());
    (await appears(element, 'button', /^Add to calendar/)).click();
    await says(element, 'It is also attached to our email');
    await expectAccessible(element);
  });
});

describe('a page that styles the parts of a booking', () => {
  it('reaches the days and times of the calendar inside, and the fields of the details', async () => {
    const page = document.createElement('style');
    page.textContent =
      'bq-booking::part(day), bq-booking::part(slot), bq-booking::part(input) { outline: 3px solid rgb(1, 2, 3); }';
    document.head.append(page);
    stopListening.push(() => page.remove());
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    const slot = await appears(element, 'button', /^6:30 am/);
    expect(getComputedStyle(slot).outlineColor).to.equal('rgb(1, 2, 3)');
    slot.click();
    (await appears(element, 'button', 'Continue')).click();
    const name = await appears(element, 'textbox', 'Full name');
    expect(getComputedStyle(name).outlineWidth).to.equal('3px');
  });
});

describe('every state', () => {
  const states: [string, () => Promise<BookingElement>, string][] = [
    ['the services', () => place(bookingScenarios.default()), 'Price on enquiry'],
    ['no services', () => place(bookingScenarios.empty()), 'There is nothing to book here'],
    ['waiting for the services', () => place(bookingScenarios.slow()), 'Loading services'],
    ['services that could not be read', () => place(bookingScenarios.error()), 'Booking could not be loaded'],
    ['the times', () => place(bookingScenarios.default(), 'gaps_coaching'), 'Next available day'],
    ['a service that is not open', () => place(bookingScenarios.default(), 'counseling'), 'Call (03)'],
    ['a visit without a price', () => place(bookingScenarios.default(), 'weight_loss'), 'Next available day'],
    ['sending', () => bookAt(bookingScenarios.slowBooking()), 'Booking…'],
    ['a time that was taken', () => bookAt(bookingScenarios.slotLost()), 'See all times'],
    ['confirming', () => bookAt(bookingScenarios.stillConfirming()), 'You may close this page'],
    ['a booking that failed', () => bookAt(bookingScenarios.confirmingFails()), 'Choose another time'],
    ['a refused field', () => bookAt(bookingScenarios.invalid()), 'There are 2 things to fix'],
    ['too many requests', () => bookAt(bookingScenarios.rateLimited()), 'Wait 40 seconds'],
    ['the confirmation', () => bookAt(bookingScenarios.default()), 'Outlook'],
  ];
  for (const [name, reach, words] of states) {
    it(`can be used by everybody: ${name}`, async () => {
      const element = await reach();
      await says(element, words);
      await expectAccessible(element);
    });
  }
});

describe('filling in the details', () => {
  it('judges a field when it is left, not while it is typed, and takes the error away once it holds', async () => {
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    const mobile = byRole(element, 'textbox', 'Mobile');
    mobile.focus();
    await typeText('04123');
    expect(textOf(element)).not.to.include('Enter a mobile number');
    await press('Tab');
    await says(element, 'Enter a mobile number, like 0412 345 678');
    expect(mobile.getAttribute('aria-invalid')).to.equal('true');
    mobile.focus();
    await press('End');
    await typeText('45678');
    await waitUntil(() => !textOf(element).includes('Enter a mobile number'), 'the error goes');
  });

  it('takes one press of the button, even where leaving a field shows an error', async () => {
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    byRole(element, 'textbox', 'Mobile').focus();
    await typeText('04123');
    const button = bookButton(element);
    button.scrollIntoView({ block: 'center' });
    const { x, y, width } = button.getBoundingClientRect();
    // The pointer is near the upper edge: if the button moved by one line of text, it would not be under the pointer.
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + 3)] });
    await waitUntil(() => focusedName() === 'There are 4 things to fix', 'the summary takes focus');
  });

  it('leaves a field in peace that was only passed by', async () => {
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    byRole(element, 'textbox', 'Full name').focus();
    await press('Tab');
    await press('Tab');
    expect(textOf(element)).not.to.include('Enter your full name');
  });

  it('lists what is to be mended, takes focus there, and leads to each field', async () => {
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    fill(element, { 'Full name': 'Alex Sample', Mobile: '04123' });
    bookButton(element).click();
    await waitUntil(() => focusedName() === 'There are 3 things to fix', 'the summary takes focus');
    byRole(element, 'link', 'Enter a mobile number, like 0412 345 678').click();
    expect(focusedName()).to.equal('Mobile');
    expect(sentBookings).to.have.length(0);
  });

  it('gives every field its label, its hint and the token that lets a browser fill it', async () => {
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    const tokens = Object.keys(typed).map((label) =>
      byRole(element, 'textbox', label).getAttribute('autocomplete'),
    );
    expect(tokens).to.deep.equal(['name', 'email', 'tel', 'off']);
  });
});

describe('going back', () => {
  it('keeps the time and what was typed, by the button and by the browser', async () => {
    const element = await place(bookingScenarios.default());
    (await appears(element, 'button', /^Free first call 15 min ?, GAPS coaching/)).click();
    await chooseTime(element);
    fill(element);
    byRole(element, 'button', 'Back').click();
    await waitUntil(() => focusedName() === 'Choose a time', 'the calendar takes focus');
    history.back();
    await appears(element, 'heading', 'What can we help with?');
    history.forward();
    await appears(element, 'heading', 'Choose a time');
    byRole(element, 'button', 'Continue').click();
    await appears(element, 'textbox', 'Full name');
    expect(values(element)).to.deep.equal(typed);
  });

  it('adds nothing to the address', async () => {
    const before = location.href;
    const element = await place(bookingScenarios.default(), 'gaps_coaching');
    await chooseTime(element);
    expect(location.href).to.equal(before);
    history.back();
    await appears(element, 'heading', 'Choose a time');
    expect(location.href).to.equal(before);
  });
});

describe('a visit that is not booked here', () => {
  it('leads to the phone, and back to the services', async () => {
    const element = await place(bookingScenarios.default());
    element.service = 'gaps_coaching';
    element.visit = 'initial';
    await appears(element, 'heading', 'First appointment: by phone');
    expect(byRole(element, 'link', 'Call (03) 7010 4321').getAttribute('href')).to.equal('tel:0370104321');
    byRole(element, 'button', 'See other services').click();
    await appears(element, 'heading', 'What can we help with?');
  });
});

describe('a time that was taken on the way', () => {
  it('offers the nearest ones, and needs one press to choose and one to book', async () => {
    const element = await bookAt(bookingScenarios.slotLost());
    await waitUntil(() => focusedName() === 'That time has just been taken', 'the heading takes focus');
    (await appears(element, 'button', /^7:00 am Monday 23 November 10:00 am in Melbourne/)).click();
    await appears(element, 'textbox', 'Full name');
    expect(values(element)).to.deep.equal(typed);
    bookButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(new Set(sentBookings.map(({ key }) => key)).size).to.equal(2);
  });

  it('leads to all the times when there are no near ones, with everything kept', async () => {
    const element = await bookAt(bookingScenarios.slotLostWithoutOthers());
    (await appears(element, 'button', 'See all times')).click();
    await appears(element, 'heading', 'Choose a time');
    expect(textOf(element)).not.to.include('Your details');
  });

  it('is told apart from a time that is too close by now', async () => {
    const element = await bookAt(bookingScenarios.tooLate());
    await appears(element, 'heading', 'That time can no longer be booked');
  });
});

describe('a request that fails', () => {
  for (const [name, words] of [
    ['offline', 'We did not get an answer'],
    ['broken', 'That did not work'],
    ['rateLimited', 'Wait 40 seconds'],
    ['invalid', 'There are 2 things to fix'],
  ] as const) {
    it(`keeps all that was typed and shows a way forward (${name})`, async () => {
      const errors = listen('bq-error');
      const element = await bookAt(bookingScenarios[name]());
      await says(element, words);
      expect(values(element)).to.deep.equal(typed);
      expect(errors).to.have.length(1);
      expect(bookButton(element).hasAttribute('aria-disabled')).to.equal(false);
    });
  }

  it('is tried again with the same key, so that no one is booked twice', async () => {
    const element = await bookAt(bookingScenarios.offlineOnce());
    await waitUntil(() => focusedName() === 'We did not get an answer', 'the notice takes focus');
    expect(byRole(element, 'link', 'Call (03) 7010 4321')).to.be.instanceOf(HTMLAnchorElement);
    bookButton(element).click();
    await appears(element, 'heading', 'You are booked');
    expect(sentBookings).to.have.length(2);
    expect(sentBookings[1]).to.deep.equal(sentBookings[0]);
  });

  it("shows the server's verdict at the right fields, in our words", async () => {
    const element = await bookAt(bookingScenarios.invalid());
    await waitUntil(() => focusedName() === 'There are 2 things to fix', 'the summary takes focus');
    const invalid = Object.keys(typed).filter(
      (label) => byRole(element, 'textbox', label).getAttribute('aria-invalid') === 'true',
    );
    expect(invalid).to.deep.equal(['Email', 'Mobile']);
  });

  it('shows what the page has between the tags when the clinic cannot be reached, and can try again', async () => {
    const element = await place(bookingScenarios.error());
    const again = await appears(element, 'button', 'Try again');
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
    play(...bookingScenarios.default());
    again.click();
    await appears(element, 'heading', 'What can we help with?');
  });
});

describe('a booking that the calendar has not confirmed yet', () => {
  it('waits, says that leaving is safe, and ends confirmed', async () => {
    const confirmed = listen('bq-booking-confirmed');
    const element = await bookAt(bookingScenarios.confirming());
    await appears(element, 'heading', 'You are booked');
    expect(confirmed).to.have.length(1);
  });

  it('says that the page may be closed when it takes long', async () => {
    const element = await bookAt(bookingScenarios.stillConfirming());
    await says(element, 'we will email alex@example.com');
  });

  it('leads to another time when it fails, with everything kept', async () => {
    const element = await bookAt(bookingScenarios.confirmingFails());
    (await appears(element, 'button', 'Choose another time')).click();
    await chooseTime(element);
    expect(values(element)).to.deep.equal(typed);
  });
});

describe('on a page with others', () => {
  it('is not disturbed when it is taken off the page in the middle of a booking', async () => {
    const element = await bookAt(bookingScenarios.default());
    const parent = element.parentElement;
    element.remove();
    await waitUntil(() => sentBookings.length > 0, 'the request is under way');
    parent?.append(element);
    await appears(element, 'heading', 'You are booked');
    expect(sentBookings).to.have.length(1);
  });

  it('begins again when it was removed while it loaded', async () => {
    const element = await place(bookingScenarios.slow());
    const parent = element.parentElement;
    element.remove();
    forgetCatalogue();
    play(...bookingScenarios.default());
    parent?.append(element);
    await appears(element, 'heading', 'GAPS coaching');
  });
});
