import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { assertFits, formWidget } from '../support/form-widget.ts';
import { ownTag } from '../support/own-tag.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('the form that a booking asks for', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is filled in right where the booking was confirmed, and is done on the page of the booking, too', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device: 'phone' });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    await page.goto(`${stack.url}/webflow/book.html`);
    await widget.visit('GAPS coaching').tap();
    await widget.times().first().tap();
    await widget.continueButton().tap();
    const patient = newPatient('Form');
    await widget.fill(patient);
    const booked = await widget.booked(() => widget.bookButton().tap());
    await widget.heading('One form before you meet').waitFor();
    await page.getByText('about 3 minutes').waitFor();
    await assertAccessible(page, 'where a due form is listed');
    await assertFits(page);
    await takePicture(page, 'due-forms-1-listed');

    const form = await loadForm('mini_intake');
    await page.getByRole('button', { name: /^Fill it in now/ }).tap();
    await page.locator(ownTag('bq-form-section')).waitFor();
    await assertAccessible(page, 'where a due form is filled in');
    await assertFits(page);
    await takePicture(page, 'due-forms-2-open');
    const intake = formWidget(page, form);
    await sectionBySection(page, intake, form.sections.length);
    await intake.send();
    await page.getByRole('heading', { name: 'Thank you. We have your form' }).waitFor();
    await page.getByText('We have all of them. Thank you.').waitFor();
    await assertAccessible(page, 'when a due form is sent');
    await takePicture(page, 'due-forms-3-done');
    assert.equal(await widget.heading('You are booked').count(), 1, 'the confirmation stays');
    await watch.assertClean();
    await visitor.close();

    const context = await stack.api.send('GET', endpoints.bookingForm(booked.bookingId, 'mini_intake'), {
      headers: { authorization: `Bearer ${booked.manageToken}` },
    });
    assert.equal(JSON.parse(context.text).status, 'submitted');
    const later = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    await later.page.goto(booked.manageUrl);
    await later.page.getByText('We have all of them. Thank you.').waitFor();
    assert.equal(await later.page.getByRole('button', { name: /^Fill it in now/ }).count(), 0);
    await later.watch.assertClean();
    await later.close();
  });

  it('is filled in later on the page of the booking, by a person who left the confirmation', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    const widget = bookingWidget(page);
    await page.goto(`${stack.url}/webflow/book.html`);
    await widget.visit('GAPS coaching').click();
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.fill(newPatient('Later'));
    const { manageUrl } = await widget.booked(() => widget.bookButton().click());
    await widget.heading('One form before you meet').waitFor();
    await takePicture(page, 'due-forms-4-desktop');

    await page.goto(manageUrl);
    const fillIn = page.getByRole('button', { name: /^Fill it in now/ });
    await fillIn.waitFor();
    await assertAccessible(page, 'where a booking lists its form');
    await takePicture(page, 'due-forms-5-managed');
    await fillIn.click();
    await page.locator(ownTag('bq-form-section')).waitFor();
    await page.getByRole('button', { name: /^Do it later/ }).click();
    await page.getByRole('button', { name: /^Go on with it/ }).waitFor();
    assert.equal(await page.locator(ownTag('bq-form-section')).isVisible(), false);
    await visitor.close();
  });

  /** The form stands inside the confirmation, where `toTheCheck` of a page with a form alone does not look for it. */
  async function sectionBySection(
    page: Page,
    intake: ReturnType<typeof formWidget>,
    most: number,
  ): Promise<void> {
    const check = page.getByRole('heading', { name: 'Check your answers' });
    for (let step = 0; step < most && (await check.count()) === 0; step++) {
      const before = await page
        .getByText(/^Step \d+ of /)
        .first()
        .textContent();
      await intake.fillSection();
      await page.getByRole('button', { name: /^Continue/ }).tap();
      await page.getByText(before ?? '', { exact: true }).waitFor({ state: 'detached' });
    }
    await check.waitFor();
  }
});
