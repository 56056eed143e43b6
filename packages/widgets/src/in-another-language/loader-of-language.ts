import { pageLanguage } from '../loader-of-language.ts';
import { wantsEnglish } from './english-wish.ts';

/** Chinese in traditional characters. Our Chinese words are in simplified ones, so English is better. */
const traditional = /^zh-(hant|tw|hk|mo)\b/i;

/** The English loader for a patient who reads it better; a loader with `again` looks for no other language. */
export function loaderOfLanguage(): string {
  return wantsEnglish() || traditional.test(pageLanguage()) ? 'bq.js?again=en' : '';
}
