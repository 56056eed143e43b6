import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { ownTag } from '../support/own-tag.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { type Finding, median } from './measure.ts';

const bytesPerSecond = 400_000 / 8;
const roundTripMs = 400;
const runs = 5;
/** Of the time that the bytes need by themselves, with two round trips: page and script, then all else at once. */
const allowedRatio = 1.3;
const longestMs = 2500;

const pages = {
  calendar: '/webflow/calendar.html',
  booking: '/webflow/book.html?service=alternative_medicine&visit=followup',
};

interface Visit {
  /** Milliseconds from the start of the navigation to the first time on screen. */
  firstTimeMs: number;
  /** What had come over the line until then, headers and all. */
  bytes: number;
}

/** How long a patient on a slow line waits for the first time, with nothing in the browser's cache. */
export async function firstTimeOnASlowLine(): Promise<Finding[]> {
  const stack = await startStack({ now: new Date() });
  const browser = await launchBrowser();
  try {
    const findings: Finding[] = [];
    for (const [name, path] of Object.entries(pages)) {
      // The server has read the calendars before: what is measured is the line.
      const quick = await visit({ browser, stack, path, slow: false });
      const visits: Visit[] = [];
      for (let run = 0; run < runs; run += 1) visits.push(await visit({ browser, stack, path, slow: true }));
      const took = median(visits.map(({ firstTimeMs }) => firstTimeMs));
      const bytes = median(visits.map((one) => one.bytes));
      const alone = (bytes / bytesPerSecond) * 1000 + 2 * roundTripMs;
      const limit = Math.min(allowedRatio * alone, longestMs);
      findings.push({
        name: `${name} on 400 kbit/s and 400 ms, the first time`,
        measured: `${took.toFixed(0)} ms`,
        limit: `${limit.toFixed(0)} ms (${allowedRatio} × ${alone.toFixed(0)} ms for ${(bytes / 1000).toFixed(1)} KB and two round trips; at most ${longestMs} ms)`,
        holds: took <= limit,
        detail: `${(took / alone).toFixed(2)} × what the bytes need; median of ${visits.map(({ firstTimeMs }) => firstTimeMs.toFixed(0)).join(', ')} ms; ${quick.firstTimeMs.toFixed(0)} ms on a quick line`,
      });
    }
    return findings;
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function visit(options: {
  browser: Browser;
  stack: Stack;
  path: string;
  slow: boolean;
}): Promise<Visit> {
  const { browser, stack, path, slow } = options;
  // Each visit has an empty cache of its own.
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    timezoneId: 'Australia/Melbourne',
  });
  try {
    const page = await context.newPage();
    await page.addInitScript(tellFirstTime, ownTag('bq-calendar-view'));
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    const arrived: { at: number; bytes: number }[] = [];
    line.on('Network.loadingFinished', ({ timestamp, encodedDataLength }) =>
      arrived.push({ at: timestamp * 1000, bytes: encodedDataLength }),
    );
    let startedAt = Number.NaN;
    line.on('Network.requestWillBeSent', ({ timestamp }) => {
      if (Number.isNaN(startedAt)) startedAt = timestamp * 1000;
    });
    if (slow) {
      await line.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: roundTripMs,
        downloadThroughput: bytesPerSecond,
        uploadThroughput: bytesPerSecond,
      });
    }
    await page.goto(`${stack.url}${path}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.documentElement.dataset.firstTime !== undefined);
    const firstTimeMs = Number(await page.evaluate(() => document.documentElement.dataset.firstTime));
    const before = arrived.filter(({ at }) => at - startedAt <= firstTimeMs);
    return { firstTimeMs, bytes: before.reduce((sum, { bytes }) => sum + bytes, 0) };
  } finally {
    await context.close();
  }
}

/** Runs in the page. Notes the frame in which the first time that can be chosen is drawn. */
function tellFirstTime(viewTag: string): void {
  const within = (root: ParentNode | null | undefined, selector: string) =>
    root?.querySelector(selector)?.shadowRoot;
  const look = (): void => {
    const booking = within(document, 'bq-booking');
    const calendar = within(booking ?? document, 'bq-combined-calendar');
    const time = within(calendar, viewTag)?.querySelector('[data-start]');
    if (time?.checkVisibility()) document.documentElement.dataset.firstTime = String(performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
