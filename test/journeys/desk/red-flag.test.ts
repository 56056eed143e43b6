import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../../support/axe.ts';
import { launchBrowser, newVisitor, takePicture } from '../../support/browser.ts';
import { atTheDesk, openScreen, staffAddresses } from '../../support/desk-browser.ts';
import { newPatient } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { triageWidget, well } from '../../support/triage-widget.ts';

describe('a red flag at the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is on top of Today and Triage, is taken by one consultant, and leaves both when the call is done', async () => {
    const consultant = await atTheDesk(browser, stack, staffAddresses.consultant);
    const manager = await atTheDesk(browser, stack, staffAddresses.manager);
    await openScreen(manager.page, 'Triage');
    await manager.page.getByText('No one waits for a call.').waitFor();

    const patient = newPatient('Urgent');
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device: 'phone' });
    await visitor.page.goto(`${stack.url}/triage`);
    const triage = triageWidget(visitor.page);
    await triage.answer({ ...well, emergencySigns: ['overdose'] });
    await triage.heading('Please get help now').waitFor();
    await triage.element.getByRole('textbox', { name: 'Your name' }).fill(patient.patientName);
    await triage.element.getByRole('textbox', { name: 'Your phone number' }).fill(patient.phone);
    await triage.button('Ask for a call').tap();
    await triage.heading('We will call you').waitFor();
    await visitor.close();

    // Both desks hear of it without a press.
    const { page } = consultant;
    const needs = page.getByRole('region', { name: 'Needs a person now' });
    const alarm = needs.getByRole('article').filter({ hasText: patient.patientName }).first();
    await alarm.getByRole('heading', { name: /^Call back now · .* waiting$/ }).waitFor();
    const number = await alarm.getByRole('link', { name: /^Call/ }).getAttribute('href');
    assert.equal(number, `tel:${patient.phone}`);
    await assertAccessible(page, 'where Today shows a red flag');
    await takePicture(page, 'desk-red-flag-today');
    const line = manager.page.getByRole('listitem').filter({ hasText: patient.patientName });
    await line.getByText(/^Emergency · .* waiting$/).waitFor();
    assert.equal(await line.getByRole('link', { name: patient.phone }).getAttribute('href'), number);

    await alarm.getByRole('link', { name: /^Open/ }).click();
    await page.getByRole('heading', { name: patient.patientName, level: 2 }).last().waitFor();
    await page.getByRole('button', { name: 'I have this' }).click();
    await page
      .getByText(/ has this$/)
      .first()
      .waitFor();
    await line.getByText(/ has this$/).waitFor();
    await page.getByRole('button', { name: 'Start the call' }).click();
    await page.getByRole('button', { name: 'End the call' }).waitFor();
    await line.getByText(/ has this$/).waitFor();
    await page.getByRole('textbox', { name: /^Notes/ }).fill('Is safe, a friend is with them.');
    await page.getByRole('button', { name: 'End the call' }).click();
    await page.getByRole('button', { name: 'Start the call' }).waitFor();
    await takePicture(page, 'desk-red-flag-called');
    await page.getByRole('radio', { name: 'Referred elsewhere' }).check();
    // What is concluded leaves the queue at both desks.
    await manager.page.getByText('No one waits for a call.').waitFor();

    // The task of the alarm ended with the session.
    await openScreen(page, 'Today', 'Friday 20 November');
    await page.getByText('No appointments yet.').waitFor();
    await needs.waitFor({ state: 'detached' });
    await page.goto(`${stack.url}/desk/tasks/done`);
    await page.getByRole('article').filter({ hasText: patient.patientName }).first().waitFor();
    assert.deepEqual(await consultant.watch.policyViolations(), []);
    assert.deepEqual(await manager.watch.policyViolations(), []);
    await consultant.close();
    await manager.close();
  });
});
