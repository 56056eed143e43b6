import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, newVisitor, type Visitor } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('the handbook', () => {
  let stack: Stack;
  let browser: Browser;
  let visitor: Visitor;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    visitor.page.setDefaultTimeout(60_000);
  });
  after(async () => {
    await visitor?.close();
    await browser?.close();
    await stack?.stop();
  });

  for (const path of ['/docs', '/docs/marketers', '/docs/elements/bq-booking', '/docs/api', '/gallery']) {
    it(`has an accessible page ${path} that asks no one else`, async () => {
      const { page, watch } = visitor;
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(stack.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${path} is ${wide} px wide in a window of ${width}`);
        await assertAccessible(page, `${path} at ${width} px`);
      }
      await watch.assertClean();
    });
  }

  it('leads from each page only to pages that exist', async () => {
    const { page } = visitor;
    const seen = new Set<string>(['/docs']);
    // A set can grow while it is read.
    for (const path of seen) {
      await page.goto(stack.url + path);
      const links = await page
        .locator('a[href^="/docs"], a[href^="/gallery"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href')?.split('#')[0] ?? ''));
      for (const link of links.filter((each) => !each.includes('?'))) {
        if (seen.has(link)) continue;
        assert.equal((await fetch(stack.url + link)).status, 200, `${path} leads to ${link}`);
        seen.add(link);
      }
    }
    assert.ok(seen.has('/docs/api') && seen.has('/gallery/bq-booking'));
  });

  it('shows a state that is chosen by keyboard, in a frame, without a network', async () => {
    const { page, watch } = visitor;
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${stack.url}/gallery/bq-service-picker`);
    const frame = page.frameLocator('iframe[name="state"]');
    await frame.getByRole('heading', { name: 'Alternative medicine' }).waitFor();
    await page.getByRole('link', { name: 'Error', exact: true }).focus();
    await page.keyboard.press('Enter');
    await frame.getByRole('button', { name: 'Try again' }).waitFor();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await frame.locator('html[data-look="dark"] main[data-shown="error"]').waitFor();
    await page.getByRole('radio', { name: 'Phone' }).check();
    assert.equal((await page.locator('iframe[name="state"]').boundingBox())?.width, 390);
    await assertAccessible(page, 'the gallery of one element');
    await watch.assertClean();
  });
});
