import '../../testing/guards/console-guard.ts';
import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { byRole, focused, nameOf } from '../../testing/queries.ts';
import './combined-calendar.ts';
import {
  calendarPage,
  monday,
  nextMonthIsRead,
  place,
  press,
  type Scenario,
  settled,
  slot,
} from '../../testing/calendar-page.ts';

calendarPage();

describe('with the keyboard alone', () => {
  it('reaches the first time within five Tabs, and books it', async () => {
    const calendar = await place('default', monday);
    calendar.focus();
    const stops: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      await sendKeys({ press: 'Tab' });
      stops.push(nameOf(focused() ?? document.body));
    }
    expect(stops).to.deep.equal([
      'All practitioners Next Mon 23 Nov',
      'Previous month',
      'Next month',
      'Monday 23 November, 7 times available',
      '9:00 am with Dr Dia or Dr Shivani',
    ]);
    await sendKeys({ press: 'Enter' });
    await settled(calendar);
    expect(nameOf(focused() ?? document.body)).to.equal('Anyone available');
    await sendKeys({ press: 'Escape' });
    await settled(calendar);
    await sendKeys({ press: 'ArrowRight' });
    expect(nameOf(focused() ?? document.body)).to.match(slot('9:30.am'));
    await sendKeys({ press: 'Enter' });
    await settled(calendar);
    expect(calendar.selected?.start).to.equal('2026-11-22T22:30:00Z');
  });

  it('moves among the dates as the ARIA Authoring Practices say', async () => {
    const calendar = await place('default', monday);
    byRole(calendar, 'button', /^Monday 23 November/).focus();
    const moves: [string, RegExp][] = [
      ['ArrowRight', /^Tuesday 24 November/],
      ['ArrowDown', /^Tuesday 1 December/],
      ['ArrowUp', /^Tuesday 24 November/],
      ['ArrowLeft', /^Monday 23 November/],
      ['End', /^Sunday 29 November/],
      ['Home', /^Monday 23 November/],
      ['PageDown', /^Wednesday 23 December/],
      ['PageUp', /^Monday 23 November/],
      // As far as times can be booked.
      ['Shift+PageDown', /^Wednesday 19 May 2027/],
      ['Shift+PageUp', /^Today, Friday 20 November/],
    ];
    for (const [key, day] of moves) {
      const [shift, plain = key] = key.startsWith('Shift+') ? ['Shift', key.slice(6)] : [];
      if (shift) await sendKeys({ down: shift });
      await sendKeys({ press: plain });
      if (shift) await sendKeys({ up: shift });
      await settled(calendar);
      expect(nameOf(focused() ?? document.body), key).to.match(day);
    }
  });

  it('moves among the tabs with the arrows, round the ends', async () => {
    const calendar = await place('default', monday);
    byRole(calendar, 'tab', /^All/).focus();
    for (const [key, tab] of [
      ['ArrowRight', /^Dr Dia/],
      ['End', /^Kerry/],
      ['ArrowRight', /^All/],
      ['ArrowLeft', /^Kerry/],
      ['Home', /^All/],
    ] as const) {
      await sendKeys({ press: key });
      await settled(calendar);
      const here = byRole(calendar, 'tab', tab);
      expect(focused(), key).to.equal(here);
      expect(here.getAttribute('aria-selected'), key).to.equal('true');
    }
  });

  it('moves among the times by rows and columns', async () => {
    const calendar = await place('default', monday);
    byRole(calendar, 'button', slot('9:00.am')).focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(nameOf(focused() ?? document.body)).to.match(slot('11:30.am'));
    await sendKeys({ press: 'End' });
    expect(nameOf(focused() ?? document.body)).to.match(slot('5:30.pm'));
    await sendKeys({ press: 'Home' });
    expect(nameOf(focused() ?? document.body)).to.match(slot('9:00.am'));
  });

  it('follows the reading direction', async () => {
    const calendar = await place('default', monday);
    calendar.dir = 'rtl';
    byRole(calendar, 'button', /^Tuesday 24 November/).focus();
    await sendKeys({ press: 'ArrowRight' });
    await settled(calendar);
    expect(nameOf(focused() ?? document.body)).to.match(/^Monday 23 November/);
  });
});

describe('what is said aloud', () => {
  const said = (calendar: Element) => byRole(calendar, 'status').textContent?.trim();

  it('tells that the times are there', async () => {
    const calendar = await place('default', monday);
    expect(said(calendar)).to.equal('Monday 23 November, 7 times available');
  });

  it('tells a new month and how many days it has', async () => {
    const calendar = await place('default', monday);
    await nextMonthIsRead(calendar);
    await press(calendar, 'button', 'Next month');
    expect(said(calendar)).to.equal('December 2026, 14 days with times available');
  });

  it('tells why there are no times', async () => {
    const calendar = await place('error', /could not load the times/);
    expect(said(calendar)).to.equal('We cannot read the calendars just now. Try again in a moment.');
  });
});

describe('for everybody: axe finds nothing', () => {
  const states: [Scenario, RegExp][] = [
    ['default', monday],
    ['empty', /No times online/],
    ['slow', /Dr Dia/],
    ['error', /could not load the times/],
    ['down', /could not load the times/],
    ['partial', monday],
    ['stale', /5 minutes ago/],
    ['fallback', /confirmed by us/],
  ];
  for (const [scenario, shows] of states) {
    it(`in the state "${scenario}"`, async () => {
      await expectAccessible(await place(scenario, shows));
    });
  }

  it('while it asks whom to see, and with a time chosen, in two zones', async () => {
    placeDeviceIn('Australia/Perth');
    const calendar = await place('default', monday);
    await press(calendar, 'button', slot('6:00.am'));
    await expectAccessible(calendar);
    await press(calendar, 'button', 'Dr Dia');
    await expectAccessible(calendar);
  });

  it('in a person’s tab that could not be checked', async () => {
    const calendar = await place('partial', monday);
    await press(calendar, 'tab', /^Kerry/);
    await expectAccessible(calendar);
  });

  it('on a long day, in its box and in full', async () => {
    const calendar = await place('long', /Show all 24 times/);
    await expectAccessible(calendar);
    await press(calendar, 'button', 'Show all 24 times');
    await expectAccessible(calendar);
  });

  it('in the dark, on a page that follows the visitor', async () => {
    document.documentElement.style.colorScheme = 'light dark';
    await emulateMedia({ colorScheme: 'dark' });
    try {
      const calendar = await place('stale', /5 minutes ago/);
      await press(calendar, 'button', slot('9:30.am'));
      await expectAccessible(calendar);
    } finally {
      document.documentElement.style.colorScheme = '';
      await emulateMedia({ colorScheme: 'light' });
    }
  });

  it('on a phone', async () => {
    await setViewport({ width: 320, height: 640 });
    const calendar = await place('default', monday);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await expectAccessible(calendar);
  });
});
