import '../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { forgetCatalogue } from '../api/catalogue.ts';
import { forgetPageEvents } from '../page/neighbours/page-events.ts';
import { stopClockAt } from '../testing/device/fixed-date.ts';
import { expectAccessible } from '../testing/expect-accessible.ts';
import { deep, textOf } from '../testing/queries.ts';
import { play, startMockServer } from '../testing/samples/mock-server.ts';
import { bookingScenarios } from './booking/booking.mocks.ts';
import type { BookingElement } from './booking/booking.ts';
import { sampleNow } from './combined-calendar/combined-calendar.mocks.ts';
import './booking/booking.ts';

let startClock: () => void;
before(startMockServer);
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  sessionStorage.clear();
  startClock = stopClockAt(sampleNow);
});
afterEach(() => startClock());

const levels = (root: Element) =>
  [...deep(root.shadowRoot as ShadowRoot)]
    .filter((element) => /^h\d$/.test(element.localName))
    .map((element) => Number(element.ariaLevel ?? element.localName.slice(1)));

async function place(heading: number, service: string): Promise<BookingElement> {
  play(...bookingScenarios.default());
  const element = await fixture<BookingElement>(
    html`<bq-booking heading-level=${heading} service=${service}></bq-booking>`,
  );
  await waitUntil(() => (service ? /Monday 23 November/ : /GAPS/).test(textOf(element)), 'it is there', {
    timeout: 8000,
  });
  return element;
}

describe('an element on a page', () => {
  it('says the language and direction of its words, also on a page in another language', async () => {
    document.documentElement.lang = 'ar';
    document.documentElement.dir = 'rtl';
    try {
      const element = await place(2, '');
      expect([element.lang, getComputedStyle(element).direction]).to.deep.equal(['en-AU', 'ltr']);
    } finally {
      document.documentElement.removeAttribute('lang');
      document.documentElement.removeAttribute('dir');
    }
  });

  for (const [level, expected] of [
    [2, [2, 3, 4]],
    [3, [3, 4, 5]],
    [1, [1, 2, 3]],
  ] as const) {
    it(`begins with a heading of level ${level}, and all headings inside follow`, async () => {
      const element = await place(level, 'gaps_coaching');
      const met = () => [...new Set(levels(element))].sort();
      await waitUntil(() => met().join() === expected.join(), `${met()} become ${expected}`);
      await expectAccessible(element);
    });
  }

  it('grows with the text that a reader has set, and has nothing under 14 px', async () => {
    document.documentElement.style.fontSize = '24px';
    try {
      const element = await place(2, '');
      expect(getComputedStyle(element).fontSize).to.equal('24px');
    } finally {
      document.documentElement.style.fontSize = '';
    }
    // Many sites set 10 px there.
    document.documentElement.style.fontSize = '62.5%';
    try {
      const element = await place(2, 'gaps_coaching');
      const small = [...deep(element.shadowRoot as ShadowRoot)].filter(
        (each) => each.textContent?.trim() && Number.parseFloat(getComputedStyle(each).fontSize) < 14,
      );
      expect(small.map((each) => each.outerHTML.slice(0, 80))).to.deep.equal([]);
    } finally {
      document.documentElement.style.fontSize = '';
    }
  });
});
