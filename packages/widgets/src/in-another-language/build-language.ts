/** The language of this build. The build of a language writes its own here; English never reads this file. */
export const buildLanguage = { tag: 'en-AU', locale: 'en-AU', dir: 'ltr', isReviewed: false };
