import '../../testing/guards/console-guard.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { HttpResponse, http } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import type { CalendarView } from '../../components/calendar/calendar-view.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { allByRole, byRole, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { answerTo, sampleNow } from './combined-calendar.mocks.ts';
import type { CombinedCalendar } from './combined-calendar.ts';
import './combined-calendar.ts';

/** The first and last days of the requests for times. */
const asked: string[] = [];
let undo: (() => void)[] = [];

before(startMockServer);
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  asked.length = 0;
  undo = [stopClockAt(sampleNow), placeDeviceIn('Australia/Melbourne')];
});
afterEach(() => {
  for (const one of undo) one();
});

/** A calendar of a clinic that opens times so many days ahead. @param free whether a day has times */
async function placeWith(horizonDays: number, free = (_day: string) => true): Promise<CombinedCalendar> {
  const clinic = { ...sampleCatalogue.clinic, horizonDays };
  play(
    http.get(`*${endpoints.catalogue}`, () => HttpResponse.json({ ...sampleCatalogue, clinic })),
    http.get(`*${endpoints.combinedCalendar}`, ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('from') ?? '');
      return HttpResponse.json(answerTo(request, { keep: free }));
    }),
  );
  const calendar = await fixture<CombinedCalendar>(
    html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
  );
  await says(calendar, '23 November');
  return calendar;
}

async function says(calendar: Element, words: string): Promise<void> {
  await waitUntil(() => textOf(calendar).includes(words), `"${words}" is said`);
}

async function press(calendar: CombinedCalendar, name: string): Promise<void> {
  await waitUntil(() => allByRole(calendar, 'button', name).length > 0, `button "${name}"`);
  byRole(calendar, 'button', name).click();
  await calendar.renderRoot.querySelector<CalendarView>('bq-calendar-view')?.updateComplete;
}

describe('the horizon of bookings', () => {
  it('is the last month that a patient can turn to, and its button says why', async () => {
    const calendar = await placeWith(40);
    await press(calendar, 'Next month');
    byRole(calendar, 'heading', 'December 2026');
    await says(calendar, 'Tuesday 1 December');
    const next = byRole(calendar, 'button', 'Next month, not open yet');
    expect(next.getAttribute('aria-disabled')).to.equal('true');
    next.click();
    await says(calendar, 'You can book up to Wednesday 30 December.');
    byRole(calendar, 'heading', 'December 2026');
    expect(asked.filter((from) => from > '2026-12-30')).to.deep.equal([]);
  });

  it('closes the days behind it, and does not call them days without times', async () => {
    const calendar = await placeWith(40);
    await press(calendar, 'Next month');
    await waitUntil(() => allByRole(calendar, 'button', 'Wednesday 30 December, no times').length > 0);
    await press(calendar, 'Thursday 31 December, not open yet');
    await waitUntil(
      () => allByRole(calendar, 'heading', 'Thursday 31 December is not open yet').length > 0,
      'it is told',
    );
    expect(textOf(calendar)).not.to.contain('No times on Thursday');
  });

  it('ends the search for later times, which never goes back to earlier ones', async () => {
    const calendar = await placeWith(100, (day) => day < '2026-12-01');
    const shown = ['2026-11'];
    const month = () => {
      const [heading] = allByRole(calendar, 'heading', / 20\d\d$/);
      return new Date(`1 ${heading?.textContent} UTC`).toISOString().slice(0, 7);
    };
    const later = () => allByRole(calendar, 'button', 'Look for later times')[0];
    await press(calendar, 'Next month');
    await says(calendar, 'No times left in December 2026');
    // The next month is read when the page is idle: the button leads to the first month that was not read yet.
    await waitUntil(() => {
      later()?.click();
      if (/No times left in/.test(textOf(calendar))) shown.push(month());
      return asked.includes('2027-02-01') && later() === undefined;
    }, 'nothing is later than the horizon');
    expect(shown).to.deep.equal([...shown].sort());
    expect(asked.filter((from) => from > '2027-02-28')).to.deep.equal([]);
  });

  it('has the year in the names of days that are not in this one', async () => {
    const calendar = await placeWith(100);
    for (const month of ['December 2026', 'January 2027']) {
      await press(calendar, 'Next month');
      byRole(calendar, 'heading', month);
    }
    await says(calendar, 'Monday 11 January 2027');
  });
});
