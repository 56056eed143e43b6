import './guards/console-guard.ts';
import { fixture, html, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { forgetCatalogue } from '../api/catalogue.ts';
import { calendarScenarios, sampleNow } from '../elements/combined-calendar/combined-calendar.mocks.ts';
import type { CombinedCalendar } from '../elements/combined-calendar/combined-calendar.ts';
import { forgetPageEvents } from '../page/neighbours/page-events.ts';
import { placeDeviceIn } from './device/device-zone.ts';
import { stopClockAt } from './device/fixed-date.ts';
import { byRole, deep, textOf } from './queries.ts';
import { play, startMockServer } from './samples/mock-server.ts';
import '../elements/combined-calendar/combined-calendar.ts';

export type Scenario = keyof typeof calendarScenarios;

/** Puts a calendar on the page in a scenario, and waits until the scenario shows. */
export async function place(scenario: Scenario, shows: RegExp): Promise<CombinedCalendar> {
  play(...calendarScenarios[scenario]);
  const calendar = await fixture<CombinedCalendar>(
    html`<bq-combined-calendar service="alternative_medicine" visit="followup"><a href="tel:0370104321">Call us</a></bq-combined-calendar>`,
  );
  await until(calendar, shows);
  return calendar;
}

export async function until(calendar: Element, shows: RegExp): Promise<void> {
  try {
    await waitUntil(() => shows.test(textOf(calendar)), '', { timeout: 4000 });
  } catch {
    throw new Error(`${shows} never showed; there is: ${textOf(calendar)}`);
  }
}

export async function settled(calendar: CombinedCalendar): Promise<void> {
  await calendar.updateComplete;
  for (const element of deep(calendar)) if ('updateComplete' in element) await element.updateComplete;
  for (const element of calendar.shadowRoot?.children ?? [])
    if ('updateComplete' in element) await element.updateComplete;
}

/** The calendar requests the next month when the page is idle. */
export async function nextMonthIsRead(calendar: CombinedCalendar): Promise<void> {
  await waitUntil(() => Reflect.get(calendar, 'answers').size > 1);
  await settled(calendar);
}

export async function press(calendar: CombinedCalendar, role: string, name: string | RegExp): Promise<void> {
  byRole(calendar, role, name).click();
  await settled(calendar);
}

export const monday = /Monday 23 November/;
export const slot = (name: string) => new RegExp(`^${name}`);

/** Before each test: an empty page in Melbourne, on the morning of the mocks. */
export function calendarPage(): { stopClockAt(instant: string): void } {
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

  return {
    stopClockAt(instant) {
      startClock();
      startClock = stopClockAt(instant);
    },
  };
}
