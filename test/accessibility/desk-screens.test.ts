import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, newVisitor, type Visitor } from '../support/browser.ts';
import { dayBefore, fillBusyDay } from '../support/busy-day/busy-day.ts';
import { signInAtDesk } from '../support/desk-page.ts';
import { deskScreens } from '../support/desk-screens.ts';
import { type Stack, startStack } from '../support/stack.ts';

const looks = [
  { name: 'light, on a desktop', colorScheme: 'light', width: 1280, height: 860 },
  { name: 'dark, on a tablet', colorScheme: 'dark', width: 768, height: 1024 },
  // What a window of 1280 pixels has at 400 % zoom.
  { name: 'zoomed to 400 %', colorScheme: 'light', width: 320, height: 640 },
] as const;

describe('the desk on a busy day', () => {
  let stack: Stack;
  let browser: Browser;
  let visitor: Visitor;
  let bookingId: string;
  before(async () => {
    [stack, browser] = await Promise.all([startStack({ now: dayBefore }), launchBrowser()]);
    bookingId = (await fillBusyDay(stack)).robin.bookingId;
    visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await signInAtDesk(visitor.page, stack, 'manager@botaniqal.example');
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  for (const [index, { name }] of deskScreens({ bookingId: '' }).entries()) {
    it(`has nothing for axe to find at ${name}, and fits`, async () => {
      const screen = deskScreens({ bookingId })[index];
      assert.ok(screen);
      const { page } = visitor;
      await page.setViewportSize({ width: 1280, height: 860 });
      await page.goto(`${stack.url}/desk/${screen.path}`);
      await screen.open?.(page);
      await screen.shows(page);
      for (const { name: look, colorScheme, width, height } of looks) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await assertAccessible(page, `at ${name}, ${look}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name} is ${wide} pixels wide, ${look}`);
      }
    });
  }

  it('breaks no rule of the strict policy, and asks no other site', async () => {
    assert.deepEqual(await visitor.watch.policyViolations(), []);
    assert.deepEqual(visitor.watch.foreignRequests, []);
  });
});
