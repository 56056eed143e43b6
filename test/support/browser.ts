import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { chromiumArguments, findChromium } from '../../scripts/browsers/chromium.ts';
import { fromRoot } from '../../scripts/repository.ts';
import { type PageWatch, watchPage } from './page-watch.ts';

/**
 * @param more further arguments of Chromium
 * @throws with a sentence when this machine has no browser
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await findChromium();
  if (!executablePath)
    throw new Error('No Chrome or Chromium found. `pnpm test` installs one, or set CHROME_PATH.');
  return chromium.launch({ executablePath, args: [...chromiumArguments, ...more] });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the page did that it should not: foreign requests, policy violations, shifts, errors in the console. */
  watch: PageWatch;
  close(): Promise<void>;
}

export interface VisitorOptions {
  /** The instant that the visitor's clock shows at first; it runs on from there. */
  now: Date;
  /** The zone that the visitor's device is set to. */
  timeZone?: string;
  device?: 'desktop' | 'phone';
  /** Pages of this origin only; every other request is reported, and refused. */
  origin: string;
  /** The origin that cards are typed for; asked it may be, and that is noted. */
  payments?: string;
}

/** A 390 px phone with a finger for a pointer, as most patients have. */
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** A person in front of a browser of their own: no cookies, no cache, a clock that agrees with the servers'. */
export async function newVisitor(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  const context = await browser.newContext({
    ...(options.device === 'phone' ? phone : desktop),
    locale: 'en-AU',
    timezoneId: options.timeZone ?? 'Australia/Melbourne',
  });
  // Ends a test that hangs, and no test on a slow machine.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.clock.install({ time: options.now });
  const watch = await watchPage(page, options.origin, options.payments);
  return { context, page, watch, close: () => context.close() };
}

/** Where pictures of the journeys go. Not in version control. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = fromRoot('test', '.artifacts');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
