import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { focusedName, press, tabTo } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, type Name, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { waitlistScenarios } from '../waitlist-signup/waitlist-signup.mocks.ts';
import { bookingScenarios } from './booking.mocks.ts';
import './booking.ts';
import '../service-picker/service-picker.ts';
import '../waitlist-signup/waitlist-signup.ts';

async function place(markup = html`<bq-booking></bq-booking>`): Promise<Element> {
  play(...waitlistScenarios.default(), ...bookingScenarios.default());
  return fixture(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`);
  return byRole(root, role, name);
}

const hasFocus = (name: string) => waitUntil(() => focusedName() === name, `"${name}" takes focus`);

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

describe('a service that is not open, in a booking', () => {
  it('leads in place to its waitlist, which takes focus, and back to the services', async () => {
    const element = await place();
    (await appears(element, 'button', 'Join the waitlist, Counselling')).click();
    await hasFocus('Waitlist: Counselling');
    await appears(element, 'textbox', 'Full name');
    await expectAccessible(element);
    byRole(element, 'button', 'Back').click();
    await hasFocus('What can we help with?');
    expect(allByRole(element, 'heading', /^Waitlist/)).to.deep.equal([]);
  });

  it('is reached with the keyboard alone', async () => {
    const element = await place();
    await appears(element, 'button', 'Join the waitlist, Equine therapy');
    await tabTo('Join the waitlist, Equine therapy');
    await press('Enter');
    await hasFocus('Waitlist: Equine therapy');
    await appears(element, 'textbox', 'Full name');
    await tabTo('Full name', 1);
  });

  it('shows its waitlist at once where the page names it, and takes no focus', async () => {
    const element = await place(html`<bq-booking service="counseling"></bq-booking>`);
    await appears(element, 'heading', 'Waitlist: Counselling');
    expect(document.activeElement).to.equal(document.body);
    await expectAccessible(element);
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const page = await place(
      html`<div style="inline-size: 320px"><bq-booking service="counseling"></bq-booking></div>`,
    );
    await appears(page, 'textbox', 'Full name');
    expect(page.scrollWidth).to.equal(320);
  });

  it('shows the waitlist once where a picker stands beside the booking', async () => {
    const page = await place(
      html`<div><bq-service-picker></bq-service-picker><bq-booking service="gaps_coaching"></bq-booking></div>`,
    );
    const [picker, booking] = page.children;
    if (!picker || !booking) throw new Error('both stand on the page');
    await appears(booking, 'heading', 'Choose a time');
    (await appears(picker, 'button', 'Join the waitlist, Counselling')).click();
    await hasFocus('Waitlist: Counselling');
    expect(allByRole(page, 'heading', /^Waitlist/)).to.have.length(1);
    expect(textOf(booking), 'the booking stays where it is').to.include('Choose a time');
  });
});
