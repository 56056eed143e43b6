import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { delay, HttpResponse, http } from 'msw';
import { type PageEvents, tellPage } from '../../page/neighbours/page-events.ts';
import { followEvents } from '../../page/visit/told-events.ts';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, focused, nameOf, textOf } from '../../testing/queries.ts';
import { play } from '../../testing/samples/mock-server.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import type { CombinedCalendar } from './combined-calendar.ts';
import './combined-calendar.ts';
import {
  calendarPage,
  monday,
  nextMonthIsRead,
  place,
  press,
  settled,
  slot,
  until,
} from '../../testing/calendar-page.ts';
import { answerTo, calendarScenarios } from './combined-calendar.mocks.ts';

const page = calendarPage();

describe('a patient looks for a time', () => {
  it('sees everybody’s tab, the first free day and its times by part of the day', async () => {
    const calendar = await place('default', monday);
    expect(allByRole(calendar, 'tab').map(nameOf)).to.deep.equal([
      'All practitioners Next Mon 23 Nov',
      'Dr Dia Next Mon 23 Nov',
      'Dr Shivani Next Mon 23 Nov',
      'Kerry Lim Next Mon 23 Nov',
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
    expect(byRole(calendar, 'tab', /^Kerry/).getAttribute('aria-selected')).to.equal('true');
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
    await press(calendar, 'tab', 'Kerry Lim Could not check · try again');
    byRole(calendar, 'heading', 'We could not check Kerry Lim’s calendar');
    play(...calendarScenarios.default);
    await press(calendar, 'button', 'Try again');
    await until(calendar, /5:30 pm/);
  });

  it('tells how old times are that could not be read just now', async () => {
    const calendar = await place('stale', /Checked 5 minutes ago/);
    await press(calendar, 'tab', /^Kerry/);
    expect(textOf(calendar)).not.to.contain('Checked');
  });

  it('says calmly that times come from us while the usual calendar is away', async () => {
    const calendar = await place('fallback', /These times are confirmed by us directly/);
    expect(textOf(calendar)).not.to.contain('Checked');
    await press(calendar, 'tab', /^Kerry/);
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
    page.stopClockAt('2026-11-20T01:05:00Z');
    document.dispatchEvent(new Event('visibilitychange'));
    await waitUntil(() => urls.length === 3);
    expect(urls.map(range)[2]).to.equal(urls.map(range)[0]);
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
    followEvents();
    page.dataLayer = [];
    try {
      const calendar = await place('default', monday);
      await settled(calendar);
      await waitUntil(() => page.dataLayer?.length, 'the code for tags has loaded');
      expect(page.dataLayer).to.deep.equal([{ event: 'bq_ready' }]);
    } finally {
      delete page.dataLayer;
    }
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
