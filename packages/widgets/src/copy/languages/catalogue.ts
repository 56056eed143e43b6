/** A person who has checked a translation, and the day on which they did. */
interface Review {
  /** The full name, with the qualification: "Maria Santos, NAATI certified translator CPN1AB23C". */
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
}

/**
 * The words of one language. The English words are the keys, as they are in the code; `{0}` is the first value in a
 * sentence, `{1}` the second. `pnpm test -- unit languages` names each missing word.
 */
export interface Catalogue {
  /** The language as pages write it in `lang`. */
  readonly tag: string;
  /** The locale of dates and numbers. Arabic has the digits of the clinic's emails and receipts, so `nu` is `latn`. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  /** Between two values, with the space after it. */
  readonly comma: string;
  /** Its own name for itself. */
  readonly name: string;
  /**
   * `null`: not checked by a person yet. Then the patient reads so, and what is listed in `reviewed-only.ts` stays
   * English. A person who has read every word signs here.
   */
  readonly reviewed: Review | null;
  readonly words: Readonly<Record<string, string>>;
  /** What is counted, by the English word for one. `#` is the number. The categories are those of `Intl.PluralRules`. */
  readonly counted: Readonly<Record<string, Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>;
}
