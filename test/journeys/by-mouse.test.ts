import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('booking a free first call by mouse', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('leads from choosing a service to a booking that stands everywhere', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Mouse');

    await page.goto(`${stack.url}/webflow/book.html`);
    await widget.heading('What can we help with?').waitFor();
    await assertAccessible(page, 'where services are chosen');
    await takePicture(page, 'mouse-1-service');

    await widget.visit('Alternative medicine').click();
    await widget.times().first().waitFor();
    await assertAccessible(page, 'where times are chosen');
    await widget.freeDays().nth(1).click();
    await widget.times().first().click();
    await takePicture(page, 'mouse-2-time');
    await widget.continueButton().click();

    await widget.heading('Your details').waitFor();
    await assertAccessible(page, 'where details are typed');
    await widget.bookButton().click();
    await page.getByText('There are 4 things to fix').waitFor();
    await assertAccessible(page, 'where details are missing');
    await takePicture(page, 'mouse-3-missing');
    await widget.fill(patient);
    await takePicture(page, 'mouse-4-details');

    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    await page.getByText(booked.confirmationNumber).waitFor();
    await assertAccessible(page, 'when the booking stands');
    await takePicture(page, 'mouse-5-booked');

    await watch.assertClean();
    await agree(stack, booked, patient);
    await visitor.close();
  });

  it('hands over a calendar file, and leads to the page where the booking can be seen', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    await page.goto(`${stack.url}/webflow/gaps-coaching.html`);
    await widget.times().first().click();
    await widget.continueButton().click();
    const patient = newPatient('File');
    await widget.fill(patient);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Add to calendar' }).click();
    const file = await (await downloading).createReadStream();
    const text = (await file.toArray()).join('');
    assert.match(text, /^BEGIN:VCALENDAR/);
    const start = booked.scheduledTime.replace(/[-:]|\.\d+/g, '');
    assert.match(text, new RegExp(`DTSTART(;TZID=[^:]+)?:(${start}|\\d{8}T\\d{6})`));

    await page.getByRole('link', { name: 'Change or cancel' }).click();
    await page.getByText(booked.confirmationNumber).waitFor();
    await takePicture(page, 'mouse-6-manage');
    await watch.assertClean();
    await agree(stack, booked, patient);
    await visitor.close();
  });

  it('goes on from the home page and from the calendar with what was chosen there', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);

    await page.goto(`${stack.url}/`);
    await widget.visit('GAPS coaching').click();
    await page.waitForURL('**/webflow/book.html?service=gaps_coaching&visit=consultation');
    await page.getByText('GAPS coaching · Free first call').first().waitFor();
    await widget.times().first().waitFor();

    await page.goto(`${stack.url}/webflow/calendar.html`);
    await page.getByRole('tab', { name: /Dr Shivani/ }).click();
    await widget.times().first().click();
    await widget.continueButton().click();
    await page.waitForURL(
      '**/webflow/book.html?service=alternative_medicine&visit=followup&practitioner=dr_shivani&start=*',
    );
    await widget.heading('Your details').waitFor();
    await page
      .locator('bq-booking')
      .getByText(/Dr Shivani/)
      .first()
      .waitFor();
    await watch.assertClean();
    await visitor.close();
  });
});
