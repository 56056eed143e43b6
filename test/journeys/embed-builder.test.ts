import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, newVisitor } from '../support/browser.ts';
import { deskVisitor } from '../support/desk-visitor.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

describe('the builder of embeds', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('mends a theme, and its lines work on a blank page', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    await page.goto(`${stack.url}/embed`);
    await page.getByLabel('Service', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('Accent', { exact: true }).fill('#ffd60a');
    await page.getByLabel('Text on the accent', { exact: true }).fill('#ffffff');
    await page.getByLabel('Border', { exact: true }).focus();
    await page.getByText('has a contrast of 1.4:1').waitFor();
    const frame = page.frameLocator('iframe');
    await frame.locator('bq-booking').getByRole('button', { name: 'Continue' }).waitFor();
    await page.getByRole('button', { name: 'One embed' }).click();
    const lines = (await page.locator('pre').textContent()) ?? '';
    assert.match(lines, /--bq-accent: #ffd60a/);
    assert.doesNotMatch(lines, /--bq-accent-text: #ffffff/);

    await page.route(`${stack.url}/blank`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Blank</title>${lines}` }),
    );
    await page.goto(`${stack.url}/blank`);
    const go = page.locator('bq-booking').getByRole('button', { name: 'Continue' });
    await go.waitFor();
    assert.equal(await go.getAttribute('part'), 'continue');
    await visitor.close();
  });

  it('keeps a theme on the server, and a page follows its change without other lines', async () => {
    const marketer = await deskVisitor(stack, 'marketer@botaniqal.example');
    const keep = async (accent: string) => {
      const answer = await marketer.write('POST', '/api/staff/themes/winter', {
        theme: { light: { accent } },
      });
      assert.equal(answer.status, 200);
      await eventually(async () => {
        assert.match(await (await fetch(`${stack.url}/widgets/v1/bq.js`)).text(), new RegExp(accent));
      });
    };
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    await page.route(`${stack.url}/blank`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Blank</title><script type="module" src="/widgets/v1/bq.js"></script><bq-service-picker theme="winter"></bq-service-picker>`,
      }),
    );
    const accent = async () => {
      await page.goto(`${stack.url}/blank`);
      const picker = page.locator('bq-service-picker');
      await picker.getByRole('heading').first().waitFor();
      return picker.evaluate((element) => getComputedStyle(element).getPropertyValue('--bq-accent').trim());
    };
    await keep('#0b5c7a');
    assert.equal(await accent(), '#0b5c7a');
    await keep('#8b1e3f');
    await visitor.context.clearCookies();
    const later = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await visitor.close();
    await later.page.route(`${stack.url}/blank`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Blank</title><script type="module" src="/widgets/v1/bq.js"></script><bq-service-picker theme="winter"></bq-service-picker>`,
      }),
    );
    await later.page.goto(`${stack.url}/blank`);
    const picker = later.page.locator('bq-service-picker');
    await picker.getByRole('heading').first().waitFor();
    assert.equal(
      await picker.evaluate((element) => getComputedStyle(element).getPropertyValue('--bq-accent').trim()),
      '#8b1e3f',
    );
    await later.close();
  });
});
