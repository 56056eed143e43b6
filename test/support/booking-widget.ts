import assert from 'node:assert/strict';
import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Locator, Page } from 'playwright-core';
import type { TypedDetails } from './patients.ts';

/** The booking widget as a person meets it: by role and by what is written on it. */
export interface BookingWidget {
  heading(words: string | RegExp): Locator;
  /** "Free first call 15 min, GAPS coaching" */
  visit(service: string): Locator;
  /** The days that have free times, in order. */
  freeDays(): Locator;
  /** The free times of the day that is shown, in order. */
  times(): Locator;
  continueButton(): Locator;
  field(label: string): Locator;
  bookButton(): Locator;
  fill(details: TypedDetails): Promise<void>;
  /** Presses something and waits for what the server says to the booking. */
  booked(press: () => Promise<void>): Promise<ConsultationBooked>;
}

export const labels = {
  patientName: 'Full name',
  email: 'Email',
  phone: 'Mobile',
  primaryConcern: 'What would you like help with?',
} satisfies Record<keyof TypedDetails, string>;

export function bookingWidget(page: Page): BookingWidget {
  const field = (label: string) => page.getByRole('textbox', { name: label });
  return {
    heading: (words) => page.getByRole('heading', { name: words }),
    visit: (service) => page.getByRole('button', { name: new RegExp(`^Free first call .*${service}`) }),
    freeDays: () =>
      page.getByRole('button', {
        name: /\d (January|February|March|April|May|June|July|August|September|October|November|December), \d+ times? available/,
      }),
    times: () => page.getByRole('button', { name: /^\d+:\d\d\s[ap]m with / }),
    continueButton: () => page.getByRole('button', { name: 'Continue' }),
    field,
    bookButton: () => page.getByRole('button', { name: /^Book this time/ }),
    async fill(details) {
      for (const [name, label] of Object.entries(labels)) {
        await field(label).fill(details[name as keyof TypedDetails]);
      }
    },
    async booked(press) {
      const answered = page.waitForResponse(
        (response) =>
          response.url().endsWith(endpoints.consultations) && response.request().method() === 'POST',
      );
      await press();
      const response = await answered;
      const body = await response.text();
      assert.ok(
        [201, 202].includes(response.status()),
        `the booking was answered with ${response.status()}: ${body}`,
      );
      return JSON.parse(body) as ConsultationBooked;
    },
  };
}
