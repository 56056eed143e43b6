/** The locale of dates, times and money, where the page asks for none. */
export const ownLocale = 'en-AU';

/** Tells browsers and screen readers the language of our words, also on a page in another one. */
export function speak(element: HTMLElement): void {
  element.lang ||= 'en-AU';
  element.dir ||= 'ltr';
}
