import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { agreePaid } from '../support/paid.ts';
import { cards, followupPage, payingPatient, payingVisitor } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('paying with a promotion code', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('tells a wrong code at its field, takes a right one off the price, and charges what is left', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    await widget.chooseTime();
    await widget.heading('Your details').waitFor();
    await page.getByRole('button', { name: 'I have a promotion code' }).click();
    const field = page.getByLabel('Promotion code');
    await field.fill('SUMMER');
    await page.getByRole('button', { name: /^Apply/ }).click();
    await page.getByText('We do not know this code.').waitFor();
    await assertAccessible(page, 'where a code was wrong');
    await takePicture(page, 'promotion-1-wrong');
    await field.fill('welcome');
    await field.press('Enter');
    await page.getByText('instead of $79').waitFor();
    await assertAccessible(page, 'where a code was applied');
    await takePicture(page, 'promotion-2-applied');

    const patient = payingPatient('Thrifty');
    await widget.fillPatient(patient);
    const { held, request } = await widget.hold();
    assert.equal(request.promotionCode, 'WELCOME');
    assert.deepEqual([held.price.amountCents, held.discountCents], [7110, 790]);
    await page.getByLabel('Card number').waitFor();
    await page.getByText('instead of $79').waitFor();
    await takePicture(page, 'promotion-3-payment');
    await widget.fillCard(cards.pays);
    await page.getByRole('button', { name: /^Pay \$71\.10/ }).click();
    await widget.heading('You are booked').waitFor();
    await page.getByText('$71.10').waitFor();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });
});
