/** The addresses and keys of one Stripe account, as the environment has them. */
export interface StripeAccount {
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  apiBase: string;
  scriptUrl: string;
}

const realApi = 'https://api.stripe.com';
const realScripts = 'https://js.stripe.com';

/**
 * What is wrong with an account's settings, in a sentence for an operator that names the variable; `null` when
 * nothing is. A live account may call only Stripe, and so may every production server, so that a stand-in cannot be
 * configured there by mistake.
 */
export function accountMistake(
  account: StripeAccount,
  { production }: { production: boolean },
): string | null {
  const { secretKey, publishableKey, webhookSecret, apiBase, scriptUrl } = account;
  const secretMode = /^(?:sk|rk)_(live|test)_/.exec(secretKey)?.[1];
  const publishableMode = /^pk_(live|test)_/.exec(publishableKey)?.[1];
  if (!secretMode) return 'STRIPE_SECRET_KEY must begin with sk_live_, sk_test_, rk_live_ or rk_test_.';
  if (!publishableMode) return 'STRIPE_PUBLISHABLE_KEY must begin with pk_live_ or pk_test_.';
  if (secretMode !== publishableMode) {
    return `STRIPE_PUBLISHABLE_KEY is a ${publishableMode} key, and STRIPE_SECRET_KEY a ${secretMode} key: they must be of one kind.`;
  }
  if (!webhookSecret.startsWith('whsec_') || /\s/.test(webhookSecret)) {
    return 'STRIPE_WEBHOOK_SECRET must begin with whsec_ and hold no space.';
  }
  if (!URL.canParse(apiBase) || new URL(apiBase).origin !== apiBase.replace(/\/$/, '')) {
    return "STRIPE_API_BASE must be an origin, like https://api.stripe.com: the path is Stripe's own.";
  }
  if (!URL.canParse(scriptUrl))
    return 'STRIPE_JS_URL must be an address, like https://js.stripe.com/endive/stripe.js.';
  if (secretMode !== 'live' && !production) return null;
  const why = secretMode === 'live' ? 'the keys are live' : 'NODE_ENV is production';
  if (new URL(apiBase).origin !== realApi) return `STRIPE_API_BASE must be ${realApi}, because ${why}.`;
  if (new URL(scriptUrl).origin !== realScripts) {
    return `STRIPE_JS_URL must be at ${realScripts}, because ${why}.`;
  }
  return null;
}
