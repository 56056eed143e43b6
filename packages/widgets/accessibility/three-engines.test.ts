// No console guard: engines write there, too. What an engine reports about its own rules is a finding: engines.ts.
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { forgetCatalogue } from '../src/api/catalogue.ts';
import { sampleNow } from '../src/elements/combined-calendar/combined-calendar.mocks.ts';
import { forgetPageEvents } from '../src/page/neighbours/page-events.ts';
import { stopClockAt } from '../src/testing/device/fixed-date.ts';
import { deep } from '../src/testing/queries.ts';
import { fakeStripe } from '../src/testing/samples/fake-stripe.ts';
import { play, startMockServer } from '../src/testing/samples/mock-server.ts';
import { findings, loadIbm } from './engines.ts';
import { isFalsePositive } from './false-positives.ts';
import { groups, handlersOf } from './scenarios.ts';
import '../src/elements/booking/booking.ts';
import '../src/elements/combined-calendar/combined-calendar.ts';
import '../src/elements/device-check/device-check.ts';
import '../src/elements/intake-form/intake-form.ts';
import '../src/elements/manage-booking/manage-booking.ts';
import '../src/elements/practitioners/practitioners.ts';
import '../src/elements/service-picker/service-picker.ts';
import '../src/elements/triage-form/triage-form.ts';
import '../src/elements/waitlist-signup/waitlist-signup.ts';

/** The engines judge colours, so the page waits until each colour has arrived. */
async function transitionsEnd(root: HTMLElement): Promise<void> {
  const running = [...deep(root)].flatMap((element) => element.getAnimations());
  const transitions = running.filter((each) => each instanceof CSSTransition);
  await Promise.all(transitions.map(({ finished }) => finished.catch(() => undefined)));
}

describe('three engines find nothing', () => {
  const header = document.createElement('header');
  let startClock: () => void;
  let stripe: ReturnType<typeof fakeStripe>;
  before(async () => {
    document.documentElement.lang = 'en-AU';
    document.title = 'A page of the clinic';
    header.innerHTML =
      '<a href="#content" style="display: inline-block; padding: 16px">Skip to the content</a>';
    document.body.prepend(header);
    await Promise.all([startMockServer(), loadIbm()]);
    startClock = stopClockAt(sampleNow);
    await setViewport({ width: 1000, height: 900 });
  });
  after(() => {
    startClock();
    header.remove();
  });
  beforeEach(() => {
    forgetCatalogue();
    forgetPageEvents();
    sessionStorage.clear();
    stripe = fakeStripe();
  });
  afterEach(() => stripe.remove());

  it('in at least 60 states', () => {
    const states = groups.flatMap(({ scenarios }) => Object.keys(scenarios));
    expect(states.length).to.be.at.least(60);
  });

  for (const group of groups) {
    const { name, scenarios, markup, walk, fragment } = group;
    for (const key of Object.keys(scenarios)) {
      it(`in ${name}, ${key}`, async () => {
        history.replaceState({}, '', fragment ?? location.pathname + location.search);
        play(...handlersOf(group, key));
        const main = await fixture<HTMLElement>(
          html`<main id="content"><h1>Book an appointment</h1>${markup}</main>`,
        );
        await walk?.(main);
        await new Promise((resolve) => setTimeout(resolve, 600));
        await transitionsEnd(main);
        const found = (await findings()).filter((each) => !isFalsePositive(each));
        expect(found.map(({ engine, rule, words }) => `${engine} ${rule}: ${words}`)).to.deep.equal([]);
      });
    }
  }
});
