import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { tabTo } from '../support/focus.ts';
import { agreePaid } from '../support/paid.ts';
import { cards, followupPage, payingPatient, payingVisitor } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('booking and paying a follow-up', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('leads by mouse from the service to a booking that is paid and stands everywhere', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    await page.goto(`${stack.url}/webflow/book.html`);
    await page.getByRole('button', { name: /^Follow-up \$79 .*Alternative medicine/ }).click();
    await widget.chooseTime();
    await widget.heading('Your details').waitFor();
    await assertAccessible(page, 'where a patient says who they are');
    await widget.fillPatient(payingPatient('Mouse'));
    await takePicture(page, 'paid-1-details');
    assert.equal(watch.paymentRequests.length, 0, 'no one else is asked before the payment step');

    const { held, request } = await widget.hold();
    await page.getByLabel('Card number').waitFor();
    await assertAccessible(page, 'where a card is typed');
    await takePicture(page, 'paid-2-payment');
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await page.getByText(held.confirmationNumber).waitFor();
    await page.getByText('$79.00').waitFor();
    await assertAccessible(page, 'when a paid booking stands');
    await takePicture(page, 'paid-3-booked');
    assert.ok(watch.paymentRequests.some((url) => url.endsWith('/endive/stripe.js')));
    await watch.assertClean();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });

  it("asks for the bank's second step, and goes on after it", async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held, request } = await widget.reachPayment(payingPatient('Second'));
    await widget.fillCard(cards.asksForSecondStep);
    await widget.payButton().click();
    await page.getByRole('button', { name: 'Complete' }).click();
    await widget.heading('You are booked').waitFor();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });

  it('keeps the time when the second step or a card fails, says what to do, and takes the next card', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held, request } = await widget.reachPayment(payingPatient('Declined'));
    await widget.fillCard(cards.asksForSecondStep);
    await widget.payButton().click();
    await page.getByRole('button', { name: 'Fail' }).click();
    await page.getByText('Your bank could not confirm that it was you').waitFor();

    await widget.fillCard(cards.hasNoMoney);
    await widget.payButton().click();
    await page.getByText('There is not enough money on this card').waitFor();
    await assertAccessible(page, 'when a card was declined');
    await takePicture(page, 'paid-4-declined');

    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });

  it('works on a phone, without sideways scrolling', async () => {
    const visitor = await payingVisitor(browser, stack, { device: 'phone' });
    const { page, watch, widget } = visitor;
    const fits = async (where: string) => {
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wider, 0, `the page scrolls sideways ${where}`);
    };
    await page.goto(stack.url + followupPage);
    await widget.chooseTime();
    await widget.fillPatient(payingPatient('Thumb'));
    await fits('where details are typed');
    await takePicture(page, 'paid-phone-1-details');
    const { held, request } = await widget.hold(() =>
      page.getByRole('button', { name: /^Continue to payment/ }).tap(),
    );
    await page.getByLabel('Card number').waitFor();
    await fits('where a card is typed');
    await takePicture(page, 'paid-phone-2-payment');
    await widget.fillCard(cards.pays);
    await widget.payButton().tap();
    await widget.heading('You are booked').waitFor();
    await fits('when the booking stands');
    await takePicture(page, 'paid-phone-3-booked');
    await watch.assertClean();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });

  it('needs no pointer', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    const patient = payingPatient('Keys');
    await page.goto(stack.url + followupPage);
    await page.getByRole('tab', { name: /^All/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /with Dr Dia$/ })
      .first()
      .waitFor();
    await tabTo(page, /^\d+:\d\d\s[ap]m .*with Dr Dia$/, 8);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Continue$/, 5);
    await page.keyboard.press('Enter');
    await widget.patientField('First name').waitFor();
    for (const [label, value] of [
      ['First name', patient.firstName],
      ['Last name', patient.lastName],
      ['Day', '27'],
      ['Month', '3'],
      ['Year', '1980'],
      ['Mobile', patient.phone],
      ['Email', patient.email],
    ] as const) {
      await tabTo(page, new RegExp(`^${label}$`), 4);
      await page.keyboard.type(value);
    }
    await tabTo(page, /^Continue to payment/, 3);
    const { held, request } = await widget.hold(() => page.keyboard.press('Enter'));
    await page.getByLabel('Card number').waitFor();
    await tabTo(page, /^Card number/, 8);
    await page.keyboard.type(cards.pays);
    await tabTo(page, /^Expiration date/, 1);
    await page.keyboard.type('1234');
    await tabTo(page, /^Security code/, 1);
    await page.keyboard.type('123');
    await tabTo(page, /^Pay \$79\.00/, 3);
    await page.keyboard.press('Enter');
    await widget.heading('You are booked').waitFor();
    await watch.assertClean();
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });
});
