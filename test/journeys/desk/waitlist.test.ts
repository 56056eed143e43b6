import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Browser } from 'playwright-core';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, staffAddresses } from '../../support/desk-browser.ts';
import { mailsTo } from '../../support/holdings.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

describe('a waitlist at the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is previewed without a mail, launched, stopped and exported', async () => {
    const answer = await fetch(stack.url + endpoints.waitlist, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        service: 'weight_loss',
        name: 'Ann Sample',
        email: 'ann@example.com',
        interestLevel: 3,
        contactPreference: 'email',
        consent: true,
      }),
    });
    assert.equal(answer.status, 201);
    const turns = async () =>
      (await mailsTo(stack, 'ann@example.com')).filter(({ subject }) => /your turn/.test(subject)).length;
    const { page, watch, close } = await atTheDesk(browser, stack, staffAddresses.manager);
    await page.goto(`${stack.url}/desk/waitlist/weight_loss`);
    await page.getByText('Ann Sample').waitFor();
    await page.getByRole('textbox', { name: 'How many' }).fill('1');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: '1 would be invited' }).waitFor();
    await takePicture(page, 'desk-waitlist-preview');
    assert.equal(await turns(), 0);
    await page.getByRole('button', { name: 'Invite 1 now' }).click();
    await page.getByText(/Inviting goes on/).waitFor();
    await eventually(async () => assert.equal(await turns(), 1));
    await page.getByRole('button', { name: 'Stop inviting' }).click();
    await page
      .getByText(/Inviting is stopped/)
      .first()
      .waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    assert.match((await downloading).suggestedFilename(), /\.csv$/);
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });
});
