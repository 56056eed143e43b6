import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { delay, http } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { allByRole, deep, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { calendarScenarios, sampleNow } from './combined-calendar.mocks.ts';
import './combined-calendar.ts';

const parts = ['.head', '.tabs', '.zone', '.month', '.side', '.bar'];

/** Where each part of the calendar is, and which month it shows. */
function layout(calendar: Element): Record<string, unknown> {
  const inside = [...deep(calendar.shadowRoot ?? calendar)];
  const boxes = parts.map((part) => {
    const box = inside.find((element) => element.matches(part))?.getBoundingClientRect();
    return [part, box && [box.left, box.top, box.width, box.height].map(Math.round).join(' ')];
  });
  const month = allByRole(calendar, 'heading', / 20\d\d$/).map(({ textContent }) => textContent);
  return { ...Object.fromEntries(boxes), month };
}

let tidy: (() => void)[] = [];
before(startMockServer);
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
});
afterEach(() => {
  for (const each of tidy) each();
});

describe('on a slow line', () => {
  for (const width of [1100, 390, 320]) {
    for (const [zone, now, month] of [
      ['Australia/Melbourne', sampleNow, 'November 2026'],
      // It is 1 December already for this patient, and not yet in UTC.
      ['Australia/Perth', '2026-11-30T19:00:00Z', 'December 2026'],
    ] as const) {
      it(`the placeholders have the month and the places of the times, in ${zone}, at ${width}`, async () => {
        await setViewport({ width, height: 900 });
        tidy = [stopClockAt(now), placeDeviceIn(zone)];
        play(
          http.get('*/api/catalogue', () => delay(150)),
          http.get('*/api/calendars/combined', () => delay(400)),
          ...calendarScenarios.default,
        );
        const calendar = await fixture(
          html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
        );
        await waitUntil(() => layout(calendar)['.month'], 'the first paint');
        const first = layout(calendar);
        expect(textOf(calendar)).to.not.match(/Dr Dia/);
        expect(first.month).to.deep.equal([month]);
        await waitUntil(() => /Dr Dia/.test(textOf(calendar)), 'the practitioners are there');
        expect(layout(calendar), 'once the practitioners are known').to.deep.equal(first);
        await waitUntil(() => allByRole(calendar, 'button', /^\d+:\d\d.[ap]m/).length > 0, 'the times', {
          timeout: 5000,
        });
        expect(layout(calendar), 'once the times are known').to.deep.equal(first);
      });
    }
  }
});
