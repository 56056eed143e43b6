/** How staff know this form service. */
export const displayName = 'JotForm';
