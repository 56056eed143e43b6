import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { MicrosoftEnv } from '../http/access.ts';
import { checkClientId, checkTenant } from '../login/clients.ts';
import { issuerOf, subjectOf } from '../login/id-tokens.ts';
import { LoginRefusal } from '../login/login-refusal.ts';
import { mistakePage, signedOutPage, signInPage } from '../login/sign-in-page.ts';
import type { Account } from '../model.ts';
import type { MicrosoftState } from '../vendor-state.ts';

type Request = Context<MicrosoftEnv>;

/** OpenID Connect: what the login can do, its keys, and the page on which a person signs in. */
export function signInRoutes(app: Hono<MicrosoftEnv>, state: MicrosoftState): void {
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) => {
    checkTenant(state.registration, context.req.param('tenant'));
    return context.json(configurationOf(state));
  });
  app.get('/:tenant/discovery/v2.0/keys', async (context) => {
    checkTenant(state.registration, context.req.param('tenant'));
    return context.json({
      keys: [{ ...(await state.signingKey.publicJwk()), alg: 'RS256', issuer: issuerOf(state) }],
    });
  });
  app.get('/:tenant/oauth2/v2.0/authorize', (context) => authorize(state, context, null));
  app.post('/:tenant/oauth2/v2.0/authorize', async (context) => {
    const { account, cancel } = await context.req.parseBody();
    return authorize(state, context, cancel ? 'cancelled' : String(account ?? ''));
  });
  app.get('/:tenant/oauth2/v2.0/logout', (context) => {
    const back = context.req.query('post_logout_redirect_uri');
    return back && isRedirectAllowed(state, back) ? context.redirect(back) : signedOutPage();
  });
  app.get('/oidc/userinfo', (context) => {
    const grant = state.tokens.check(context.req.header('authorization')?.replace(/^Bearer /i, '') ?? '');
    const account =
      typeof grant === 'object' && grant.account ? state.model.accounts.get(grant.account) : undefined;
    if (!account) return context.json({ error: 'invalid_token' }, 401);
    return context.json({ sub: subjectOf(state, account), name: account.name, email: account.address });
  });
}

function configurationOf(state: MicrosoftState) {
  const base = `${state.origin}/${state.registration.tenantId}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(state),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${state.origin}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'oid',
      'email',
    ],
    code_challenge_methods_supported: ['S256'],
    tenant_region_scope: 'OC',
    msgraph_host: 'graph.microsoft.com',
  };
}

/** @param chosen the account of the page's form, or `cancelled`; null: the page was not answered yet */
async function authorize(state: MicrosoftState, context: Request, chosen: string | null): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  const redirectUri = query.get('redirect_uri') ?? '';
  try {
    checkTenant(state.registration, context.req.param('tenant') ?? '');
    checkClientId(state.registration, query.get('client_id'));
    if (!isRedirectAllowed(state, redirectUri)) {
      throw new LoginRefusal(
        400,
        'invalid_request',
        50011,
        `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application.`,
      );
    }
  } catch (error) {
    // Without an address that is known to be the app's, the browser stays here.
    if (error instanceof LoginRefusal) return mistakePage(error.description(state.now()));
    throw error;
  }
  const mistake = mistakeIn(query);
  if (mistake) return back(query, errorFields(state, mistake));
  if (chosen === 'cancelled') {
    return back(
      query,
      errorFields(
        state,
        new LoginRefusal(400, 'access_denied', 65004, 'User declined to consent to access the app.'),
      ),
    );
  }
  const account = accountFor(state, query, chosen);
  if (account) return back(query, { code: codeFor(state, query, account), session_state: account.id });
  if (query.get('prompt') === 'none') {
    return back(
      query,
      errorFields(
        state,
        new LoginRefusal(
          400,
          'login_required',
          50058,
          'Session information is not sufficient for single-sign-on.',
        ),
      ),
    );
  }
  return signInPage([...state.model.accounts.values()]);
}

/** The account of the form; without one that of the settings, then the one that the app hints at. */
function accountFor(
  { model, settings }: MicrosoftState,
  query: URLSearchParams,
  chosen: string | null,
): Account | undefined {
  const address = chosen ?? settings.signInAs ?? query.get('login_hint') ?? '';
  return model.accounts.get(address.toLowerCase());
}

function codeFor(state: MicrosoftState, query: URLSearchParams, account: Account): string {
  return state.signIns.codeFor({
    account: account.address,
    redirectUri: query.get('redirect_uri') ?? '',
    scope: query.get('scope') ?? '',
    nonce: query.get('nonce'),
    codeChallenge: query.get('code_challenge') ?? '',
  });
}

function mistakeIn(query: URLSearchParams): LoginRefusal | null {
  if (query.get('response_type') !== 'code') {
    return new LoginRefusal(
      400,
      'unsupported_response_type',
      700054,
      `response_type '${query.get('response_type') ?? ''}' is not enabled for the application.`,
    );
  }
  if (!query.get('scope')?.split(' ').includes('openid')) {
    return new LoginRefusal(400, 'invalid_request', 900144, "The request must contain the scope 'openid'.");
  }
  if (
    query.get('code_challenge_method') !== 'S256' ||
    !/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')
  ) {
    return new LoginRefusal(
      400,
      'invalid_request',
      9002325,
      'Proof Key for Code Exchange is required: code_challenge with the method S256.',
    );
  }
  return null;
}

function errorFields(state: MicrosoftState, refusal: LoginRefusal): Record<string, string> {
  return { error: refusal.error, error_description: refusal.description(state.now()) };
}

/** Leads back to the app, in the way that it asked for. */
function back(query: URLSearchParams, given: Record<string, string>): Response | Promise<Response> {
  const redirectUri = query.get('redirect_uri') ?? '';
  const state = query.get('state');
  const fields = { ...given, ...(state !== null && { state }) };
  if (query.get('response_mode') === 'form_post') return formPost(redirectUri, fields);
  const url = new URL(redirectUri);
  if (query.get('response_mode') === 'fragment') url.hash = new URLSearchParams(fields).toString();
  else for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return new Response(null, { status: 302, headers: { location: url.href, 'cache-control': 'no-store' } });
}

async function formPost(action: string, fields: Record<string, string>): Promise<Response> {
  const body = html`<!doctype html>
    <html lang="en-AU">
      <head><meta charset="utf-8" /><title>Working…</title></head>
      <body>
        <form method="post" action="${action}">
          ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          <button>Continue</button>
        </form>
        <script>document.forms[0].submit()</script>
      </body>
    </html>`;
  return new Response(String(await body), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function isRedirectAllowed({ settings, publicUrl }: MicrosoftState, uri: string): boolean {
  if (settings.redirectUris) return settings.redirectUris.includes(uri);
  if (!URL.canParse(uri)) return false;
  const { hostname, origin, protocol } = new URL(uri);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (
    (isLoopback && /^https?:$/.test(protocol)) || (publicUrl !== null && origin === new URL(publicUrl).origin)
  );
}
