import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, chooseFreeTime, staffAddresses } from '../../support/desk-browser.ts';
import { type Stack, startStack } from '../../support/stack.ts';

describe('booking by phone at the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('books by phone with the money taken, finds the booking and moves it, and a second desk sees it', async () => {
    const { page, watch, close } = await atTheDesk(browser, stack, staffAddresses.manager);
    const other = await atTheDesk(browser, stack, staffAddresses.manager);
    await other.page.getByRole('link', { name: 'Bookings' }).click();
    await other.page.getByText('No appointments in the next 31 days.').waitFor();

    await page.getByRole('link', { name: 'Today' }).click();
    await takePicture(page, 'desk-today');
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'Book by phone' }).waitFor();
    await page.getByRole('textbox', { name: 'First name' }).fill('Robin');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Sample');
    await page.getByRole('textbox', { name: 'Email' }).fill('robin.sample@example.com');
    await page.getByRole('textbox', { name: 'Phone' }).fill('0412 345 678');
    await page.getByLabel('Date of birth').fill('1980-02-29');
    await page
      .getByRole('combobox', { name: 'Visit' })
      .selectOption({ label: 'Alternative medicine, First appointment · 15 minutes · $119.00' });
    // A reload loses nothing.
    await page.waitForResponse((answer) => answer.url().endsWith('/session/draft'));
    await page.reload();
    assert.equal(await page.getByRole('textbox', { name: 'First name' }).inputValue(), 'Robin');
    await chooseFreeTime(page, 0);
    await page.getByRole('radio', { name: 'I have taken the money' }).check();
    await page.getByRole('combobox', { name: 'How it was paid' }).selectOption('eftpos');
    await page.getByRole('textbox', { name: 'Receipt number' }).fill('R-1');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('heading', { name: 'Booked' }).waitFor();
    await takePicture(page, 'desk-booked-by-phone');

    // The other desk hears of it.
    await other.page.getByRole('link', { name: 'Robin Sample' }).waitFor();
    await page.getByRole('link', { name: 'Open the booking' }).click();
    await page.getByRole('heading', { name: 'Robin Sample' }).waitFor();
    await page.getByRole('button', { name: 'Move' }).click();
    await chooseFreeTime(page, 1);
    await page.getByRole('button', { name: 'Move it' }).click();
    await page.getByRole('button', { name: 'Move', exact: true }).waitFor();
    await takePicture(page, 'desk-booking');
    assert.deepEqual(watch.foreignRequests, []);
    assert.deepEqual(await watch.policyViolations(), []);
    await other.close();
    await close();
  });
});
