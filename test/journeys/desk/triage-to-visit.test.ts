import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { Browser, Page } from 'playwright-core';
import { clinicTime } from '../../support/agree.ts';
import { assertAccessible } from '../../support/axe.ts';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, openScreen, staffAddresses } from '../../support/desk-browser.ts';
import { deskVisitor } from '../../support/desk-visitor.ts';
import { focused, tabTo } from '../../support/focus.ts';
import { activeInvitees, appointmentsOf, mailsTo, patientsOf } from '../../support/holdings.ts';
import { newPatient, oneFreeTime, requestFor } from '../../support/patients.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

/** The most fields and presses from the chosen session to the booked visit. */
const mostInteractions = 12;
const mostTabs = 60;

/** A person without a mouse. Each field that is filled and each press counts; moving the focus does not. */
function byKeys(page: Page) {
  let interactions = 0;
  const reach = async (wanted: RegExp) => {
    const { name } = await focused(page);
    if (!wanted.test(name)) await tabTo(page, wanted, mostTabs);
    assert.ok((await focused(page)).visible, `the focus on ${wanted} is seen`);
  };
  return {
    interactions: () => interactions,
    async press(wanted: RegExp, key = 'Enter') {
      await reach(wanted);
      await page.keyboard.press(key);
      interactions += 1;
    },
    async type(wanted: RegExp, text: string) {
      await reach(wanted);
      await page.keyboard.type(text);
      interactions += 1;
    },
  };
}

describe('from a triage session to a visit by phone', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('takes at most 12 interactions by keyboard, with the money taken, and a reload in between loses nothing', async () => {
    const patient = newPatient('Called');
    const called = (await stack.api.book(requestFor([await oneFreeTime(stack, 12)], patient))).ok();
    const { page, watch, close } = await atTheDesk(browser, stack, staffAddresses.consultant);
    await openScreen(page, 'Triage');
    const line = page.getByRole('link', { name: patient.patientName });
    await line.waitFor();
    await line.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: patient.patientName, level: 2 }).last().waitFor();
    await page.getByRole('link', { name: 'Book a visit' }).waitFor();
    await takePicture(page, 'desk-triage-session');

    const keys = byKeys(page);
    await keys.press(/^Book a visit$/);
    await page.getByRole('heading', { name: 'Book by phone' }).waitFor();
    const time = page.getByRole('button', { name: /^\d+:\d\d.[ap]m/ });
    await time.first().waitFor();
    await keys.press(/^\d+:\d\d.[ap]m/);
    const anyone = page.getByRole('button', { name: 'Anyone available' });
    if (await anyone.isVisible()) await keys.press(/Anyone available/);
    await page.locator('[part=continue]:not([aria-disabled=true])').waitFor();
    await keys.press(/^Continue/);
    await page.getByRole('button', { name: 'Another time' }).waitFor();
    await keys.press(/^I have taken the money/, ' ');
    await page.getByRole('combobox', { name: 'How it was paid' }).waitFor();
    await keys.type(/^How it was paid/, 'E');
    await keys.type(/^Receipt number/, 'R-77');
    await assertAccessible(page, 'where a visit is booked by phone');
    await takePicture(page, 'desk-phone-filled');

    // A reload in the middle.
    await eventually(async () => {
      const kept = await page.evaluate(async () => (await fetch('/api/staff/session/draft')).json());
      assert.equal((kept as { draft: { reference: string } | null }).draft?.reference, 'R-77');
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Book by phone' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Receipt number' }).inputValue(), 'R-77');
    await keys.press(/^Book$/);
    await page.getByRole('heading', { name: 'Booked' }).waitFor();
    await takePicture(page, 'desk-phone-booked');
    assert.ok(keys.interactions() <= mostInteractions, `${keys.interactions()} interactions`);

    const mine = await deskVisitor(stack, staffAddresses.consultant);
    const session = (await (await mine.read(`/api/staff/triage/${called.bookingId}`)).json()) as {
      outcome: string;
      visitBooking: { bookingId: string };
    };
    assert.equal(session.outcome, 'booked');
    const { bookingId } = session.visitBooking;
    const booking = (await (await mine.read(`/api/staff/bookings/${bookingId}`)).json()) as StaffBooking;
    assert.deepEqual(
      [booking.status, booking.channel, booking.phonePayment, booking.payment?.paidCents],
      ['confirmed', 'phone', 'collected', booking.payment?.amountCents],
    );
    const accepted = booking.story.find(({ action }) => action === 'booking.accepted');
    assert.equal(accepted?.actor, `staff:${staffAddresses.consultant}`);
    await eventually(async () => {
      const held = (await activeInvitees(stack)).filter((one) => one.bookingId === bookingId);
      assert.equal(held.length, 1, 'in the calendar once');
      assert.equal(Date.parse(held[0]?.start ?? ''), Date.parse(booking.start));
      const records = await patientsOf(stack, patient.email);
      assert.equal(records.length, 1, 'one patient in the records');
      // The free call and the visit, each as an appointment of its own.
      const filed = await appointmentsOf(stack, records[0]?.id ?? '');
      assert.deepEqual(
        filed.map(({ localStart }) => localStart).sort(),
        [clinicTime(called.scheduledTime), clinicTime(booking.start)].sort(),
      );
      assert.notEqual(called.scheduledTime, booking.start);
      const mails = await mailsTo(stack, patient.email);
      assert.ok(
        mails.some(({ text }) => text.includes(booking.confirmationNumber)),
        `the patient has the mail, not: ${mails.map(({ subject }) => subject).join(' | ')}`,
      );
    }, 15_000);
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });
});
