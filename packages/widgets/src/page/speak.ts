import type { OtherLanguage } from '@botaniqal/shared/ids/languages.ts';

/** The locale of dates, times and money, where the page asks for none. */
export const ownLocale = 'en-AU';

/** The language of our words, as a booking names it: emails follow it. English is not named. */
export const spoken: { language?: OtherLanguage } = {};

/** Tells browsers and screen readers the language of our words, also on a page in another one. */
export function speak(element: HTMLElement): void {
  element.lang ||= 'en-AU';
  element.dir ||= 'ltr';
}
