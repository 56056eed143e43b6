import { z } from 'zod';

/**
 * What patients read about a practitioner before they choose a time. All of it is public, so `checks/profile-checks.ts`
 * looks for words that the law bans in advertising.
 */

const line = (longest: number) =>
  z.string({ error: 'must be a text' }).trim().max(longest, `must be ${longest} characters at most`);

/** Language codes that people write, such as `en` or `zh-Hans`. */
const isLanguageCode = (word: string) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(word);

/** The keys of a practitioner in `clinic.yaml` that make the profile. */
export const practitionerProfile = {
  title: line(60)
    .default('')
    .describe('What the person is, like "General practitioner"; it follows the name'),
  qualifications: line(120).default('').describe('Like "MBBS, FRACGP"'),
  registration: z
    .string({ error: 'must be a text' })
    .trim()
    .regex(/^([A-Z]{3}\d{10})?$/, 'must be a number of the national register (AHPRA), like MED0000000011')
    .default('')
    .describe('The number in the national register (AHPRA); empty: a profession without one'),
  languages: z
    .array(line(40).min(2, 'must be a language, like en or English'))
    .max(12)
    .default([])
    .describe('The languages spoken with patients: codes like en and zh-Hans, or names'),
  pronouns: line(24).default('').describe('Like "She/her", if the person wishes it; empty: not shown'),
  about: line(320).default('').describe('One to three sentences for patients, without promises'),
  photo: line(300)
    .default('')
    .describe(
      'A JPEG, PNG or WebP file beside clinic.yaml, or its https address on one of the sites; empty: initials',
    ),
};

/** The names of languages in English: "en" is "English", a name stays as it is. */
export function languageNames(languages: readonly string[]): string[] {
  const names = new Intl.DisplayNames('en-AU', { type: 'language', languageDisplay: 'standard' });
  return [...new Set(languages.map((word) => (isLanguageCode(word) ? (names.of(word) ?? word) : word)))];
}
