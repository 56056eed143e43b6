/** How staff know this payment provider. */
export const displayName = 'Stripe';
