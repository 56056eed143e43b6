import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { delay, HttpResponse, http } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents, type PageEvents, tellPage } from '../../page/neighbours/page-events.ts';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, deep, focused, nameOf, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import type { CombinedCalendar } from './combined-calendar.ts';
import './combined-calendar.ts';
import { answerTo, calendarScenarios, sampleNow } from './combined-calendar.mocks.ts';

type Scenario = keyof typeof calendarScenarios;

/** Puts a calendar on the page in a scenario, and waits until the scenario shows. */
async function place(scenario: Scenario, shows: RegExp): Promise<CombinedCalendar> {
  play(...calendarScenarios[scenario]);
  const calendar = await fixture<CombinedCalendar>(
    html`<bq-combined-calendar service="alternative_medicine" visit="followup"><a href="tel:0370104321">Call us</a></bq-combined-calendar>`,
  );
  await until(calendar, shows);
  return calendar;
}

async function until(calendar: Element, shows: RegExp): Promise<void> {
  try {
    await waitUntil(() => shows.test(textOf(calendar)), '', { timeout: 4000 });
  } catch {
    throw new Error(`${shows} never showed; there is: ${textOf(calendar)}`);
  }
}

async function settled(calendar: CombinedCalendar): Promise<void> {
  await calendar.updateComplete;
  for (const element of deep(calendar)) if ('updateComplete' in element) await element.updateComplete;
  for (const element of calendar.shadowRoot?.children ?? [])
    if ('updateComplete' in element) await element.updateComplete;
}

/** The calendar requests the next month when the page is idle. */
async function nextMonthIsRead(calendar: CombinedCalendar): Promise<void> {
  await waitUntil(() => Reflect.get(calendar, 'answers').size > 1);
  await settled(calendar);
}

async function press(calendar: CombinedCalendar, role: string, name: string | RegExp): Promise<void> {
  byRole(calendar, role, name).click();
  await settled(calendar);
}

const monday = /Monday 23 November/;
const slot = (name: string) => new RegExp(`^${name}`);

let startClock: () => void;
let leaveMelbourne: () => void;

before(startMockServer);

beforeEach(async () => {
  forgetCatalogue();
  forgetPageEvents();
  startClock = stopClockAt(sampleNow);
  leaveMelbourne = placeDeviceIn('Australia/Melbourne');
  await setViewport({ width: 1100, height: 900 });
});

afterEach(() => {
  startClock();
  leaveMelbourne();
});

describe('a patient looks for a time', () => {
  it('sees everybody’s tab, the first free day and its times by part of the day', async () => {
    const calendar = await place('default', monday);
    expect(allByRole(calendar, 'tab').map(nameOf)).to.deep.equal([
      'All practitioners Next Mon 23 Nov',
      'Dr Dia Next Mon 23 Nov',
      'Dr Shivani Next Mon 23 Nov',
      'Nurse Practitioner Next Mon 23 Nov',
    ]);
    for (const tab of allByRole(calendar, 'tab')) {
      const parts = [...tab.children].map((part) => part.getAttribute('aria-hidden'));
      expect(parts, 'a screen reader reads the label, and the words not again').to.deep.equal([
        'true',
        'true',
      ]);
    }
    expect(allByRole(calendar, 'heading').map(nameOf)).to.deep.equal([
      'Choose a time',
      'November 2026',
      'Monday 23 November, Melbourne time',
      'Morning',
      'Afternoon',
      'Evening',
    ]);
    expect(textOf(calendar)).to.contain('Alternative medicine · Follow-up · 15 minutes · $79');
  });

  it('hears of each time the clock, the zone, the day and who is free', async () => {
    const calendar = await place('default', monday);
    expect(nameOf(byRole(calendar, 'button', slot('9:00 am')))).to.equal('9:00 am with Dr Dia or Dr Shivani');
  });

  it('hears of each day how many times it has, and of a day without any that it has none', async () => {
    const calendar = await place('default', monday);
    byRole(calendar, 'button', 'Monday 23 November, 7 times available');
    byRole(calendar, 'button', 'Wednesday 25 November, 2 times available');
    byRole(calendar, 'button', 'Saturday 28 November, no times');
    expect(
      byRole(calendar, 'button', 'Today, Friday 20 November, no times').getAttribute('aria-current'),
    ).to.equal('date');
  });

  it('sees only one person’s times in that person’s tab', async () => {
    const calendar = await place('default', monday);
    await press(calendar, 'tab', /^Dr Shivani/);
    expect(allByRole(calendar, 'button', /^\d.*with Dr/).map((button) => nameOf(button))).to.deep.equal([
      '9:00 am with Dr Shivani',
      '10:00 am with Dr Shivani',
      '11:30 am with Dr Shivani',
      '1:00 pm with Dr Shivani',
    ]);
    byRole(calendar, 'button', 'Tuesday 24 November, no times');
  });

  it('starts in the tab of the practitioner that the page names', async () => {
    play(...calendarScenarios.default);
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar service="alternative_medicine" visit="followup" practitioner="nurse"></bq-combined-calendar>`,
    );
    await until(calendar, monday);
    expect(byRole(calendar, 'tab', /^Nurse/).getAttribute('aria-selected')).to.equal('true');
  });

  it('goes to the next and the previous free day, over weekends and months', async () => {
    const calendar = await place('default', monday);
    for (const day of ['Tue 24', 'Wed 25', 'Thu 26', 'Fri 27', 'Mon 30']) {
      await press(calendar, 'button', `Next available day: ${day} Nov`);
      byRole(calendar, 'heading', new RegExp(`${day.slice(-2)} November`));
    }
    await nextMonthIsRead(calendar);
    await press(calendar, 'button', 'Next available day: Tue 1 Dec');
    byRole(calendar, 'heading', 'December 2026');
    await press(calendar, 'button', 'Previous available day: Mon 30 Nov');
    byRole(calendar, 'heading', 'November 2026');
  });

  it('is told that a day has no times, and where the next ones are', async () => {
    const calendar = await place('default', monday);
    await press(calendar, 'button', 'Saturday 28 November, no times');
    await waitUntil(
      () => allByRole(calendar, 'heading', 'No times on Saturday 28 November').length > 0,
      'it is told',
    );
    await press(calendar, 'button', 'Next available day: Mon 30 Nov');
    byRole(calendar, 'heading', 'Monday 30 November, Melbourne time');
  });

  it('starts in the first month that has times', async () => {
    const calendar = await place('nextMonth', /Tuesday 1 December/);
    byRole(calendar, 'heading', 'December 2026');
  });
});

describe('a patient chooses a time', () => {
  it('confirms it with "Continue", and the page hears whose and when', async () => {
    const calendar = await place('default', monday);
    const heard: PageEvents['bq-slot-selected'][] = [];
    document.addEventListener('bq-slot-selected', (event) => heard.push((event as CustomEvent).detail), {
      once: true,
    });
    await press(calendar, 'button', slot('9:30 am'));
    expect(textOf(calendar)).to.contain('Mon 23 November, 9:30 am with Dr Dia · by video · $79');
    expect(byRole(calendar, 'button', slot('9:30 am')).getAttribute('aria-pressed')).to.equal('true');
    await press(calendar, 'button', 'Continue');
    expect(heard).to.deep.equal([
      {
        service: 'alternative_medicine',
        visit: 'followup',
        practitionerId: 'dr_dia',
        start: '2026-11-22T22:30:00Z',
      },
    ]);
  });

  it('is asked whom to see when several are free, and may name one', async () => {
    const calendar = await place('default', monday);
    await press(calendar, 'button', slot('9:00 am'));
    expect(nameOf(byRole(calendar, 'group', /Who would you like/))).to.equal(
      'Who would you like to see at 9:00 am?',
    );
    expect(focused()).to.equal(byRole(calendar, 'button', 'Anyone available'));
    await press(calendar, 'button', 'Dr Shivani');
    expect(textOf(calendar)).to.contain('with Dr Shivani');
    expect(calendar.selected?.practitionerId).to.equal('dr_shivani');
    expect(focused()).to.equal(byRole(calendar, 'button', slot('9:00 am')));
  });

  it('gets the first who is free when it does not matter who', async () => {
    const calendar = await place('default', monday);
    await press(calendar, 'button', slot('9:00 am'));
    await press(calendar, 'button', 'Anyone available');
    expect(calendar.selected?.practitionerId).to.equal('dr_dia');
  });

  it('is told to choose first when "Continue" comes too early', async () => {
    const calendar = await place('default', monday);
    await press(calendar, 'button', 'Continue');
    expect(byRole(calendar, 'status').textContent?.trim()).to.equal('Choose a time first.');
  });

  it('stays where the page goes on by itself', async () => {
    const calendar = await place('default', monday);
    let went = 0;
    calendar.addEventListener('slot-chosen', () => {
      went += 1;
    });
    document.addEventListener('bq-slot-selected', (event) => event.preventDefault(), { once: true });
    await press(calendar, 'button', slot('9:30 am'));
    await press(calendar, 'button', 'Continue');
    expect(went).to.equal(0);
    await press(calendar, 'button', 'Continue');
    expect(went).to.equal(1);
  });
});

describe('a patient in another zone', () => {
  it('sees their own clock first and the clinic’s beside it, until they want the clinic’s only', async () => {
    placeDeviceIn('Australia/Perth');
    const calendar = await place('default', monday);
    expect(textOf(calendar)).to.contain('Times in Perth (AWST). Melbourne time is shown beside them.');
    const first = byRole(calendar, 'button', slot('6:30 am'));
    expect(nameOf(first)).to.equal('6:30 am with Dr Dia');
    first.click();
    await settled(calendar);
    expect(textOf(calendar)).to.contain('Mon 23 November, 6:30 am AWST 9:30 am AEDT · with Dr Dia');
    await until(calendar, /Free to cancel until Sunday 22 November, 6:30 am. After that no refund\./);
    await press(calendar, 'button', 'Show Melbourne times only');
    expect(textOf(calendar)).to.contain('Mon 23 November, 9:30 am with Dr Dia');
    expect(textOf(calendar)).to.contain('Times in Melbourne (AEDT).');
    await press(calendar, 'button', 'Show Perth times');
    expect(textOf(calendar)).to.contain('Times in Perth (AWST).');
  });

  it('sees a time on the day it is there', async () => {
    play(...calendarScenarios.default);
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar service="alternative_medicine" visit="followup" time-zone="Europe/London"></bq-combined-calendar>`,
    );
    await until(calendar, /Sunday 22 November/);
    expect(nameOf(byRole(calendar, 'button', slot('10:30 pm')))).to.equal('10:30 pm with Dr Dia');
  });
});

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
      ['End', /^Nurse/],
      ['ArrowRight', /^All/],
      ['ArrowLeft', /^Nurse/],
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

describe('when something is wrong', () => {
  it('says what to do, with the phone number, and tries again', async () => {
    const calendar = await place('error', /could not load the times/);
    expect(byRole(calendar, 'link', '(03) 7010 4321').getAttribute('href')).to.equal('tel:0370104321');
    play(...calendarScenarios.default);
    byRole(calendar, 'button', 'Try again').focus();
    await press(calendar, 'button', 'Try again');
    await until(calendar, monday);
    await settled(calendar);
    expect(nameOf(focused() ?? document.body)).to.equal('Monday 23 November, Melbourne time');
  });

  it('shows the page’s own way forward when not even the phone number can be had', async () => {
    const calendar = await place('down', /could not load the times/);
    expect(calendar.querySelector('a')?.checkVisibility()).to.equal(true);
  });

  it('tells the page a code and nothing else', async () => {
    const codes: unknown[] = [];
    document.addEventListener('bq-error', (event) => codes.push((event as CustomEvent).detail), {
      once: true,
    });
    await place('error', /could not load the times/);
    expect(codes).to.deep.equal([{ code: 'calendar_unavailable' }]);
  });

  it('marks a person who could not be checked, and keeps the others', async () => {
    const calendar = await place('partial', monday);
    await press(calendar, 'tab', 'Nurse Practitioner Could not check · try again');
    byRole(calendar, 'heading', 'We could not check Nurse Practitioner’s calendar');
    play(...calendarScenarios.default);
    await press(calendar, 'button', 'Try again');
    await until(calendar, /5:30 pm/);
  });

  it('tells how old times are that could not be read just now', async () => {
    const calendar = await place('stale', /Checked 5 minutes ago/);
    await press(calendar, 'tab', /^Nurse/);
    expect(textOf(calendar)).not.to.contain('Checked');
  });

  it('says calmly that times come from us while the usual calendar is away', async () => {
    const calendar = await place('fallback', /These times are confirmed by us directly/);
    expect(textOf(calendar)).not.to.contain('Checked');
    await press(calendar, 'tab', /^Nurse/);
    expect(textOf(calendar)).not.to.contain('confirmed by us');
  });

  it('shows fresh times as soon as the server has read them', async () => {
    const calendar = await place('stale', /Checked 5 minutes ago/);
    play(...calendarScenarios.default);
    await waitUntil(() => !textOf(calendar).includes('Checked'), '', { timeout: 8000 });
    byRole(calendar, 'heading', 'Monday 23 November, Melbourne time');
  });

  it('keeps old times, and says how old, when they cannot be read again', async () => {
    const calendar = await place('default', monday);
    play(...calendarScenarios.error);
    await calendar.reload();
    await settled(calendar);
    byRole(calendar, 'heading', 'Monday 23 November, Melbourne time');
    expect(textOf(calendar)).to.contain('Checked 1 minute ago');
  });

  for (const [what, times, name] of [
    ['stays on its time when one before it is gone', { '09:30': ['dr_dia'], '10:00': ['dr_dia'] }, /^9:30/],
    ['goes to the heading when its own time is gone', { '09:00': ['dr_dia'], '10:00': ['dr_dia'] }, monday],
  ] as const) {
    it(`keeps the focus where it belongs: it ${what}`, async () => {
      const calendar = await place('default', monday);
      byRole(calendar, 'button', slot('9:30')).focus();
      play(
        http.get('*/api/catalogue', () => HttpResponse.json(sampleCatalogue)),
        http.get('*/api/calendars/combined', ({ request }) =>
          HttpResponse.json(
            answerTo(request, {
              times: Object.fromEntries(Object.entries(times).map(([at, who]) => [at, [...who]])),
            }),
          ),
        ),
      );
      await calendar.reload();
      await settled(calendar);
      const here = focused();
      expect(here ? nameOf(here).replaceAll('\u00a0', ' ') : '').to.match(name);
    });
  }

  it('says so when no one has a time, with the ways forward', async () => {
    const calendar = await place('empty', /No times online just now/);
    byRole(calendar, 'link', '(03) 7010 4321');
    byRole(calendar, 'button', 'Look for later times');
  });

  it('looks for later times in months that were not asked for yet', async () => {
    const calendar = await place('empty', /No times online just now/);
    play(...calendarScenarios.default);
    await press(calendar, 'button', 'Look for later times');
    await until(calendar, /Monday 11 January/);
  });
});

describe('how much is asked', () => {
  function count(urls: string[]) {
    return http.get('*/api/calendars/combined', ({ request }) => {
      urls.push(request.url);
      return HttpResponse.json(answerTo(request));
    });
  }
  const range = (url: string) => ['from', 'to'].map((name) => new URL(url).searchParams.get(name)).join(' ');

  it('asks once for the month in view, and for the next one when the page is idle', async () => {
    const urls: string[] = [];
    play(
      count(urls),
      http.get('*/api/catalogue', () => HttpResponse.json(sampleCatalogue)),
    );
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
    );
    await until(calendar, monday);
    expect(urls.map(range)[0]).to.equal('2026-11-20 2026-11-30');
    await waitUntil(() => urls.length === 2);
    expect(urls.map(range)[1]).to.equal('2026-12-01 2026-12-31');
    await press(calendar, 'button', 'Next month');
    byRole(calendar, 'heading', 'December 2026');
    await waitUntil(() => urls.length === 3);
    expect(urls.map(range)[2]).to.equal('2027-01-01 2027-01-31');
    await press(calendar, 'button', 'Previous month');
    await settled(calendar);
    expect(urls).to.have.length(3);
  });

  it('stops asking when it is taken from the page, and asks again when it is put back', async () => {
    const aborted: boolean[] = [];
    play(
      http.get('*/api/catalogue', () => HttpResponse.json(sampleCatalogue)),
      http.get('*/api/calendars/combined', async ({ request }) => {
        request.signal.addEventListener('abort', () => aborted.push(true));
        await delay('infinite');
      }),
    );
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
    );
    await until(calendar, /Dr Dia/);
    const page = calendar.parentElement;
    calendar.remove();
    play(...calendarScenarios.default);
    page?.append(calendar);
    await until(calendar, monday);
  });

  it('reads again when the page comes back into view after a while', async () => {
    const urls: string[] = [];
    play(
      count(urls),
      http.get('*/api/catalogue', () => HttpResponse.json(sampleCatalogue)),
    );
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
    );
    await until(calendar, monday);
    await waitUntil(() => urls.length === 2);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled(calendar);
    expect(urls).to.have.length(2);
    startClock();
    startClock = stopClockAt('2026-11-20T01:05:00Z');
    document.dispatchEvent(new Event('visibilitychange'));
    await waitUntil(() => urls.length === 3);
    expect(urls.map(range)[2]).to.equal(urls.map(range)[0]);
  });
});

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

describe('beside other elements', () => {
  it('shows the service picked in another element of the page', async () => {
    play(...calendarScenarios.default);
    const calendar = await fixture<CombinedCalendar>(html`<bq-combined-calendar></bq-combined-calendar>`);
    await until(calendar, /Choose a service first/);
    await expectAccessible(calendar);
    tellPage(document.body, 'bq-service-selected', { service: 'alternative_medicine', visit: 'followup' });
    await until(calendar, monday);
  });

  it('keeps to its own service when it was given one', async () => {
    const calendar = await place('default', monday);
    tellPage(document.body, 'bq-service-selected', { service: 'gaps_coaching', visit: 'initial' });
    await settled(calendar);
    expect([calendar.service, calendar.visit]).to.deep.equal(['alternative_medicine', 'followup']);
  });

  it('does not offer a time that was lost, and points out the nearest', async () => {
    const calendar = await place('default', monday);
    calendar.selected = { start: '2026-11-22T22:30:00Z', practitionerId: 'dr_dia' };
    await settled(calendar);
    calendar.unavailableStart = '2026-11-22T22:30:00Z';
    calendar.alternatives = ['2026-11-23T22:00:00Z'];
    await settled(calendar);
    expect(calendar.selected).to.equal(undefined);
    byRole(calendar, 'heading', 'Tuesday 24 November, Melbourne time');
    byRole(calendar, 'button', /^9:00.am.*Near the time you wanted$/);
    byRole(calendar, 'button', 'Monday 23 November, 6 times available');
  });

  it('shows again the time that was chosen before', async () => {
    play(...calendarScenarios.default);
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar
        service="alternative_medicine"
        visit="followup"
        .selected=${{ start: '2026-12-01T22:00:00Z', practitionerId: 'dr_shivani' }}
      ></bq-combined-calendar>`,
    );
    await until(calendar, /Wed 2 December, 9:00 am/);
    byRole(calendar, 'heading', 'December 2026');
  });

  it('pushes to the dataLayer of a page that has one', async () => {
    const page = window as Window & { dataLayer?: unknown[] };
    page.dataLayer = [];
    try {
      const calendar = await place('default', monday);
      await settled(calendar);
      expect(page.dataLayer).to.deep.equal([{ event: 'bq_ready' }]);
    } finally {
      delete page.dataLayer;
    }
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
    await press(calendar, 'tab', /^Nurse/);
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

describe('a visit that is booked by phone', () => {
  it('leads to the clinic instead of to times that only a call can book', async () => {
    play(...calendarScenarios.default);
    const calendar = await fixture<CombinedCalendar>(
      html`<bq-combined-calendar service="alternative_medicine" visit="initial"></bq-combined-calendar>`,
    );
    await until(calendar, /cannot be booked online\. Call the clinic/);
    expect(allByRole(calendar, 'link', /\(03\)/)).to.have.length(1);
    expect(allByRole(calendar, 'button', slot('9:00.am'))).to.have.length(0);
    await expectAccessible(calendar);
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
