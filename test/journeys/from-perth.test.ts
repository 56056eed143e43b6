import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { mailsTo } from '../support/holdings.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('a patient in Perth', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('sees Perth times first from the beginning, and Melbourne’s beside them everywhere', async () => {
    const visitor = await newVisitor(browser, {
      now: stack.now(),
      origin: stack.url,
      timeZone: 'Australia/Perth',
    });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Perth');

    await page.goto(`${stack.url}/webflow/alternative-medicine.html`);
    await page.getByText('Times in Perth (AWST). Melbourne time is shown beside them.').waitFor();
    await widget.freeDays().nth(1).click();
    const time = widget.times().first();
    const label = ((await time.textContent()) ?? '').replace(/\s+/g, ' ').trim();
    await time.click();
    await takePicture(page, 'perth-1-time');
    await widget.continueButton().click();
    await page.getByText(/, Perth \(AWST\)$/).waitFor();
    await page.getByText(/in Melbourne \(AEDT\)$/).waitFor();
    await widget.fill(patient);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();

    const [perth, melbourne] = [
      clock(booked.scheduledTime, 'Australia/Perth'),
      clock(booked.scheduledTime, 'Australia/Melbourne'),
    ];
    assert.ok(label.startsWith(perth), `"${label}" is ${perth} in Perth`);
    assert.ok(label.includes(melbourne), `"${label}" says ${melbourne} in Melbourne too`);
    await page.getByText(`${perth}, Perth (AWST)`.replace(' ', '\u00a0')).waitFor();
    await page.getByText(`${melbourne} in Melbourne (AEDT)`.replace(' ', '\u00a0')).waitFor();
    await takePicture(page, 'perth-2-booked');

    await watch.assertClean();
    await agree(stack, booked, patient);
    const [mail] = await mailsTo(stack, patient.email);
    assert.ok(mail?.subject.endsWith(`${perth} AWST`), mail?.subject);
    const words = mail?.text.replace(/\s+/g, ' ') ?? '';
    assert.ok(words.indexOf(perth) < words.indexOf(melbourne), 'the patient’s clock comes first');

    await page.getByRole('link', { name: 'Change or cancel' }).click();
    await page.getByText(`${perth}, Perth (AWST)`.replace(' ', '\u00a0')).waitFor();
    await page.getByText(`${melbourne} in Melbourne (AEDT)`.replace(' ', '\u00a0')).waitFor();
    await takePicture(page, 'perth-3-manage');
    for (const time of [perth, melbourne]) {
      assert.ok(
        mail?.text.replace(/[\s\u202f]/g, ' ').includes(time),
        `the mail says ${time}:\n${mail?.text}`,
      );
    }
    await visitor.close();
  });
});

/** "9:30 am" */
function clock(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-AU', { timeZone, hour: 'numeric', minute: '2-digit' })
    .format(new Date(instant))
    .replace(/[\s\u202f]/g, ' ');
}
