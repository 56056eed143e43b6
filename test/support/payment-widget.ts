import assert from 'node:assert/strict';
import type { PaidBookingHeld, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { type BookingWidget, bookingWidget } from './booking-widget.ts';
import { newVisitor, type Visitor, type VisitorOptions } from './browser.ts';
import { newPatient } from './patients.ts';
import type { Stack } from './stack.ts';

/** A patient who pays, as typed into the form. */
export interface PayingPatient {
  firstName: string;
  lastName: string;
  phone: string;
  email: string;
}

/** Cards of the sandbox, by what their bank does. */
export const cards = {
  pays: '4242 4242 4242 4242',
  declines: '4000 0000 0000 0002',
  hasNoMoney: '4000 0000 0000 9995',
  asksForSecondStep: '4000 0025 0000 3155',
} as const;

/** The steps that a paid booking has beyond a free one, as a person meets them. */
export interface PaymentWidget extends BookingWidget {
  patientField(label: string): Locator;
  fillPatient(patient: PayingPatient): Promise<void>;
  /** "Continue to payment": holds the time, and waits for what the server says. */
  hold(press?: () => Promise<void>): Promise<{ held: PaidBookingHeld; request: PaidBookingRequest }>;
  /** Chooses a practitioner, their first free time, and goes on. */
  chooseTime(): Promise<void>;
  fillCard(number: string): Promise<void>;
  payButton(): Locator;
  /** From the page to a payment step that can be used. */
  reachPayment(patient: PayingPatient): Promise<{ held: PaidBookingHeld; request: PaidBookingRequest }>;
}

export const followupPage = '/webflow/book.html?service=alternative_medicine&visit=followup';

export function payingPatient(firstName: string): PayingPatient {
  const { email, phone } = newPatient(firstName);
  const mark = email.replace(/\W/g, '').replace(/\d/g, 'x').slice(0, 20);
  return { firstName, lastName: `Sample ${mark}`, phone, email };
}

/** A person on a page with a follow-up to book; Stripe's stand-in is let in, and no one else. */
export async function payingVisitor(
  browser: Browser,
  stack: Stack,
  options: Partial<VisitorOptions> = {},
): Promise<Visitor & { widget: PaymentWidget }> {
  const visitor = await newVisitor(browser, {
    now: stack.now(),
    origin: stack.url,
    payments: stack.env.STRIPE_API_BASE ?? '',
    ...options,
  });
  return { ...visitor, widget: paymentWidget(visitor.page) };
}

export function paymentWidget(page: Page): PaymentWidget {
  const base = bookingWidget(page);
  const patientField = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  const widget: PaymentWidget = {
    ...base,
    patientField,
    async fillPatient({ firstName, lastName, phone, email }) {
      await patientField('First name').fill(firstName);
      await patientField('Last name').fill(lastName);
      await patientField('Day').fill('27');
      await patientField('Month').fill('3');
      await patientField('Year').fill('1980');
      await patientField('Mobile').fill(phone);
      await patientField('Email').fill(email);
    },
    async hold(press = () => page.getByRole('button', { name: /^Continue to payment/ }).click()) {
      const answered = page.waitForResponse(
        (response) => response.url().endsWith(endpoints.bookings) && response.request().method() === 'POST',
      );
      await press();
      const response = await answered;
      const body = await response.text();
      assert.equal(response.status(), 201, body);
      const request = response.request().postDataJSON() as PaidBookingRequest;
      return { held: JSON.parse(body) as PaidBookingHeld, request };
    },
    async chooseTime() {
      await page.getByRole('tab', { name: /^Dr Dia/ }).click();
      await page
        .getByRole('button', { name: /^\d+:\d\d\s[ap]m .*with Dr Dia$/ })
        .first()
        .click();
      await base.continueButton().click();
    },
    async fillCard(number) {
      await page.getByLabel('Card number').fill(number);
      await page.getByLabel('Expiration date').fill('12 / 34');
      await page.getByLabel('Security code').fill('123');
    },
    payButton: () => page.getByRole('button', { name: /^Pay \$79\.00/ }),
    async reachPayment(patient) {
      await widget.chooseTime();
      await base.heading('Your details').waitFor();
      await widget.fillPatient(patient);
      const answer = await widget.hold();
      await base.heading('Payment').waitFor();
      await page.getByLabel('Card number').waitFor();
      return answer;
    },
  };
  return widget;
}

/** Opens the page as the bank's page does that leads back to it: with what Stripe adds, and without the fragment. */
export async function returnFromBank(page: Page, clientSecret: string): Promise<void> {
  const back = new URL(page.url());
  back.hash = '';
  back.searchParams.set('payment_intent', clientSecret.split('_secret_')[0] ?? '');
  back.searchParams.set('payment_intent_client_secret', clientSecret);
  back.searchParams.set('redirect_status', 'succeeded');
  await page.goto(back.href);
}
