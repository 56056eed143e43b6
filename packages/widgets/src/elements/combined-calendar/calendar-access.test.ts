import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { forgetPageEvents } from '../../page/neighbours/page-events.ts';
import { placeDeviceIn } from '../../testing/device/device-zone.ts';
import { stopClockAt } from '../../testing/device/fixed-date.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, deep, focused, nameOf, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { seenPixels } from '../../testing/seen.ts';
import { answerTo, calendarScenarios, refusal, sampleNow } from './combined-calendar.mocks.ts';
import type { CombinedCalendar } from './combined-calendar.ts';
import './combined-calendar.ts';

async function place(handlers: RequestHandler[], shows = /Monday 23 November/): Promise<CombinedCalendar> {
  play(...handlers);
  const calendar = await fixture<CombinedCalendar>(
    html`<bq-combined-calendar service="alternative_medicine" visit="followup"></bq-combined-calendar>`,
  );
  await waitUntil(() => shows.test(textOf(calendar)), `${shows} appears`, { timeout: 8000 });
  return calendar;
}

const said = (calendar: Element) => byRole(calendar, 'status').textContent?.trim();
const catalogue = http.get('*/api/catalogue', () => HttpResponse.json(sampleCatalogue));
const twoFrames = async () => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
};

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

describe('what has the focus is seen', () => {
  for (const [width, height] of [
    [1366, 657],
    [1280, 720],
    [683, 384],
    [390, 844],
  ] as const) {
    it(`after "Show all 24 times", at ${width} × ${height}`, async () => {
      await setViewport({ width, height });
      const calendar = await place(calendarScenarios.long, /Show all 24 times/);
      const button = byRole(calendar, 'button', 'Show all 24 times');
      button.scrollIntoView({ block: 'end' });
      button.focus();
      button.click();
      await twoFrames();
      expect(nameOf(focused() ?? document.body)).to.match(/^9:00.am/);
      expect(seenPixels(focused())).to.be.above(40);
    });
  }

  it('below a sticky header of the page', async () => {
    const header = document.createElement('div');
    header.style.cssText = 'position: sticky; top: 0; z-index: 9; height: 180px; background: navy';
    document.body.prepend(header);
    try {
      await setViewport({ width: 683, height: 600 });
      const calendar = await place(calendarScenarios.long, /Show all 24 times/);
      calendar.style.marginBlockEnd = '900px';
      byRole(calendar, 'button', 'Next month').scrollIntoView({ block: 'start' });
      byRole(calendar, 'button', 'Next month').focus({ preventScroll: true });
      await twoFrames();
      expect(seenPixels(focused())).to.be.above(40);
    } finally {
      header.remove();
    }
  });
});

describe('what a screen reader says of the times', () => {
  it('is time and person for a slot; the heading has the day and the zone once', async () => {
    const calendar = await place(calendarScenarios.default);
    const slots = allByRole(calendar, 'button', /^\d+:\d\d.[ap]m/).map(nameOf);
    expect(slots).to.include('9:30 am with Dr Dia');
    expect(slots.filter((name) => /November|AEDT|Melbourne/.test(name))).to.deep.equal([]);
    byRole(calendar, 'heading', 'Monday 23 November, Melbourne time');
  });

  it('names a button that opens a choice of people as that, and not as a toggle', async () => {
    const calendar = await place(calendarScenarios.default);
    const opens = byRole(calendar, 'button', /^9:00.am/);
    expect([opens.getAttribute('aria-pressed'), opens.getAttribute('aria-expanded')]).to.deep.equal([
      null,
      'false',
    ]);
    const chooses = byRole(calendar, 'button', /^9:30.am/);
    expect([chooses.getAttribute('aria-pressed'), chooses.getAttribute('aria-expanded')]).to.deep.equal([
      'false',
      null,
    ]);
  });

  it('is no banner of the page, and names a part of the day once', async () => {
    const calendar = await place(calendarScenarios.default);
    const inside = [...deep(calendar)];
    expect(inside.filter((element) => element.matches('header, .times [role=group]'))).to.deep.equal([]);
    byRole(calendar, 'heading', 'Morning');
  });

  it('calls no text "clickable": the element itself listens to no click', async () => {
    const calendar = document.createElement('bq-combined-calendar');
    const listened: string[] = [];
    const listen = calendar.addEventListener.bind(calendar);
    calendar.addEventListener = (type: string, ...more: [EventListenerOrEventListenerObject]) => {
      listened.push(type);
      listen(type, ...more);
    };
    play(...calendarScenarios.default);
    await fixture(html`${calendar}`);
    expect(listened).to.include('focusin').and.not.include('click');
    calendar.shadowRoot?.dispatchEvent(new MouseEvent('click'));
    expect(calendar.style.minBlockSize, 'the room is given back all the same').to.equal('0px');
  });

  it('joins hidden words with the line that they belong to', async () => {
    const calendar = await place(calendarScenarios.default);
    const heading = byRole(calendar, 'heading', /Monday 23 November/);
    const hidden = heading.querySelector('.spoken');
    if (!hidden) throw new Error('The zone is not in the heading.');
    // Orca takes two boxes for one line when their middles are less than 5 px apart.
    const middle = (box: DOMRect) => box.top + box.height / 2;
    expect(
      Math.abs(middle(hidden.getBoundingClientRect()) - middle(heading.getBoundingClientRect())),
    ).to.be.below(5);
  });

  it('has no "status bar" at the end', async () => {
    const calendar = await place(calendarScenarios.default);
    const roles = [...deep(calendar.shadowRoot as ShadowRoot)].map((element) => element.getAttribute('role'));
    expect(roles).not.to.include('status');
  });

  for (const [what, answer, words] of [
    [
      'its days',
      (request: Request) => HttpResponse.json(answerTo(request)),
      'January 2027, 15 days with times available',
    ],
    [
      'that it has none',
      (request: Request) => HttpResponse.json(answerTo(request, { keep: () => false })),
      'January 2027, no times available',
    ],
    [
      'that it failed',
      () => refusal(503, 'calendar_unavailable', { 'retry-after': '30' }),
      'We cannot read the calendars just now. Try again in a moment.',
    ],
  ] as const) {
    it(`tells of a month that had to be fetched ${what}`, async () => {
      const later = http.get('*/api/calendars/combined', async ({ request }) => {
        if (request.url.includes('from=2026')) return HttpResponse.json(answerTo(request));
        await delay(80);
        return answer(request);
      });
      const calendar = await place([catalogue, later]);
      for (let turn = 0; turn < 2; turn++) {
        byRole(calendar, 'button', 'Next month').click();
        await calendar.updateComplete;
      }
      await waitUntil(() => said(calendar) === words, `it says "${words}"`).catch(() => {
        throw new Error(`it says "${said(calendar)}"`);
      });
    });
  }
});

describe('one practitioner', () => {
  const alone = (change: Parameters<typeof answerTo>[1] = {}) =>
    http.get('*/api/calendars/combined', ({ request }) => {
      const all = answerTo(request, change);
      const practitioners = all.practitioners.filter(({ id }) => id === 'dr_dia');
      const days = all.days.map((day) => ({
        ...day,
        slots: day.slots
          .filter((each) => each.practitionerIds.includes('dr_dia'))
          .map((each) => ({ ...each, practitionerIds: ['dr_dia'] })),
      }));
      return HttpResponse.json({ ...all, practitioners, days });
    });

  it('has no tabs, and is named in their place', async () => {
    const calendar = await place([catalogue, alone()]);
    expect(allByRole(calendar, 'tab')).to.deep.equal([]);
    expect(allByRole(calendar, 'tabpanel')).to.deep.equal([]);
    expect(textOf(calendar)).to.contain('Dr Dia Next Mon 23 Nov');
    expect(calendar.getBoundingClientRect().height).to.equal(676);
    await expectAccessible(calendar);
  });

  it('who could not be checked is not said to have no times', async () => {
    const people = { dr_dia: { status: 'unavailable', asOf: null, nextAvailable: null } } as const;
    const calendar = await place([catalogue, alone({ people })], /We could not check Dr Dia/);
    expect(allByRole(calendar, 'button', /everyone/)).to.deep.equal([]);
    byRole(calendar, 'button', 'Try again');
  });
});

describe('the age of the times', () => {
  for (const [minutes, shown] of [
    [1, false],
    [4, false],
    [6, true],
  ] as const) {
    it(`is ${shown ? '' : 'not '}shown after ${minutes} min`, async () => {
      const asOf = new Date(Date.parse(sampleNow) - minutes * 60_000).toISOString();
      const stale = http.get('*/api/calendars/combined', ({ request }) =>
        HttpResponse.json(answerTo(request, { people: { dr_dia: { status: 'stale', asOf } } })),
      );
      const calendar = await place([catalogue, stale]);
      expect(textOf(calendar).includes('Checked')).to.equal(shown);
    });
  }
});

it('gives its reserved room back once the patient has acted', async () => {
  const calendar = await place(calendarScenarios.default);
  calendar.style.minBlockSize = '1500px';
  byRole(calendar, 'button', 'Next month').click();
  expect(calendar.getBoundingClientRect().height).to.equal(676);
});
