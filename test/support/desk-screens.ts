import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import type { Page } from 'playwright-core';

interface DeskScreen {
  name: string;
  /** Below `/desk/`. */
  path: string;
  /** Opens what a plain visit does not show. */
  open?(page: Page): Promise<unknown>;
  /** Is there as soon as the screen shows its data. */
  shows(page: Page): Promise<unknown>;
}

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();
const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();

/** The screens of the desk on the busy day, each as staff see it at work. */
export function deskScreens(robin: Pick<ConsultationBooked, 'bookingId'>): readonly DeskScreen[] {
  return [
    { name: 'today', path: 'today', shows: text('Robin Tanner') },
    {
      name: 'today-panel',
      path: 'today',
      open: async (page) => {
        await page
          .getByRole('link', { name: /Robin Tanner/ })
          .first()
          .click();
      },
      shows: heading('What happened'),
    },
    { name: 'today-week', path: 'today/week', shows: text('Robin Tanner') },
    {
      name: 'phone',
      path: 'phone',
      shows: (page) => page.getByRole('textbox', { name: 'First name' }).waitFor(),
    },
    {
      name: 'phone-booking',
      path: `phone/booking/${robin.bookingId}`,
      shows: (page) =>
        page
          .getByRole('button', { name: /^\d+:\d\d.[ap]m/ })
          .first()
          .waitFor(),
    },
    { name: 'triage', path: 'triage', shows: text('Owen Pryce') },
    {
      name: 'triage-session',
      path: 'triage',
      open: (page) =>
        page
          .getByRole('link', { name: /Robin Tanner/ })
          .first()
          .click(),
      shows: heading('Answers'),
    },
    {
      name: 'tasks',
      path: 'tasks',
      shows: (page) => page.getByRole('button', { name: 'I have this' }).first().waitFor(),
    },
    { name: 'bookings', path: 'bookings', shows: text('Robin Tanner') },
    { name: 'booking', path: `bookings/${robin.bookingId}`, shows: heading('What happened') },
    { name: 'forms', path: 'forms', shows: text(/FORM-/) },
    { name: 'waitlist', path: 'waitlist', shows: text('Greta Olsen') },
    { name: 'messages', path: 'messages', shows: text('Not delivered') },
    { name: 'calendars', path: 'calendars', shows: text('Cannot be read') },
    { name: 'numbers', path: 'numbers', shows: (page) => page.getByRole('table').first().waitFor() },
    { name: 'campaigns', path: 'campaigns', shows: heading('Campaigns') },
    { name: 'people', path: 'people', shows: text('Sam Lee') },
  ];
}
