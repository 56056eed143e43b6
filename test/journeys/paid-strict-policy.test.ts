import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { agreePaid } from '../support/paid.ts';
import { cards, payingPatient, payingVisitor } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('paying on a page with the strictest content security policy', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('needs the origin that takes cards and two named policies, and violates nothing', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    // A page that a test has changed counts as one from outside, which a browser keeps from this machine's own ports.
    await visitor.context.grantPermissions(['local-network-access']);
    const stripe = stack.env.STRIPE_API_BASE ?? '';
    await page.route('**/webflow/strict-csp.html', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text())
        .replace("script-src 'self'", `script-src 'self' ${stripe}`)
        .replace("connect-src 'self'", `connect-src 'self' ${stripe}`)
        .replace("for 'script'", "for 'script'; trusted-types bq-payment lit-html")
        .replace('visit="consultation"', 'visit="followup"');
      await route.fulfill({ response: answer, body });
    });
    await page.goto(`${stack.url}/webflow/strict-csp.html`);
    const { held, request } = await widget.reachPayment(payingPatient('Strict'));
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    assert.deepEqual(await watch.policyViolations(), []);
    await watch.assertClean();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });
});
