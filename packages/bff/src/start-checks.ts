import type { Config } from './config/config.ts';
import { hasInsecureLogin } from './config/environment/insecure-login.ts';
import type { Log } from './platform/observability/log.ts';
import { StartRefusal } from './platform/start-refusal.ts';
import { accountMistake } from './upstreams/stripe/account.ts';

/**
 * Live keys speak to Stripe alone. Test keys in production take no money, which may be wanted before an opening: the
 * log says so.
 * @throws StartRefusal with a sentence that names the variable
 */
export function refuseWrongAccount({ environment }: Config, log: Log): void {
  const account = {
    secretKey: environment.STRIPE_SECRET_KEY,
    publishableKey: environment.STRIPE_PUBLISHABLE_KEY,
    webhookSecret: environment.STRIPE_WEBHOOK_SECRET,
    apiBase: environment.STRIPE_API_BASE,
    scriptUrl: environment.STRIPE_JS_URL,
  };
  const mistake = accountMistake(account, { production: false });
  if (mistake) throw new StartRefusal(mistake);
  const stricter = environment.NODE_ENV === 'production' && accountMistake(account, { production: true });
  if (stricter) log.warn('Payments are only played: no money is taken', { reason: stricter });
}

/** The log says which optional features are not set up. */
export function sayWhatIsOff({ environment }: Config, log: Log): void {
  if (!environment.microsoft) {
    log.info('Microsoft 365 calendars are off: MICROSOFT_* is not set', { feature: 'microsoft' });
  }
  if (hasInsecureLogin(environment)) {
    log.warn('Staff cannot sign in with their accounts: MICROSOFT_LOGIN_BASE_URL must begin with https://', {
      feature: 'staff-access',
    });
  }
  if (environment.NODE_ENV === 'production' && environment.METRICS_TOKEN === undefined) {
    log.warn('Metrics are off: METRICS_TOKEN is not set', { feature: 'metrics' });
  }
  if (!environment.jotform)
    log.info('JotForm webhooks are off: JOTFORM_* is not set', { feature: 'jotform' });
  if (!environment.twilio) log.info('Text messages are off: TWILIO_* is not set', { feature: 'twilio' });
}

/**
 * In production the log names what still leads to the sandbox or to an example address. It is no refusal, as a clinic may try
 * the server with a stand-in before it opens.
 */
export function sayWhatIsPlayed({ environment }: Config, log: Log): void {
  if (environment.NODE_ENV !== 'production') return;
  const { microsoft, jotform, twilio, ...own } = environment;
  const values = Object.entries({ ...own, ...microsoft, ...jotform, ...twilio });
  const played = values.flatMap(([name, value]) => (isPlayed(String(value)) ? [name] : []));
  if (played.length > 0) {
    log.warn('These variables still lead to the sandbox or to an example', { reason: played.join(', ') });
  }
}

function isPlayed(value: string): boolean {
  return /^https?:\/\/localhost[:/]|@(?:[\w-]+\.)*example\.(?:com|org|net)>?$|^smtp:\/\/localhost:2525$/.test(
    value,
  );
}
