import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor } from '../support/browser.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('a page with the strictest content security policy', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('can hold the whole booking without one violation', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Strict');
    await page.goto(`${stack.url}/webflow/strict-csp.html`);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none'; .*require-trusted-types-for 'script'$/);
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.fill(patient);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    await watch.assertClean();
    await agree(stack, booked, patient);
    await visitor.close();
  });
});
