import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import {
  launchBrowser,
  newVisitor,
  takePicture,
  type Visitor,
  type VisitorOptions,
} from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';

const fakeDevices = ['--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'];

describe('testing camera, microphone and speaker before a visit', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser(fakeDevices)]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  async function visit(
    options: Partial<VisitorOptions> = {},
    permissions = ['camera', 'microphone'],
  ): Promise<Visitor> {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, ...options });
    await visitor.context.grantPermissions(permissions);
    await visitor.page.goto(`${stack.url}/check`);
    await visitor.page.getByRole('button', { name: /^Start the test/ }).waitFor();
    return visitor;
  }

  const live = (page: Page) =>
    page.evaluate(() => {
      const video = document.querySelector('bq-device-check')?.shadowRoot?.querySelector('video');
      return (video?.srcObject as MediaStream | null)?.active ?? false;
    });

  it('shows that everything works, by keyboard, and sends nothing', async () => {
    const visitor = await visit();
    const { page, watch } = visitor;
    await assertAccessible(page, 'before the test');
    await takePicture(page, 'check-1-before');
    const requests: string[] = [];
    page.on('request', (request) => {
      // The browser itself asks for the page's icon.
      if (!request.url().endsWith('/icon.svg')) requests.push(`${request.method()} ${request.url()}`);
    });
    await page.getByRole('button', { name: /^Start the test/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Your camera works. You should see yourself.').first().waitFor();
    // The fake microphone beeps once a second, too short for a voice: Chromium's own sound is all there is here.
    await page
      .getByText(/Say a few words|We can hear you|We cannot hear anything yet/)
      .first()
      .waitFor();
    assert.equal(await live(page), true);
    const playing = page.getByRole('button', { name: /^Play a sound/ });
    await playing.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Yes, I heard it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Your speaker works.').first().waitFor();
    await assertAccessible(page, 'when it works');
    await takePicture(page, 'check-2-works');
    await page.getByRole('button', { name: 'Turn camera and microphone off' }).click();
    await page.getByText('Your camera and microphone are off.').first().waitFor();
    assert.equal(await live(page), false);
    assert.deepEqual(requests, [], 'nothing is sent');
    await watch.assertClean();
    await visitor.close();
  });

  it('says what to do when it is not allowed, on a phone', async () => {
    const visitor = await visit({ device: 'phone' }, []);
    const { page, watch } = visitor;
    await page.getByRole('button', { name: /^Start the test/ }).tap();
    await page
      .getByText(/^Your camera is not allowed on this page\./)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Try the camera again' }).waitFor();
    await page.getByRole('link', { name: 'Call (03) 7010 4321' }).first().waitFor();
    await assertAccessible(page, 'when it is not allowed');
    await takePicture(page, 'check-3-not-allowed');
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wider, 0, 'the page does not scroll sideways');
    await watch.assertClean();
    await visitor.close();
  });
});
