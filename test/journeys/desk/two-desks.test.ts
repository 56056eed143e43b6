import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StaffTriageSession } from '@botaniqal/shared/contracts/staff/triage.ts';
import type { Browser } from 'playwright-core';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, staffAddresses } from '../../support/desk-browser.ts';
import { deskVisitor } from '../../support/desk-visitor.ts';
import { newPatient, oneFreeTime, requestFor } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

describe('two desks with one triage session', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('keeps the notes of both, and the second is told of the first', async () => {
    const patient = newPatient('Shared');
    const call = (await stack.api.book(requestFor([await oneFreeTime(stack)], patient))).ok();
    const first = await atTheDesk(browser, stack, staffAddresses.consultant);
    const second = await atTheDesk(browser, stack, staffAddresses.manager);
    for (const { page } of [first, second]) {
      await page.goto(`${stack.url}/desk/triage/${call.bookingId}`);
      await page.getByRole('textbox', { name: /^Notes/ }).waitFor();
    }
    // The browser's clock waits, so that the second person is still typing.
    await second.page.clock.pauseAt(new Date(stack.now().getTime() + 60_000));
    await second.page.getByRole('textbox', { name: /^Notes/ }).pressSequentially('From the manager.');
    await first.page.getByRole('textbox', { name: /^Notes/ }).fill('From the consultant.');
    await first.page.getByRole('heading', { name: patient.patientName, level: 2 }).last().click();
    const desk = await deskVisitor(stack, staffAddresses.manager);
    const notes = async () => {
      const answer = await desk.read(`/api/staff/triage/${call.bookingId}`);
      return ((await answer.json()) as StaffTriageSession).triageNotes;
    };
    await eventually(async () => assert.equal(await notes(), 'From the consultant.'));
    await second.page.clock.resume();
    await second.page.getByText('A colleague changed the notes while you typed.').waitFor();
    await takePicture(second.page, 'desk-two-notes');
    assert.equal(await notes(), 'From the consultant.');
    await second.page.getByRole('button', { name: 'Add mine below' }).click();
    await eventually(async () => assert.equal(await notes(), 'From the consultant.\nFrom the manager.'));
    await first.close();
    await second.close();
  });
});
