import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../../support/axe.ts';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, openScreen, staffAddresses } from '../../support/desk-browser.ts';
import { newPatient, oneFreeTime, requestFor } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';

describe('a task at the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** Books a call while the mail server refuses one address. */
  async function bookUnreached(name: string): Promise<void> {
    await stack.sandbox.fault({ service: 'mail', kind: 'status', value: 550, times: 1 });
    (await stack.api.book(requestFor([await oneFreeTime(stack)], newPatient(name)))).ok();
  }

  it('is taken by one person, solved with its button or by hand with a note, and a colleague is told', async () => {
    const first = await atTheDesk(browser, stack, staffAddresses.manager);
    const second = await atTheDesk(browser, stack, staffAddresses.consultant);
    const title = { name: 'An email was not delivered', level: 2 } as const;
    await bookUnreached('Unreached');
    for (const { page } of [first, second]) {
      await openScreen(page, 'Tasks');
      await page.getByRole('heading', title).waitFor();
    }
    await assertAccessible(first.page, 'with a task');
    await takePicture(first.page, 'desk-task');

    await first.page.getByRole('button', { name: 'I have this' }).click();
    await first.page.getByText('You have this.').waitFor();
    // The colleague's page hears of it without a reload.
    await second.page.getByText(/ has this\.$/).waitFor();
    await first.page.getByRole('link', { name: 'Mine' }).click();
    await first.page.getByRole('heading', title).waitFor();
    await first.page.getByRole('button', { name: 'Send the email again' }).click();
    await second.page.getByText('Nothing is left to do.').waitFor();

    await bookUnreached('UnreachedAgain');
    await second.page.getByRole('heading', title).waitFor();
    await second.page.getByRole('button', { name: 'Done' }).click();
    await second.page.getByRole('textbox', { name: /^What was done/ }).fill('Told on the phone.');
    await second.page.getByRole('button', { name: 'Mark as done' }).click();
    await second.page.getByText('Nothing is left to do.').waitFor();
    await first.page.getByRole('link', { name: 'Done' }).click();
    await first.page.getByText(/: Told on the phone\.$/).waitFor();
    await first.close();
    await second.close();
  });

  it('that a colleague has done meanwhile says so, and is not overwritten', async () => {
    const first = await atTheDesk(browser, stack, staffAddresses.manager);
    const second = await atTheDesk(browser, stack, staffAddresses.consultant);
    await bookUnreached('UnreachedTwice');
    for (const { page } of [first, second]) {
      await openScreen(page, 'Tasks');
      await page.getByRole('button', { name: 'Done' }).click();
      await page
        .getByRole('textbox', { name: /^What was done/ })
        .fill(`By ${page === first.page ? 'one' : 'two'}.`);
    }
    // The second person presses before their page has heard of the first.
    await second.page.route('**/api/staff/tasks?**', (route) => route.abort());
    await first.page.getByRole('button', { name: 'Mark as done' }).click();
    await first.page.getByText('Nothing is left to do.').waitFor();
    await second.page.getByRole('button', { name: 'Mark as done' }).click();
    const told = second.page.getByText(/^Sam Lee, \d+:\d\d.[ap]m: /).first();
    await told.waitFor();
    await takePicture(second.page, 'desk-task-done-by-another');
    await first.page.getByRole('link', { name: 'Done' }).click();
    await first.page.getByText(/: By one\.$/).waitFor();
    assert.equal(await first.page.getByText(/: By two\.$/).count(), 0);
    await first.close();
    await second.close();
  });
});
