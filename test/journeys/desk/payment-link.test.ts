import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../../support/axe.ts';
import { launchBrowser, newVisitor, takePicture } from '../../support/browser.ts';
import { atTheDesk, chooseFreeTime, staffAddresses } from '../../support/desk-browser.ts';
import { deskVisitor } from '../../support/desk-visitor.ts';
import { activeInvitees, mailsTo } from '../../support/holdings.ts';
import { pay } from '../../support/paid.ts';
import { newPatient } from '../../support/patients.ts';
import { cards, paymentWidget, returnFromBank } from '../../support/payment-widget.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

const hour = 3_600_000;

describe('a payment link of the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** Holds a first visit for a new patient, past the browser, and gives back the mail's link. */
  const sendLink = async (patient: { email: string; phone: string }, hours: number) => {
    const desk = await deskVisitor(stack, staffAddresses.manager);
    const calendar = await stack.api.calendar({
      service: 'alternative_medicine',
      visit: 'followup',
      from: '2026-11-25',
      to: '2026-12-10',
      timeZone: 'Australia/Melbourne',
      practitioner: 'dr_dia',
    });
    const start = calendar.ok().days.flatMap(({ slots }) => slots)[8]?.start;
    const answer = await desk.write('POST', '/api/bookings/phone', {
      practitionerId: 'dr_dia',
      serviceType: 'alternative_medicine',
      appointmentType: 'followup',
      scheduledTime: start,
      paymentCollected: false,
      payment: 'link',
      holdUntil: new Date(stack.now().getTime() + hours * hour).toISOString(),
      patient: { firstName: 'Lee', lastName: 'Sample', ...patient, dateOfBirth: '1980-02-29' },
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return linkOf(patient.email);
  };
  const linkOf = (email: string) =>
    eventually(async () => {
      const mails = await mailsTo(stack, email);
      const link = mails.map(({ text }) => /https?:\/\/\S+\/pay#\S+/.exec(text)?.[0]).find(Boolean);
      assert.ok(link, `no link in ${mails.map(({ subject }) => subject).join(' | ')}`);
      return link;
    });
  const payer = (device: 'desktop' | 'phone' = 'phone') =>
    newVisitor(browser, {
      now: stack.now(),
      origin: stack.url,
      payments: stack.env.STRIPE_API_BASE ?? '',
      device,
    });
  const assertFits = async (page: Page) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `the page is ${over} px too wide`);
  };

  it('holds the time for days, is paid by the patient after a declined card, and the desk sees it at once', async () => {
    const patient = newPatient('Linked');
    const { page, watch, close } = await atTheDesk(browser, stack, staffAddresses.manager);
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'Book by phone' }).waitFor();
    await page.getByRole('textbox', { name: 'First name' }).fill('Linked');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Sample');
    await page.getByRole('textbox', { name: 'Email' }).fill(patient.email);
    await page.getByRole('textbox', { name: 'Phone' }).fill(patient.phone);
    await page.getByLabel('Date of birth').fill('1980-02-29');
    await page
      .getByRole('combobox', { name: 'Visit' })
      .selectOption({ label: 'Alternative medicine, First appointment · 15 minutes · $119.00' });
    await chooseFreeTime(page);
    await page.getByRole('radio', { name: 'Send a payment link' }).check();
    await page.getByRole('combobox', { name: 'Hold the time for' }).selectOption('48 hours');
    await page.getByRole('button', { name: 'Hold the time and send the link' }).click();
    await page.getByRole('heading', { name: 'The time is held' }).waitFor();
    await takePicture(page, 'desk-time-held');
    await page.getByRole('link', { name: 'Open the booking' }).click();
    await page.getByRole('heading', { name: 'Linked Sample' }).waitFor();
    await page.getByRole('button', { name: 'Send payment link again' }).waitFor();
    await takePicture(page, 'desk-booking-waits-for-payment');

    const link = await linkOf(patient.email);
    const visitor = await payer();
    const pay = visitor.page;
    await pay.goto(link);
    await pay.getByLabel('Card number').waitFor();
    await assertFits(pay);
    // The clinic chose visit and time: there is no way back to another one.
    assert.equal(await pay.getByRole('button', { name: 'Back' }).isVisible(), false);
    await assertAccessible(pay, 'where a payment link is opened');
    await takePicture(pay, 'pay-390');
    await pay.emulateMedia({ colorScheme: 'dark' });
    await assertAccessible(pay, 'where a payment link is opened in the dark');
    await takePicture(pay, 'pay-390-dark');
    await pay.setViewportSize({ width: 1280, height: 900 });
    await takePicture(pay, 'pay-1280-dark');
    await pay.emulateMedia({ colorScheme: 'light' });
    await assertFits(pay);
    await takePicture(pay, 'pay-1280');
    // A reload keeps the link.
    await pay.reload();
    await pay.getByLabel('Card number').waitFor();
    const widget = paymentWidget(pay);
    const payButton = pay.getByRole('button', { name: /^Pay \$119\.00/ });
    await widget.fillCard(cards.declines);
    await payButton.click();
    await pay
      .getByText(/declined/i)
      .first()
      .waitFor();
    await takePicture(pay, 'pay-declined');
    await widget.fillCard(cards.pays);
    await payButton.click();
    await pay
      .getByRole('heading', { name: /booked|paid|confirmed/i })
      .first()
      .waitFor();
    await takePicture(pay, 'pay-paid');
    assert.deepEqual(visitor.watch.foreignRequests, []);
    assert.deepEqual(await visitor.watch.policyViolations(), []);

    // The desk hears of it without a press.
    await page.getByRole('button', { name: 'Send payment link again' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send confirmation again' }).waitFor();
    await takePicture(page, 'desk-booking-paid-by-link');
    const id = page.url().split('/').at(-1) ?? '';
    const desk = await deskVisitor(stack, staffAddresses.manager);
    const booking = (await (await desk.read(`/api/staff/bookings/${id}`)).json()) as StaffBooking;
    assert.deepEqual([booking.status, booking.payment?.paidCents], ['confirmed', 11900]);
    await eventually(async () => {
      assert.equal((await activeInvitees(stack)).filter((one) => one.bookingId === id).length, 1);
    });

    // The same link again shows the booking, and takes no money twice.
    const again = await payer('desktop');
    await again.page.goto(link);
    await again.page.waitForURL(/\/manage/);
    await again.page
      .getByRole('heading', { name: /Linked|booking|appointment/i })
      .first()
      .waitFor();
    assert.equal(await again.page.getByLabel('Card number').count(), 0);
    await again.close();
    await visitor.close();
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });

  it('says for how many days the time is held, and takes a card that the bank asks about', async () => {
    const link = await sendLink(newPatient('Bank'), 48);
    const { page, watch, close } = await payer('desktop');
    await page.goto(link);
    const widget = paymentWidget(page);
    await page.getByLabel('Card number').waitFor();
    await page.getByText(/^Your time is held for 4[78] hours\.$/).waitFor();
    await takePicture(page, 'pay-for-days');
    await widget.fillCard(cards.asksForSecondStep);
    await page.getByRole('button', { name: /^Pay \$79\.00/ }).click();
    await page.getByRole('button', { name: 'Complete' }).click();
    await page
      .getByRole('heading', { name: /booked|paid|confirmed/i })
      .first()
      .waitFor();
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });

  it("is paid when the bank's page leads back to it", async () => {
    const link = await sendLink(newPatient('Returns'), 48);
    const { page, watch, close } = await payer();
    const opened = page.waitForResponse(
      async (response) =>
        response.url().includes('/api/bookings/') && (await response.text()).includes('_secret_'),
    );
    await page.goto(link);
    await page.getByLabel('Card number').waitFor();
    const view = (await (await opened).json()) as BookingView;
    const payment = view.payment?.setup;
    assert.ok(payment);
    await pay(stack, { payment });
    await returnFromBank(page, payment.clientSecret);
    await page
      .getByRole('heading', { name: /booked|paid|confirmed/i })
      .first()
      .waitFor();
    assert.doesNotMatch(page.url(), /payment_intent|redirect_status/);
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });

  it('says what to do once its time is over, and when it is not complete', async () => {
    const link = await sendLink(newPatient('Late'), 1);
    await stack.advance(3 * hour);
    const { page, watch, close } = await payer();
    await page.goto(link);
    await page.getByRole('heading', { name: 'Your time is not held any more' }).waitFor();
    await page.getByRole('link', { name: /^Call/ }).first().waitFor();
    await takePicture(page, 'pay-expired');
    assert.equal(await page.getByLabel('Card number').count(), 0);
    const other = await payer();
    await other.page.goto(`${stack.url}/pay`);
    await other.page.getByText('This link is not complete, or has ended.').waitFor();
    await assertAccessible(other.page, 'where a payment link is not complete');
    await takePicture(other.page, 'pay-ended');
    await other.close();
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });
});
