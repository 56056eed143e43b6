import { wantElement } from '../../page/want-element.ts';
import type { Journey } from './journey/journey.ts';
import '../../components/details-form/details-form.ts';

/** Loads what a place needs, and what the next one will need, while the patient is busy with this one. */
export function loadForStep({ at, choice }: Journey): void {
  if (at === 'details' && choice.channel === 'pay') load(import('./paid/index.ts'));
  // What a visit asks to be filled in is listed on the confirmation.
  if (at === 'details') void wantElement('bq-due-forms');
  if (choice?.channel === 'waitlist') void wantElement('bq-waitlist-signup');
}

/** Every way leads through the calendar. */
export function loadCalendar(): void {
  load(import('../combined-calendar/combined-calendar.ts'));
}

/** A part that does not arrive leaves its step plain; the phone number is on every one. */
function load(part: Promise<unknown>): void {
  part.catch((cause: unknown) => console.warn('Booking: a part of the page could not be loaded.', cause));
}
