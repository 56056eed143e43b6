import '../../testing/guards/console-guard.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, nameOf, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import {
  cancellations,
  forgetCancellations,
  manageScenarios,
  sampleFragment,
} from './manage-booking.mocks.ts';
import type { ManageBooking } from './manage-booking.ts';
import './manage-booking.ts';
import '../due-forms/due-forms.ts';

async function place(scenario: RequestHandler[], fragment = sampleFragment): Promise<ManageBooking> {
  play(...scenario);
  history.replaceState(history.state, '', fragment || location.pathname + location.search);
  return fixture(html`<bq-manage-booking><a href="tel:1">Call us</a></bq-manage-booking>`);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

async function says(root: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(root).includes(words), `"${words}" appears`);
}

async function askToCancel(element: ManageBooking): Promise<void> {
  (await appears(element, 'button', 'Cancel this booking')).click();
  await appears(element, 'heading', 'Cancel this booking?');
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
  forgetCancellations();
});

describe('looking at a booking', () => {
  it('shows when in both zones, with whom, what was paid, the number, and the way into the call', async () => {
    const element = await place(manageScenarios.default());
    await appears(element, 'heading', 'You are booked');
    const words = textOf(element);
    for (const part of [
      'Monday 23 November , 6:30 am , Perth (AWST)',
      '9:30 am in Melbourne (AEDT)',
      'Ramona, GAPS coach , by video',
      'GAPS coaching · Follow-up',
      'Paid $79.00 Free to cancel until Sunday 22 November, 6:30 am. After that no refund.',
      'BOT-2026-1123',
    ]) {
      expect(words).to.include(part);
    }
    expect(byRole(element, 'link', 'Join the video call').getAttribute('href')).to.equal(
      'https://zoom.example/j/1',
    );
  });

  it('lists the forms of the visit and how they stand', async () => {
    const element = await place(manageScenarios.free());
    await says(element, 'One form before you meet');
    await appears(element, 'button', /^Fill it in now, /);
    await says(element, 'Medical history');
    await says(element, 'Done');
    expect(textOf(element)).not.to.include('Paid');
  });

  it('keeps the zone in which the patient booked, as the emails do', async () => {
    const element = await place(manageScenarios.bookedInLondon());
    await appears(element, 'heading', 'You are booked');
    const words = textOf(element);
    expect(words).to.include('Sunday 22 November , 10:30 pm , London (GMT)');
    expect(words).to.include('Mon 23 Nov, 9:30 am in Melbourne (AEDT)');
    expect(words).to.include('Free to cancel until Saturday 21 November, 10:30 pm.');
  });

  it('tells the page that it is ready, and nothing about the booking', async () => {
    const details: unknown[] = [];
    const hear = (event: Event) => details.push((event as CustomEvent).detail);
    document.addEventListener('bq-ready', hear, { once: true });
    const element = await place(manageScenarios.default());
    await appears(element, 'heading', 'You are booked');
    expect(details).to.deep.equal([{}]);
  });

  it('opens another booking when another link is followed on the page', async () => {
    const element = await place(manageScenarios.default(), '#booking=bok_1&token=wrong');
    await says(element, 'This link does not open a booking');
    location.hash = sampleFragment;
    await appears(element, 'heading', 'You are booked');
  });
});

describe('a link that opens nothing', () => {
  for (const [what, fragment, words] of [
    ['is not whole', '#booking=bok_1', 'Open it from our email again'],
    ['carries nothing', '', 'Open it by the link in our email'],
  ] as const) {
    it(`says what to do when it ${what}, and asks the server nothing`, async () => {
      const element = await place([], fragment);
      await says(element, words);
      expect(element.renderRoot.querySelector('bq-banner') !== null).to.equal(fragment !== '');
      expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
      await expectAccessible(element);
    });
  }

  it('says what to do when the server does not know it', async () => {
    const element = await place(manageScenarios.unknown());
    await says(element, 'Open the newest one');
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
    await expectAccessible(element);
  });
});

describe('a link that opens nothing, with a way out', () => {
  before(async () => {
    await import('../send-link/send-link.ts');
  });

  it('is said once, and can be sent again', async () => {
    const asked: unknown[] = [];
    const element = await place([
      ...manageScenarios.unknown(),
      http.post(`*${endpoints.links}`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({ accepted: true }, { status: 202 });
      }),
    ]);
    await says(element, 'This link does not open a booking');
    const again = element.renderRoot.querySelector('bq-send-link') as HTMLElement & {
      updateComplete: Promise<unknown>;
    };
    const inside = () => again.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
    await waitUntil(() => inside().includes('(03) 7010 4321'), 'the phone is there');
    // The page's own way out has the same number: it is not said twice.
    expect(element.querySelector('a')?.checkVisibility()).to.equal(false);
    const field = again.shadowRoot?.querySelector('input');
    const button = again.shadowRoot?.querySelector('button');
    button?.click();
    await waitUntil(() => inside().includes('Enter an email address'), 'an empty field is refused');
    expect(again.shadowRoot?.activeElement).to.equal(field);
    if (field) field.value = ' Alex@Example.com ';
    field?.dispatchEvent(new Event('input'));
    button?.click();
    await waitUntil(() => inside().includes('its link is on the way'), 'the result is said');
    expect(again.shadowRoot?.querySelector('[role="status"]')?.textContent).to.include('Alex@Example.com');
    expect(asked).to.deep.equal([{ email: 'Alex@Example.com', kind: 'manage' }]);
    await expectAccessible(element);
  });
});

describe('cancelling', () => {
  it('says what is given back before it is done, and announces what was done', async () => {
    const element = await place(manageScenarios.default());
    await askToCancel(element);
    await waitUntil(() => focusedName() === 'Cancel this booking?', 'the question takes focus');
    expect(textOf(element)).to.include('We will refund the full $79.00.');
    expect(textOf(element)).to.include(
      'Free to cancel until Sunday 22 November, 6:30 am. After that no refund.',
    );
    expect(textOf(element)).to.include('This cannot be undone');
    expect(cancellations).to.have.length(0);
    byRole(element, 'button', /^Yes, cancel it/).click();
    await waitUntil(() => focusedName() === 'Cancelled', 'the result takes focus');
    await says(
      element,
      '$79.00 is on its way back to your card. Your bank shows it within 5 to 10 working days.',
    );
    expect(allByRole(element, 'button').map(nameOf)).to.deep.equal([
      'Tax invoice (PDF) Opening…',
      'Book again',
    ]);
    expect(cancellations).to.have.length(1);
  });

  for (const [scenario, words] of [
    ['late', 'The $79.00 you paid will not be refunded.'],
    ['half', 'We will refund $39.50 of the $79.00 you paid.'],
  ] as const) {
    it(`says so when not everything is given back (${scenario})`, async () => {
      const element = await place(manageScenarios[scenario]());
      await askToCancel(element);
      await says(element, words);
      await says(element, 'Free cancellation ended on Friday 20 November, 6:30 am.');
      await expectAccessible(element);
    });
  }

  it('says afterwards that a late cancellation was not refunded', async () => {
    const element = await place(manageScenarios.cancelledLate());
    await says(element, 'cancelled too late for a refund, so the $79.00 you paid will not be refunded');
  });

  it('leads to another booking of the same visit', async () => {
    const element = await place(manageScenarios.cancelled());
    (await appears(element, 'button', 'Book again')).click();
    await waitUntil(() => element.renderRoot.querySelector('bq-booking'), 'the booking is there');
    const again = element.renderRoot.querySelector('bq-booking') as HTMLElement & Record<string, unknown>;
    expect([again.service, again.visit]).to.deep.equal(['gaps_coaching', 'followup']);
  });

  it('speaks of no money for a free call', async () => {
    const element = await place(manageScenarios.free());
    await askToCancel(element);
    expect(textOf(element)).not.to.include('$');
  });

  it('can be thought better of, with the keyboard alone', async () => {
    const element = await place(manageScenarios.default());
    await appears(element, 'button', 'Cancel this booking');
    await tabTo('Cancel this booking');
    await press('Enter');
    await waitUntil(() => focusedName() === 'Cancel this booking?', 'the question takes focus');
    await tabTo('Keep it');
    await press('Enter');
    await waitUntil(() => focusedName() === 'Cancel this booking', 'focus goes back to the button');
    expect(cancellations).to.have.length(0);
  });

  it('says when it is too late, and how to reach the clinic', async () => {
    const element = await place(manageScenarios.tooLate());
    await askToCancel(element);
    byRole(element, 'button', /^Yes, cancel it/).click();
    await waitUntil(() => focusedName() === 'We could not cancel it just now', 'the notice takes focus');
    await says(element, 'can no longer be changed here');
    byRole(element, 'link', 'Call (03) 7010 4321');
    await expectAccessible(element);
  });

  it('is tried again with the same key when no answer came', async () => {
    const element = await place(manageScenarios.cancelBreaks());
    await askToCancel(element);
    byRole(element, 'button', /^Yes, cancel it/).click();
    await waitUntil(() => focusedName() === 'We could not cancel it just now', 'the notice takes focus');
    byRole(element, 'button', /^Yes, cancel it/).click();
    await appears(element, 'heading', 'Cancelled');
    expect(cancellations).to.have.length(2);
    expect(cancellations[1]).to.equal(cancellations[0]);
  });
});

describe('every state of a managed booking', () => {
  for (const [name, words] of [
    ['default', 'You are booked'],
    ['free', 'Medical history'],
    ['cancelled', '$79.00 is on its way back'],
    ['refundFailed', 'The refund of $79.00 has not gone through. We still owe it to you'],
    ['expired', 'Nothing was charged'],
    ['confirming', 'We are confirming your time'],
    ['slow', 'Looking up your booking'],
    ['error', 'Nothing has changed'],
  ] as const) {
    it(`can be used by everybody: ${name}`, async () => {
      const element = await place(manageScenarios[name]());
      await says(element, words);
      await expectAccessible(element);
    });
  }

  it('tries again when asked to', async () => {
    const element = await place(manageScenarios.error());
    const again = await appears(element, 'button', 'Try again');
    play(...manageScenarios.default());
    again.click();
    await appears(element, 'heading', 'You are booked');
  });
});
