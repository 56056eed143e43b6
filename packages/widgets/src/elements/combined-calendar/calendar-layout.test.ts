import '../../testing/guards/console-guard.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { allByRole, byRole, deep, focused, nameOf } from '../../testing/queries.ts';
import { play } from '../../testing/samples/mock-server.ts';
import type { CombinedCalendar } from './combined-calendar.ts';
import './combined-calendar.ts';
import { calendarPage, monday, place, press, settled, slot, until } from '../../testing/calendar-page.ts';
import { calendarScenarios } from './combined-calendar.mocks.ts';

calendarPage();

describe('on a page with rude styles', () => {
  it('looks and measures the same', async () => {
    const rude = document.createElement('style');
    rude.textContent = `
      * { letter-spacing: 4px; word-spacing: 9px; line-height: 3; text-transform: uppercase !important }
      body * { font-size: 31px !important }
      bq-combined-calendar { letter-spacing: 5px }
      button { all: unset !important; padding: 40px !important } table, td, tr { display: block !important; border: 9px solid !important }
      h2, h3, p, span { margin: 50px !important; color: red !important }`;
    document.head.append(rude);
    try {
      const calendar = await place('default', monday);
      const button = getComputedStyle(byRole(calendar, 'button', slot('9:30')));
      expect([button.letterSpacing, button.textTransform, button.fontSize]).to.deep.equal([
        'normal',
        'none',
        '16px',
      ]);
      expect(calendar.getBoundingClientRect().height).to.equal(676);
    } finally {
      rude.remove();
    }
  });

  it('takes the spacing that a reader has set for all text, and cuts nothing off', async () => {
    const reader = document.createElement('style');
    reader.textContent =
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }';
    document.head.append(reader);
    try {
      const calendar = await place('default', monday);
      const button = byRole(calendar, 'button', slot('9:30'));
      const { letterSpacing, wordSpacing } = getComputedStyle(button);
      expect([letterSpacing, wordSpacing]).to.deep.equal(['1.92px', '2.56px']);
      const cut = [...deep(calendar.shadowRoot as ShadowRoot)].filter(
        (element) =>
          element.matches('.slot, .day, [role=tab], .bar, .step') &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
      );
      expect(cut.map(nameOf)).to.deep.equal([]);
    } finally {
      reader.remove();
    }
  });

  it('grows with the size of text that a reader has set', async () => {
    document.documentElement.style.fontSize = '32px';
    try {
      const calendar = await place('default', monday);
      expect(getComputedStyle(byRole(calendar, 'button', slot('9:30'))).fontSize).to.equal('32px');
      expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
    } finally {
      document.documentElement.style.fontSize = '';
    }
  });
});

describe('a long day', () => {
  for (const width of [1100, 390]) {
    it(`is shown in full when a person asks for it, at ${width}`, async () => {
      await setViewport({ width, height: 900 });
      const calendar = await place('long', /Show all 24 times/);
      const times = [...deep(calendar.shadowRoot ?? calendar)].find((element) => element.matches('.times'));
      if (!times) throw new Error('The times are not there.');
      expect(times.scrollHeight).to.be.above(times.clientHeight);
      await press(calendar, 'button', 'Show all 24 times');
      expect(times.scrollHeight).to.equal(times.clientHeight);
      expect(allByRole(calendar, 'button', 'Show all 24 times')).to.have.length(0);
      expect(focused()?.textContent?.trim()).to.match(/^9:00.am/);
    });
  }
});

describe('the page below', () => {
  for (const [width, height] of [
    [1100, 676],
    [390, 1158],
    [320, 1158],
  ] as const) {
    it(`does not move by a pixel at ${width} in any state`, async () => {
      await setViewport({ width, height: 900 });
      const heights: [string, number][] = [];
      const note = (when: string, calendar: Element) =>
        heights.push([when, calendar.getBoundingClientRect().height]);

      placeDeviceIn('Australia/Perth');
      play(...calendarScenarios.slow);
      const calendar = await fixture<CombinedCalendar>(
        html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
      );
      await settled(calendar);
      note('first paint', calendar);
      await until(calendar, /Dr Dia/);
      note('loading', calendar);
      play(...calendarScenarios.error);
      await calendar.reload();
      await until(calendar, /could not load the times/);
      note('failed', calendar);
      play(...calendarScenarios.stale);
      await calendar.reload();
      await until(calendar, monday);
      note('ready', calendar);
      await press(calendar, 'button', slot('6:00.am'));
      note('whom', calendar);
      await press(calendar, 'button', 'Dr Dia');
      note('chosen', calendar);
      await press(calendar, 'button', /^Next available day/);
      note('another day', calendar);
      await press(calendar, 'button', 'Show Melbourne times only');
      note('another zone', calendar);
      await press(calendar, 'button', /^Saturday 28/);
      note('no times', calendar);
      await press(calendar, 'button', 'Next month');
      note('another month', calendar);
      expect(heights.filter(([, value]) => value !== height)).to.deep.equal([]);
    });
  }
});
