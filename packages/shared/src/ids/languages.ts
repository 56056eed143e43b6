/** The languages beside English in which a patient can read us. `zh` is Chinese in simplified characters. */
export const otherLanguages = ['ar', 'vi', 'zh'] as const;
export type OtherLanguage = (typeof otherLanguages)[number];

/** English with accents and longer words: shows in tests what is not translated, and what has no room. */
export const pseudoLanguage = 'xa';
