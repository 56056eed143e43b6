/** How staff know this calendar. */
export const displayName = 'Calendly';
