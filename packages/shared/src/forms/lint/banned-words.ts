/**
 * Words that must not appear in public texts. Forms are public: they open without signing in.
 * Ask a lawyer before a change.
 */
interface BannedWord {
  readonly pattern: RegExp;
  readonly why: keyof typeof sources;
}

const sources = {
  /** Prescription medicines may not be advertised to the public, by name, class, nickname or synonym. */
  therapeutic_goods:
    'Therapeutic Goods Act 1989 s 42DL; https://www.tga.gov.au/resources/resource/guidance/advertising-guidance-businesses-involved-medicinal-cannabis-products',
  /** No false or misleading claim, testimonial, unreasonable expectation of benefit or needless use. */
  national_law:
    'Health Practitioner Regulation National Law s 133; https://www.ahpra.gov.au/Resources/Advertising-hub.aspx',
} as const;

const whole = (words: string) => new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'iu');

const bannedWords: readonly BannedWord[] = [
  {
    pattern: whole('(?:medicinal |medical )?cannabis|cannabinoids?|cbd|thc|marijuana|hemp|weed|ganja'),
    why: 'therapeutic_goods',
  },
  {
    pattern: whole('plant[- ](?:medicines?|based)|green medicines?|botanical(?:s| medicines?)?'),
    why: 'therapeutic_goods',
  },
  {
    pattern: whole('natural (?:medicines?|therap(?:y|ies))|flower(?:s)?|edibles?|gummies|vapes?'),
    why: 'therapeutic_goods',
  },
  {
    pattern: whole(
      'ozempic|wegovy|mounjaro|saxenda|semaglutide|tirzepatide|liraglutide|phentermine|duromine',
    ),
    why: 'therapeutic_goods',
  },
  {
    pattern: whole('weight[- ]loss (?:injections?|jabs?|drugs?|medicines?)|skinny (?:jabs?|pens?)|glp-?1'),
    why: 'therapeutic_goods',
  },
  {
    pattern: whole('testimonials?|success stor(?:y|ies)|star ratings?|reviews? from patients'),
    why: 'national_law',
  },
  {
    pattern: whole(
      'cures?|miracles?|guaranteed?|risk[- ]free|side[- ]effect[- ]free|life[- ]changing|proven to',
    ),
    why: 'national_law',
  },
  {
    pattern: whole(
      '(?:do|will) (?:i|you) qualify|eligibility check(?:er)?|best (?:doctors?|clinic)|leading clinic',
    ),
    why: 'national_law',
  },
];

/** The banned words in a text, each with the law that bans it. */
export function bannedIn(text: string): readonly { readonly word: string; readonly source: string }[] {
  return bannedWords.flatMap(({ pattern, why }) => {
    const found = pattern.exec(text);
    return found ? [{ word: found[0], source: sources[why] }] : [];
  });
}
