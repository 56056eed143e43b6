import type { BqElement } from '../elements/bq-element.ts';
import { buildLanguage } from './build-language.ts';
import { translationNote } from './translation-note.ts';

export const ownLocale = buildLanguage.locale;

/** The pseudo-language has no emails. */
export const spoken = buildLanguage.tag.startsWith('en') ? {} : { language: buildLanguage.tag.slice(0, 2) };

let note: HTMLElement | undefined;

/**
 * Tells browsers and screen readers the language of our words, and the patient once a page that no person has checked the
 * translation. Every element of a page has one locale: that of the words. In the place of `page/speak.ts`.
 */
export function speak(element: BqElement): void {
  element.lang ||= buildLanguage.tag;
  element.dir ||= buildLanguage.dir;
  element.locale = ownLocale;
  if (buildLanguage.isReviewed || note?.isConnected) return;
  note ??= translationNote();
  element.renderRoot.prepend(note);
}
