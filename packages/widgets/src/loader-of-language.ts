/**
 * The languages that have builds of their own; a test compares them with the catalogues in `copy/languages`. The words in
 * traditional Chinese characters are none of ours.
 */
const withOwnBuild = /^(ar|vi|zh)\b(?!-(hant|tw|hk|mo))/i;

/**
 * The loader in the language of the page: of the first `locale`, or else of the page's `lang`. Empty: this loader is the
 * right one.
 */
export function loaderOfLanguage(): string {
  const { documentElement: page } = document;
  const word = page.querySelector('[locale]')?.getAttribute('locale') || page.lang;
  const code = withOwnBuild.exec(word)?.[1];
  return code ? `bq-${code.toLowerCase()}.js` : '';
}
