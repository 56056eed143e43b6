import { wantsEnglish } from './english-wish.ts';

/** The English loader for a patient who prefers it; a loader with `again` looks for no other language. */
export function loaderOfLanguage(): string {
  return wantsEnglish() ? 'bq.js?again=en' : '';
}
