/** The end of each collection notice, Australian Privacy Principle 5. */
export const privacyCopy = {
  where: (countries: readonly string[]): string =>
    countries.length > 0
      ? `They are kept in Australia, and some may go to ${countries.join(' and ')}.`
      : 'They are kept in Australia.',
  policy: 'Privacy policy: how to see and correct them, or complain',
} as const;
