import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, chooseFreeTime, freeTimes, staffAddresses } from '../../support/desk-browser.ts';
import { deskVisitor } from '../../support/desk-visitor.ts';
import { newPatient } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

describe('a time that is lost while a consultant types', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('is said clearly, what was typed stays, and another time is booked', async () => {
    const { page, watch, close } = await atTheDesk(browser, stack, staffAddresses.manager);
    const patient = newPatient('Slow');
    await page.keyboard.press('p');
    await page.getByRole('textbox', { name: 'First name' }).fill('Slow');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Sample');
    await page.getByRole('textbox', { name: 'Email' }).fill(patient.email);
    await page.getByRole('textbox', { name: 'Phone' }).fill(patient.phone);
    await page.getByLabel('Date of birth').fill('1980-02-29');
    await page
      .getByRole('combobox', { name: 'Visit' })
      .selectOption({ label: 'Alternative medicine, First appointment · 15 minutes · $119.00' });
    await chooseFreeTime(page);
    await page.getByRole('radio', { name: 'I have taken the money' }).check();
    await page.getByRole('combobox', { name: 'How it was paid' }).selectOption('cash');
    await page.getByRole('textbox', { name: 'Receipt number' }).fill('R-9');
    const draft = await eventually(async () => {
      const kept = (await page.evaluate(async () => (await fetch('/api/staff/session/draft')).json())) as {
        draft: { reference: string; start: string; practitionerId: string } | null;
      };
      assert.equal(kept.draft?.reference, 'R-9');
      return kept.draft;
    });

    // A colleague books that time.
    const faster = await deskVisitor(stack, staffAddresses.manager);
    const other = newPatient('Faster');
    const taken = await faster.write('POST', '/api/bookings/phone', {
      practitionerId: draft.practitionerId,
      serviceType: 'alternative_medicine',
      appointmentType: 'initial',
      scheduledTime: draft.start,
      paymentCollected: true,
      paymentMethod: 'cash',
      patient: {
        firstName: 'Faster',
        lastName: 'Sample',
        email: other.email,
        phone: other.phone,
        dateOfBirth: '1985-05-05',
      },
    });
    assert.equal(taken.status, 200, await taken.clone().text());

    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    await freeTimes(page).first().waitFor();
    await takePicture(page, 'desk-time-lost');
    assert.equal(await page.getByRole('textbox', { name: 'First name' }).inputValue(), 'Slow');
    assert.equal(await page.getByRole('textbox', { name: 'Receipt number' }).inputValue(), 'R-9');
    await chooseFreeTime(page);
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('heading', { name: 'Booked' }).waitFor();
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });
});
