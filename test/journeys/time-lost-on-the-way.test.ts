import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget, labels } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { newPatient, oneFreeTime, requestFor, type TypedDetails } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('a time that another person takes meanwhile', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('costs the patient nothing that was typed, and the nearest free times are offered', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Slower');
    const time = await oneFreeTime(stack);

    await page.goto(`${stack.url}/webflow/alternative-medicine.html`);
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.fill(patient);

    const quicker = await stack.api.book(requestFor([time]));
    assert.equal(quicker.status, 201, quicker.text);
    await widget.bookButton().click();
    await widget.heading('That time has just been taken').waitFor();
    await assertAccessible(page, 'when a time was lost');
    await takePicture(page, 'lost-1-offers');

    await page
      .getByRole('button', { name: /^\d+:\d\d\s[ap]m \w+day / })
      .first()
      .click();
    await widget.heading('Your details').waitFor();
    for (const [name, label] of Object.entries(labels)) {
      assert.equal(await widget.field(label).inputValue(), patient[name as keyof TypedDetails]);
    }
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    assert.notEqual(Date.parse(booked.scheduledTime), Date.parse(time));

    // The refusal itself is written to the console by the browser; nothing else may be.
    watch.consoleErrors.splice(
      0,
      watch.consoleErrors.length,
      ...watch.consoleErrors.filter((each) => !each.includes('409')),
    );
    await watch.assertClean();
    await agree(stack, booked, patient);
    await visitor.close();
  });
});
