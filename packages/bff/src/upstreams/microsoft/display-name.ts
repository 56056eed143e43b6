/** How staff know this service. */
export const displayName = 'Microsoft 365';
