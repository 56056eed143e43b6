/**
 * What the author of a page clearly means by a word in an attribute. Patients never pay for a spelling: what can be
 * understood is used, and everything else counts as an attribute that is not there.
 */

/** `Alternative-Medicine`, `alternative medicine` and `alternative_medicine` are one word, and so are one `l` and two. */
const key = (word: string) => word.toLowerCase().replace(/[^a-z\d]|(.)(?=\1)/g, '');

/** The id that is meant; `undefined` when none is. */
export function meant<T extends string>(word: string | null, ids: readonly T[]): T | undefined {
  return ids.find((id) => key(id) === key(word ?? ''));
}

/** The converter of an attribute with one of these ids. An unknown word becomes the empty string. */
export function oneOf(ids: readonly string[]): (word: string | null) => string {
  return (word) => meant(word, ids) ?? '';
}

/** The locale for `Intl`: `en_AU` is `en-AU`. What the browser has no words for becomes `en-AU`. */
export function usableLocale(word: string | null): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf((word ?? '').trim().replaceAll('_', '-'))[0] ?? 'en-AU';
  } catch {
    return 'en-AU';
  }
}

/** An instant as the server writes it; empty when the word is none. */
export function usableInstant(word: string | null): string {
  const instant = new Date(word ?? '');
  return Number.isNaN(+instant) ? '' : instant.toISOString().replace('.000', '');
}

/** The attributes that any element may have. */
const global =
  /^(id|class|style|hidden|slot|title|lang|dir|role|part|exportparts|tabindex|wishes|embedded|(data|aria|on).+)$/;

/**
 * Whether the tag of an element has a word that was not understood as it stands, or an attribute that the element does
 * not have. Then `page/advice/check-element.ts` looks closer.
 */
export function isOdd(element: HTMLElement): boolean {
  const { observedAttributes } = element.constructor as unknown as { observedAttributes: readonly string[] };
  return element.getAttributeNames().some((name) => {
    if (!observedAttributes.includes(name)) return !global.test(name);
    const property: unknown = Reflect.get(
      element,
      name.replace(/-(.)/, (_, letter: string) => letter.toUpperCase()),
    );
    if (typeof property === 'number') return !(property > 0 && property < 5);
    return typeof property === 'string' && property !== element.getAttribute(name);
  });
}
