/** The line above a translation that no person has checked. Only the builds of other languages have it. */
export const translationNoteCopy = {
  unchecked:
    'This translation has not been checked by a person yet. Forms, privacy notices and refund terms are in English.',
} as const;
