import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** A page of a marketer. @param head what stands in its head beside the script */
const pageOf = (body: string, { head = '', lang = 'en-AU', script = true } = {}) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>Our clinic</title>
${script ? '<script type="module" src="/widgets/v1/bq.js"></script>' : ''}${head}</head>
<body><main><h1>Our clinic</h1>${body}</main></body></html>`;
const good = '<bq-service-picker><a href="tel:+61370104321">Call us to book</a></bq-service-picker>';
const loader = (origin: string, more = 'type="module"') =>
  `<script ${more} src="${origin}/widgets/v1/bq.js"></script>`;

describe('the doctor for people who build pages', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const visit = (device: 'desktop' | 'phone' = 'desktop') =>
    newVisitor(browser, { now: stack.now(), origin: stack.url, device });
  const found = (page: Page) =>
    page
      .locator('li[data-rule]')
      .evaluateAll((items) => [...new Set(items.map((item) => item.getAttribute('data-rule') ?? ''))].sort());
  const openLive = async (page: Page, html: string) => {
    await page.route(`${stack.url}/planted*`, (route) =>
      route.fulfill({ body: html, contentType: 'text/html' }),
    );
    await page.goto(`${stack.url}/planted?bq-doctor`);
    await page
      .getByRole('heading', { name: /^(Nothing found|There (is|are) \d+ things? to fix)$/ })
      .waitFor();
  };

  const live: readonly [rules: readonly string[], what: string, html: string][] = [
    [[], 'nothing on a page that is as it should be', pageOf(good)],
    [['misspelt'], 'a misspelt tag', pageOf(`${good}<bq-bookings>Book</bq-bookings>`)],
    [['attribute'], 'an unknown attribute', pageOf(good.replace('picker>', 'picker servise="weight_loss">'))],
    [
      ['attribute'],
      'a person who does not give the service',
      pageOf(
        '<bq-combined-calendar service="weight_loss" practitioner="dr_who">Call us</bq-combined-calendar>',
      ),
    ],
    [['language'], 'a language that browsers do not know', pageOf(good, { lang: 'en_AU' })],
    [
      ['script_twice'],
      'a script that is there twice',
      pageOf(good, { head: '<script type="module" src="/widgets/v1/bq.js?again"></script>' }),
    ],
    [['no_fallback'], 'nothing between the tags', pageOf('<bq-service-picker></bq-service-picker>')],
    [['narrow'], 'an element that is too narrow', pageOf(`<div style="width:200px">${good}</div>`)],
    [
      ['cut_off'],
      'an element that is cut off',
      pageOf(`<div style="height:90px;overflow:hidden">${good}</div>`),
    ],
    [
      ['self_closed'],
      'a tag that is not closed',
      pageOf('<bq-service-picker /><p>Call us</p><bq-practitioners>Our people</bq-practitioners>'),
    ],
    [['no_element'], 'no element', pageOf('<p>Book here</p>')],
    [
      ['blocked'],
      'a policy that blocks times',
      pageOf(good, {
        head: `<meta http-equiv="Content-Security-Policy" content="script-src 'self'; connect-src https://other.example">`,
      }),
    ],
  ];
  for (const [rules, what, html] of live) {
    it(`finds on a live page: ${what}`, async () => {
      const { page, close } = await visit();
      await openLive(page, html);
      assert.deepEqual(await found(page), rules);
      await close();
    });
  }

  it('is operated by keyboard, looks again after a change, and closes', async () => {
    const { page, close } = await visit('phone');
    await openLive(page, pageOf('<bq-service-picker></bq-service-picker>'));
    await takePicture(page, 'doctor-live-390');
    await assertAccessible(page, 'where the doctor has found something');
    await page.evaluate(() => document.querySelector('bq-service-picker')?.append('Call us'));
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Look again' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    assert.equal(await page.getByRole('region', { name: 'Booking doctor' }).count(), 0);
    await close();
  });

  it('comes by a bookmark to a page that has no script', async () => {
    const { page, close } = await visit();
    await page.route(`${stack.url}/planted*`, (route) =>
      route.fulfill({ body: pageOf(good, { script: false }), contentType: 'text/html' }),
    );
    await page.goto(`${stack.url}/planted`);
    await page.evaluate((address) => void import(address), `${stack.url}/widgets/v1/bq.js?doctor=1`);
    await page.getByRole('heading', { name: /to fix$/ }).waitFor();
    assert.deepEqual(await found(page), ['no_script']);
    await close();
  });

  const pasted: readonly [rules: readonly string[], what: string, html: (origin: string) => string][] = [
    [
      [],
      'nothing in a page that is as it should be',
      (origin) => pageOf(good, { script: false, head: loader(origin) }),
    ],
    [['no_script'], 'a missing script', () => pageOf(good, { script: false })],
    [
      ['no_module'],
      'a script that is no module',
      (origin) => pageOf(good, { script: false, head: loader(origin, '') }),
    ],
    [
      ['old_script'],
      'an earlier version of the script',
      (origin) => pageOf(good, { script: false, head: loader(origin).replace('/v1/', '/v0/') }),
    ],
    [
      ['blocked'],
      'a policy that blocks the script',
      (origin) =>
        pageOf(good, {
          script: false,
          head: `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">${loader(origin)}`,
        }),
    ],
    [
      ['self_closed'],
      'a tag that closes itself',
      (origin) =>
        pageOf('<bq-booking service="weight_loss" />Call us', { script: false, head: loader(origin) }),
    ],
    [
      ['attribute'],
      'a service that does not exist',
      (origin) =>
        pageOf('<bq-booking service="weightloss2">Call us</bq-booking>', {
          script: false,
          head: loader(origin),
        }),
    ],
  ];
  it('examines HTML that is pasted, which never leaves the browser', async () => {
    const { page, watch, close } = await visit();
    await page.goto(`${stack.url}/embed/doctor`);
    const field = page.getByRole('textbox', { name: 'The HTML of the page' });
    await field.waitFor();
    await assertAccessible(page, 'where HTML is pasted');
    await takePicture(page, 'doctor-form');
    await page.getByRole('button', { name: 'Look for mistakes' }).press('Enter');
    await page.getByText('Paste the HTML of a page: there is no tag in this text.').waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    for (const [rules, what, html] of pasted) {
      await field.fill(`${html(stack.url)}<!-- a-secret-of-the-page -->`);
      await page.getByRole('button', { name: 'Look for mistakes' }).press('Enter');
      await page.getByRole('heading', { name: rules.length ? /to fix$/ : 'Nothing found' }).waitFor();
      assert.deepEqual(await found(page), rules, what);
    }
    await takePicture(page, 'doctor-form-found');
    await assertAccessible(page, 'where mistakes were found in pasted HTML');
    await page.emulateMedia({ colorScheme: 'dark' });
    await takePicture(page, 'doctor-form-dark');
    await assertAccessible(page, 'where mistakes were found in pasted HTML, dark');
    await page.setViewportSize({ width: 390, height: 844 });
    await takePicture(page, 'doctor-form-390');
    assert.ok(sent.every((request) => !request.includes('a-secret-of-the-page')));
    await watch.assertClean();
    await close();
  });
});
