import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fromRoot } from '../../scripts/repository.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser } from '../support/browser.ts';
import { watchPage } from '../support/page-watch.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';
import { type HostPage, htmlOf } from './host-page.ts';
import { hostPages } from './host-pages.ts';
import { type Measured, measureElements } from './measure-elements.ts';
import { type PageServer, startPageServer } from './page-server.ts';

/** A page that is loaded while others are: most of the time is waiting. */
const atATime = 4;
const screens = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

interface Result {
  readonly page: HostPage;
  readonly widths: string[];
  problem: string;
}

describe('pages that are not like our examples', { concurrency: atATime }, () => {
  let stack: Stack;
  let browser: Browser;
  let elsewhere: PageServer;
  const results: Result[] = [];
  const contexts = new Map<string, Promise<BrowserContext>>();
  before(async () => {
    [stack, browser, elsewhere] = await Promise.all([startStack(), launchBrowser(), startPageServer()]);
  });
  after(async () => {
    await browser?.close();
    await elsewhere?.stop();
    await stack?.stop();
    keepTable(results);
  });

  it('are sixty at least, each with a name of its own', () => {
    assert.ok(hostPages.length >= 60, `${hostPages.length} pages`);
    assert.equal(new Set(hostPages.map(({ name }) => name)).size, hostPages.length);
  });

  for (const page of hostPages) {
    it(`${page.kind}: ${page.name}`, async () => {
      const result: Result = { page, widths: [], problem: '' };
      results.push(result);
      try {
        await visit(page, result);
      } catch (error) {
        result.problem = String(error).split('\n')[0] ?? 'failed';
        throw error;
      }
    });
  }

  /** Pages of one zone share a context, so that each file of ours is loaded and compiled once. */
  function contextIn(timezoneId: string): Promise<BrowserContext> {
    const open = async () => {
      const context = await browser.newContext({ viewport: screens[0], locale: 'en-AU', timezoneId });
      await context.clock.install({ time: stack.now() });
      return context;
    };
    const context = contexts.get(timezoneId) ?? open();
    contexts.set(timezoneId, context);
    return context;
  }

  async function visit(hostPage: HostPage, result: Result): Promise<void> {
    const { isUnlisted = false, isFramed = false, timeZone = 'Australia/Melbourne' } = hostPage;
    const page = await (await contextIn(timeZone)).newPage();
    const watch = await watchPage(page, stack.url, isUnlisted ? elsewhere.origin : undefined);
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    const body = htmlOf(hostPage).replaceAll('src="/widgets', `src="${stack.url}/widgets`);
    const address = isUnlisted ? elsewhere.serve(body) : `${stack.url}/a-page-of-another-site`;
    if (!isUnlisted) {
      const headers = { ...hostPage.headers };
      await page.route(address, (route) => route.fulfill({ contentType: 'text/html', headers, body }));
    }
    await hostPage.network?.(page);
    if (hostPage.before) await page.addInitScript(hostPage.before);
    await page.goto(address);
    // A page that takes the element away for a moment says when it is back.
    await page.waitForFunction(() => Reflect.get(window, 'isSettled') !== false);
    const place = isFramed ? page.frameLocator('iframe') : page;
    const shown = place.getByText(hostPage.shows ?? /./).first();
    const first = hostPage.shows === undefined ? bookingWidget(page).times().first() : shown;
    await first.waitFor({ state: 'visible', timeout: 20_000 });
    for (const { name, ...size } of screens) {
      await page.setViewportSize(size);
      const measured = await (isFramed ? page.frames().at(-1) : page)?.evaluate(measureElements);
      assert.ok(measured, 'the page has a frame');
      result.widths.push(measured.elements.map(({ width }) => Math.round(width)).join(' '));
      if (!hostPage.network || measured.elements.length > 0)
        assertFits(measured, name, hostPage.isWide ?? false);
    }
    if (hostPage.shows === undefined) await chooseTime(page);
    await hostPage.also?.(page);
    const wanted = hostPage.warns ?? [];
    for (const each of wanted) {
      // The code of the warnings is loaded when it is needed.
      await eventually(async () => {
        assert.equal(
          warnings.filter((text) => each.test(text)).length,
          1,
          `${each} in ${warnings.join('\n')}`,
        );
      });
    }
    if (wanted.length === 0)
      assert.deepEqual(
        warnings.filter((text) => /botaniqal|booking:/i.test(text)),
        [],
      );
    // The browser itself logs a refused request, which a word of the author can cause.
    const errors = watch.consoleErrors.filter(
      (text) => (wanted.length === 0 && !hostPage.network) || !/Failed to load|CORS/.test(text),
    );
    assert.deepEqual(errors, [], 'the page logged errors');
    await page.close();
  }

  async function chooseTime(page: Page): Promise<void> {
    await bookingWidget(page).times().first().click();
    await page.getByText('No time chosen yet').waitFor({ state: 'hidden' });
    await bookingWidget(page).continueButton().first().waitFor();
  }
});

function assertFits({ elements, overflow }: Measured, screen: string, isWide: boolean): void {
  assert.ok(elements.length > 0, 'there is an element of ours');
  for (const { tag, width, room, right } of elements) {
    assert.ok(
      width >= Math.min(room, 280) - 1,
      `${tag} is ${width} px wide on a ${screen}, with room for ${room}`,
    );
    if (!isWide) assert.ok(right <= 1, `${tag} is ${right} px too far to the right on a ${screen}`);
  }
  if (!isWide) assert.ok(overflow <= 1, `the page is ${overflow} px too wide on a ${screen}`);
}

/** Keeps what was measured, for people who ask on which pages this was tried. */
function keepTable(results: readonly Result[]): void {
  const folder = fromRoot('test', '.artifacts');
  mkdirSync(folder, { recursive: true });
  const lines = results.map(
    ({ page, widths: [desktop = '', phone = ''], problem }) =>
      `| ${page.kind} | ${page.name} | ${desktop} | ${phone} | ${problem || 'holds'} |`,
  );
  writeFileSync(
    join(folder, 'host-pages.md'),
    [
      '| kind | page | px on a desktop | px on a phone | result |',
      '|---|---|---|---|---|',
      ...lines,
      '',
    ].join('\n'),
  );
}
