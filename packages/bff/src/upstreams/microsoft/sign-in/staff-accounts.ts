import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { ServerMetadata } from 'openid-client';
import type { ClientContext } from '../../../platform/http-client/index.ts';
import { StartRefusal } from '../../../platform/start-refusal.ts';
import type { StaffAccounts } from '../../../ports/staff-accounts.ts';
import { addressOf } from './claims.ts';
import { LoginCalls } from './login-calls.ts';

export interface SignInSettings {
  /** `https://login.microsoftonline.com`. */
  loginBaseUrl: string;
  /** The clinic's own directory: accounts of others do not get in. */
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** The addresses and keys of the login are read again after so long. */
const metadataLifeMs = hourMs;

/**
 * Accounts of Microsoft 365, by OpenID Connect: code flow with PKCE, state and nonce. The library `openid-client` is
 * certified by the OpenID Foundation. https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 * @throws StartRefusal for a login that is reached over http and is not on this machine
 */
export function createStaffAccounts(settings: SignInSettings, context: ClientContext): StaffAccounts {
  const issuer = new URL(`${settings.loginBaseUrl}/${settings.tenantId}/v2.0`);
  const insecure = isInsecure(issuer);
  let known: { metadata: ServerMetadata; until: number } | undefined;

  /** A configuration for one sign-in. The library is loaded with the first: most servers restart without one. */
  const open = async () => {
    const oidc = await import('openid-client');
    const calls = new LoginCalls(context);
    const now = context.clock.now().getTime();
    const execute = insecure ? [oidc.allowInsecureRequests] : [];
    const auth = oidc.ClientSecretPost(settings.clientSecret);
    if (!known || known.until <= now) {
      const found = await calls.guard('read metadata', () =>
        oidc.discovery(issuer, settings.clientId, undefined, auth, {
          execute,
          [oidc.customFetch]: calls.fetch,
        }),
      );
      known = { metadata: found.serverMetadata(), until: now + metadataLifeMs };
    }
    const config = new oidc.Configuration(
      known.metadata,
      settings.clientId,
      // The clock of the server decides, as everywhere; the library reads the machine's.
      { [oidc.clockSkew]: Math.round((now - Date.now()) / 1000), [oidc.clockTolerance]: toleranceSeconds },
      auth,
    );
    for (const apply of [...execute, oidc.enableNonRepudiationChecks]) apply(config);
    config[oidc.customFetch] = calls.fetch;
    return { oidc, config, calls };
  };

  return {
    displayName: 'Microsoft',
    async start(redirectUri) {
      const { oidc, config } = await open();
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const location = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        response_mode: 'query',
        prompt: 'select_account',
      });
      return { location: location.href, checks };
    },
    async end(returnUri) {
      const { oidc, config } = await open();
      if (!config.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnUri }).href;
    },
    async finish(returned, checks) {
      const { oidc, config, calls } = await open();
      const tokens = await calls.guardOrRefuse('redeem code', () =>
        oidc.authorizationCodeGrant(config, returned, {
          pkceCodeVerifier: checks.codeVerifier,
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          idTokenExpected: true,
        }),
      );
      return tokens && addressOf(tokens.claims(), settings.tenantId);
    },
  };
}

/** Two clocks may differ by so much. */
const toleranceSeconds = 30;

function isInsecure({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return false;
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return true;
  throw new StartRefusal(
    'MICROSOFT_LOGIN_BASE_URL must begin with https://, because staff sign in over it. Only a login on this machine may do without.',
  );
}
