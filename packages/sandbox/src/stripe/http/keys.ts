import { StripeFailure } from './failure.ts';

export interface Keys {
  secret: readonly string[];
  publishable: readonly string[];
}

/** The keys that the stand-in accepts: the environment's, and those of `.env.example`. */
export function keysFrom(env: Readonly<Record<string, string | undefined>>): Keys {
  return {
    secret: ['sk_test_sandbox', ...(env.STRIPE_SECRET_KEY ? [env.STRIPE_SECRET_KEY] : [])],
    publishable: ['pk_test_sandbox', ...(env.STRIPE_PUBLISHABLE_KEY ? [env.STRIPE_PUBLISHABLE_KEY] : [])],
  };
}

/** Who is asking. @throws StripeFailure 401 */
export function callerOf(authorization: string | undefined, keys: Keys): 'server' | 'browser' {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) (.+)$/i.exec(authorization ?? '') ?? [];
  const key =
    scheme.toLowerCase() === 'basic' ? (Buffer.from(value, 'base64').toString().split(':')[0] ?? '') : value;
  if (keys.secret.includes(key)) return 'server';
  if (keys.publishable.includes(key)) return 'browser';
  throw new StripeFailure(401, {
    type: 'invalid_request_error',
    message:
      key === ''
        ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        : `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(6)}`,
  });
}

export function secretKeyNeeded(): StripeFailure {
  return new StripeFailure(401, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message:
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
  });
}
