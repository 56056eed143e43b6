import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { agreePaid } from '../support/paid.ts';
import { cards, followupPage, payingPatient, payingVisitor } from '../support/payment-widget.ts';
import { copyOfWidgets } from '../support/releases.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('parts of a page that are loaded on the way', () => {
  const releases = copyOfWidgets();
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([
      startStack({ env: { TEST_WIDGETS: releases.folder } }),
      launchBrowser(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
    releases.remove();
  });

  it('are those of the release that the patient began with, also after the next one', async () => {
    const earlier = releases.parts();
    const visitor = await payingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    const before = partsOf(page);
    await page.goto(stack.url + followupPage);
    await widget.freeDays().first().waitFor();
    await page.getByRole('tab', { name: /^Dr Dia/ }).waitFor();
    assert.deepEqual(named('paid', before), [], 'the code of payments is not there yet');

    await stack.bff().stop();
    releases.next(stack.now());
    await stack.startAgain();

    const { held, request } = await widget.reachPayment(payingPatient('Release'));
    assert.equal(named('paid', before).length, 1);
    assert.deepEqual(
      before.filter((part) => !earlier.includes(part)),
      [],
      'parts of two releases',
    );
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    // While the server starts again, nothing answers.
    const errors = watch.consoleErrors.filter((text) => !/ERR_CONNECTION_(?:REFUSED|RESET)/.test(text));
    assert.deepEqual(errors, []);
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();

    const next = await payingVisitor(browser, stack);
    const after = partsOf(next.page);
    await next.page.goto(stack.url + followupPage);
    await next.widget.freeDays().first().waitFor();
    const current = releases.parts();
    assert.ok(after.length > 0);
    assert.deepEqual(
      after.filter((part) => !current.includes(part) || earlier.includes(part)),
      [],
      'a page that is opened now has the new release',
    );
    await next.close();
  });

  for (const kept of ['bq.js', 'base.js']) {
    it(`are those of one release when the browser has kept ${kept} of the release before`, async () => {
      const file = `${releases.folder}/v1/${kept}`;
      const body = await readFile(file, 'utf8');
      releases.next(stack.now());
      assert.notEqual(await readFile(file, 'utf8'), body);
      const visitor = await payingVisitor(browser, stack);
      const { page, watch, widget } = visitor;
      await page.route(`**/widgets/v1/${kept}`, (route) =>
        route.fulfill({ contentType: 'text/javascript', body }),
      );
      await page.goto(stack.url + followupPage);
      await widget.reachPayment(payingPatient(kept));
      assert.deepEqual(watch.consoleErrors, []);
      await visitor.close();
    });
  }

  it('are requested once more when the line breaks for a moment', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    let requests = 0;
    await page.route(/\/widgets\/.*\/paid-/, (route) => {
      requests += 1;
      return requests === 1 ? route.abort() : route.continue();
    });
    await page.goto(stack.url + followupPage);
    await widget.reachPayment(payingPatient('Again'));
    assert.equal(requests, 2);
    await visitor.close();
  });
});

/** The parts of the widgets that a page requests from now on, below `/widgets/`. */
function partsOf(page: Page): string[] {
  const parts: string[] = [];
  page.on('request', (request) => {
    const part = new URL(request.url()).pathname.match(/(?<=^\/widgets\/)(?!v1\/).+/)?.[0];
    if (part) parts.push(part);
  });
  return parts;
}

const named = (name: string, parts: readonly string[]) => parts.filter((part) => part.includes(`/${name}-`));
