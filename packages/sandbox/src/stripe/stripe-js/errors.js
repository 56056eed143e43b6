/** Stripe.js throws this for mistakes of the page's own code. */
export class IntegrationError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'IntegrationError';
  }
}

/**
 * @param {string} code
 * @param {string} message
 */
export function validationError(code, message) {
  return { type: 'validation_error', code, message };
}
