/** The words that only the picker of services has. */
export const pickerCopy = {
  notLoaded: 'The services could not be loaded',
  showAll: 'See all services',
} as const;
