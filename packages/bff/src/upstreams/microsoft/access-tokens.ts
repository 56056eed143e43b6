import type { Clock } from '../../platform/clock.ts';
import { type ClientContext, createHttpClient } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { tokenMarginMs } from './mapping.ts';
import { token } from './wire.ts';

/** A token as the login gave it. */
interface IssuedToken {
  token: string;
  expiresInSeconds: number;
}

/**
 * Asks the login for a token. A clinic that signs in with a certificate or a managed identity replaces this one function,
 * for example by `getToken` of `@azure/identity`.
 */
export type GetToken = () => Promise<IssuedToken>;

export interface LoginSettings {
  loginBaseUrl: string;
  graphBaseUrl: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Signs in with the secret of the app registration (client credentials). */
export function tokenBySecret(settings: LoginSettings, context: ClientContext): GetToken {
  const client = createHttpClient(
    {
      service: 'microsoft',
      baseUrl: settings.loginBaseUrl.replace(/\/+$/, ''),
      headersTimeoutMs: 5000,
      bodyTimeoutMs: 5000,
      maxConcurrent: 1,
      maxAnswerBytes: 100_000,
      retry: { tries: 3, baseMs: 200, longestPauseMs: 1500 },
      breaker: { failures: 6, pauseMs: 5000 },
    },
    context,
  );
  return async () => {
    try {
      const { body } = await client.call({
        operation: 'get token',
        method: 'POST',
        path: `/${encodeURIComponent(settings.tenantId)}/oauth2/v2.0/token`,
        body: new URLSearchParams({
          client_id: settings.clientId,
          client_secret: settings.clientSecret,
          grant_type: 'client_credentials',
          scope: scopeOf(settings.graphBaseUrl),
        }),
        answer: token,
        repeat: 'safe',
      });
      return { token: body.access_token, expiresInSeconds: body.expires_in };
    } catch (error) {
      throw asUnauthorized(error);
    }
  };
}

/** National clouds have a Graph of their own. A stand-in without https plays the usual one. */
function scopeOf(graphBaseUrl: string): string {
  const { protocol, origin } = new URL(graphBaseUrl);
  return `${protocol === 'https:' ? origin : 'https://graph.microsoft.com'}/.default`;
}

/** The login answers 400 for some wrong keys. People mend a key, so a later try can help. */
function asUnauthorized(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || (error.reason !== 'rejected' && error.reason !== 'not_found')) {
    return error;
  }
  const status = error.status === undefined ? {} : { status: error.status };
  return new UpstreamError('microsoft', 'unauthorized', { ...status, cause: error });
}

/** Keeps a token until five minutes before its end. However many calls need one, the login is asked once. */
export class AccessTokens {
  readonly #getToken: GetToken;
  readonly #clock: Clock;
  #kept: { token: string; until: number } | null = null;
  #asking: Promise<string> | null = null;

  constructor(getToken: GetToken, clock: Clock) {
    this.#getToken = getToken;
    this.#clock = clock;
  }

  /** @throws UpstreamError */
  async current(): Promise<string> {
    if (this.#kept && this.#clock.now().getTime() < this.#kept.until) return this.#kept.token;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Graph refused this token, so the next call gets a new one. */
  forget(token: string): void {
    if (this.#kept?.token === token) this.#kept = null;
  }

  async #ask(): Promise<string> {
    const { token, expiresInSeconds } = await this.#getToken();
    const until = this.#clock.now().getTime() + expiresInSeconds * 1000 - tokenMarginMs;
    this.#kept = { token, until };
    return token;
  }
}
