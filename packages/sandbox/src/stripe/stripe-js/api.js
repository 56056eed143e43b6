import { IntegrationError } from './errors.js';

/** Where this script came from is where it asks. */
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const scriptOrigin = new URL(script?.src ?? window.location.href).origin;

/** Speaks to the stand-in API as a page may: with the publishable key, and a payment's secret. */
export class Api {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
  }

  /** @param {string} clientSecret */
  retrieve(clientSecret) {
    const id = intentIdOf(clientSecret);
    const query = new URLSearchParams({ client_secret: clientSecret, key: this.key });
    return this.#ask(`/v1/payment_intents/${id}?${query}`);
  }

  /**
   * @param {string} clientSecret
   * @param {Record<string, string>} fields
   */
  confirm(clientSecret, fields) {
    const id = intentIdOf(clientSecret);
    const body = { ...fields, use_stripe_sdk: 'true', key: this.key, client_secret: clientSecret };
    return this.#ask(`/v1/payment_intents/${id}/confirm`, body);
  }

  /**
   * @param {string} clientSecret
   * @param {'succeeded' | 'failed'} outcome
   */
  finishSecondStep(clientSecret, outcome) {
    const body = { source: intentIdOf(clientSecret), client_secret: clientSecret, key: this.key, outcome };
    return this.#ask('/v1/3ds2/authenticate', body);
  }

  /**
   * Never rejects: a refusal and a lost connection are answers too, as Stripe.js gives them.
   * @param {string} path
   * @param {Record<string, string>} [body]
   * @returns {Promise<{ paymentIntent: any } | { error: any }>}
   */
  async #ask(path, body) {
    try {
      const answer = await fetch(`${scriptOrigin}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${this.key}` },
        ...(body ? { body: new URLSearchParams(body) } : {}),
      });
      const parsed = await answer.json();
      return parsed.error ? { error: parsed.error } : { paymentIntent: parsed };
    } catch {
      return {
        error: {
          type: 'api_connection_error',
          message:
            'We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.',
        },
      };
    }
  }
}

/** @param {unknown} clientSecret */
export function intentIdOf(clientSecret) {
  const [, id] = /^(pi_\w+?)_secret_\w+$/.exec(String(clientSecret)) ?? [];
  if (id) return id;
  throw new IntegrationError(
    `Invalid value for clientSecret: value should be a client secret of the form \${id}_secret_\${secret}. You specified: ${clientSecret}.`,
  );
}
