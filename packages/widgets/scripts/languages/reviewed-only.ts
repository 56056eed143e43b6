import type { Catalogue } from '../../src/copy/languages/catalogue.ts';

/**
 * What is shown in a language only after a person has checked it: the words of consents and of policies, by their
 * beginning. Until then they are English, and marked as English.
 */
const reviewedOnly = [
  '{0} uses these details to',
  'They are kept in Australia',
  'Privacy policy: how to see and correct them',
  'and',
];

/**
 * The words of forms, of triage, and of the help after an alarming answer. They are English in every language, because
 * the questions are: a page in another language loads these elements from the English build.
 */
const formFiles = /^copy\/forms\/(?!due-forms)/;

/** Whether a file has words that a catalogue translates. */
export function isTranslated(file: string): boolean {
  return /^copy\/(?!languages\/).*(?<!\.test)\.ts$/.test(file) && !formFiles.test(file);
}

/** Whether a text may not be shown in a language yet. */
export function staysEnglish(key: string, { reviewed }: Pick<Catalogue, 'reviewed'>): boolean {
  return reviewed === null && isReviewedOnly(key);
}

export function isReviewedOnly(key: string): boolean {
  return reviewedOnly.some(
    (beginning) => key === beginning || (beginning.length > 3 && key.startsWith(beginning)),
  );
}
