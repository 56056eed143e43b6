/**
 * The language of the page: the first `locale`, or else the page's `lang`. Decides which words it has: see
 * `docs/languages.md`.
 */
export function pageLanguage(): string {
  return document.querySelector('[locale]')?.getAttribute('locale') || document.documentElement.lang;
}

/** The loader in the language of the page; empty: this loader is the right one. A test compares the languages. */
export function loaderOfLanguage(): string {
  const language = pageLanguage();
  return /^(ar|vi|zh)\b/i.test(language) ? `bq-${language.slice(0, 2).toLowerCase()}.js` : '';
}
