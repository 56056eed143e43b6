import { warmDates } from '../copy/dates.ts';
import type { ElementTag } from '../element-tags.ts';
import { ownLocale } from '../page/speak.ts';

/** Imports the module of each element. */
export type ElementModules = Record<ElementTag, () => Promise<void>>;

/** The arrow functions return no module, so the build can leave the lists of exports out. */
const elementModules: ElementModules = {
  'bq-booking': async () => {
    await import('./booking/booking.ts');
  },
  'bq-combined-calendar': async () => {
    await import('./combined-calendar/combined-calendar.ts');
  },
  'bq-device-check': async () => {
    await import('./device-check/device-check.ts');
  },
  'bq-due-forms': async () => {
    await import('./due-forms/due-forms.ts');
  },
  'bq-intake-form': async () => {
    await import('./intake-form/intake-form.ts');
  },
  'bq-manage-booking': async () => {
    await import('./manage-booking/manage-booking.ts');
  },
  'bq-practitioners': async () => {
    await import('./practitioners/practitioners.ts');
  },
  'bq-send-link': async () => {
    await import('./send-link/send-link.ts');
  },
  'bq-service-picker': async () => {
    await import('./service-picker/service-picker.ts');
  },
  'bq-triage-form': async () => {
    await import('./triage-form/triage-form.ts');
  },
  'bq-waitlist-signup': async () => {
    await import('./waitlist-signup/waitlist-signup.ts');
  },
};

// The loader finds the list here. If it were an export, each page would load a file more: the bundler's helper for lists of
// exports.
Object.assign(window, { [Symbol.for('bq-elements')]: elementModules });

// Later, so that the browser requests the element's files first.
setTimeout(warmDates, 0, ownLocale);
