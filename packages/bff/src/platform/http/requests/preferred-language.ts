import { type OtherLanguage, otherLanguages } from '@botaniqal/shared/ids/languages.ts';
import { cutText } from '@botaniqal/shared/validation/cut-text.ts';

/** Chinese in traditional characters: our words are in simplified ones. */
const traditional = /^zh-(hant|tw|hk|mo)\b/i;

/**
 * The language of ours that a request likes best; `null`: English.
 * @param header `Accept-Language` (RFC 9110, 12.5.4): `vi-VN,vi;q=0.9,en;q=0.8`
 */
export function preferredLanguage(header: string | undefined): OtherLanguage | null {
  const wishes = cutText(header ?? '', 400)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean);
      return { tag, weight: Number(weight ?? 1) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0 && !traditional.test(tag))
    .sort((one, other) => other.weight - one.weight);
  for (const { tag } of wishes) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en') return null;
    const found = otherLanguages.find((each) => each === language);
    if (found) return found;
  }
  return null;
}
