import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { bookingWidget, labels } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { focused, tabTo } from '../support/focus.ts';
import { newPatient, type TypedDetails } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('booking a free first call by keyboard alone', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('needs no pointer from the first Tab to the confirmation', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Keys');
    await page.goto(`${stack.url}/webflow/book.html`);
    await widget.heading('What can we help with?').waitFor();

    await tabTo(page, /^Free first call .*Alternative medicine/, 15);
    await page.keyboard.press('Enter');
    await widget.times().first().waitFor();

    // Focus went to the calendar; from there the first time is close.
    await tabTo(page, /^\d+:\d\d\s[ap]m /, 5);
    assert.equal((await focused(page)).visible, true, 'one can see where one is');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Continue$/, 5);
    await page.keyboard.press('Enter');

    await widget.heading('Your details').waitFor();
    assert.match((await focused(page)).name, /^Your details/, 'focus went to the new step');
    await widget.field(labels.patientName).waitFor();
    for (const [name, label] of Object.entries(labels)) {
      await tabTo(page, new RegExp(`^${label.replace('?', '\\?')}`), 3);
      await page.keyboard.type(patient[name as keyof TypedDetails]);
    }
    await tabTo(page, /^Book this time/, 3);
    const booked = await widget.booked(() => page.keyboard.press('Enter'));
    await widget.heading('You are booked').waitFor();
    assert.match((await focused(page)).name, /^You are booked/, 'focus went to the confirmation');
    await takePicture(page, 'keyboard-booked');

    await watch.assertClean();
    await agree(stack, booked, patient);
    await visitor.close();
  });

  it('moves through the month with arrows, Home, End and the Page keys, on one Tab stop', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    const widget = bookingWidget(page);
    await page.goto(`${stack.url}/webflow/calendar.html`);
    await widget.times().first().waitFor();
    await page.getByRole('button', { name: /^Monday 23 November/ }).click();
    for (const [key, day] of [
      ['ArrowRight', 'Tuesday 24 November'],
      ['ArrowDown', 'Tuesday 1 December'],
      ['Home', 'Monday 30 November'],
      ['End', 'Sunday 6 December'],
      ['PageDown', 'Wednesday 6 January'],
      ['PageUp', 'Sunday 6 December'],
      ['ArrowUp', 'Sunday 29 November'],
      ['ArrowLeft', 'Saturday 28 November'],
    ] as const) {
      await page.keyboard.press(key);
      const { name, visible } = await focused(page);
      assert.ok(visible, `${day} is seen`);
      assert.ok(name.startsWith(day), `${key} leads to ${day}, not to ${name}`);
    }
    await page.keyboard.press('Tab');
    assert.doesNotMatch(
      (await focused(page)).name,
      /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d/,
      'one Tab leaves the dates',
    );
    await visitor.close();
  });
});
