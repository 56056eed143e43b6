import type { Hono } from 'hono';
import type { MicrosoftEnv } from '../http/access.ts';
import { tokenLifeSeconds } from '../login/access-tokens.ts';
import { checkClient, checkTenant, missing } from '../login/clients.ts';
import { idTokenFor } from '../login/id-tokens.ts';
import { LoginRefusal } from '../login/login-refusal.ts';
import type { MicrosoftState } from '../vendor-state.ts';

/** The token endpoint, for the app itself and for people who signed in. */
export function tokenRoutes(app: Hono<MicrosoftEnv>, state: MicrosoftState): void {
  app.post('/:tenant/oauth2/v2.0/token', async (context) => {
    checkTenant(state.registration, context.req.param('tenant'));
    const form = await formOf(context.req.raw);
    const grantType = form.get('grant_type');
    if (grantType === null) throw missing('grant_type');
    checkClient(state.registration, form, context.req.header('authorization') ?? null);
    context.header('cache-control', 'no-store');
    if (grantType === 'client_credentials') return context.json(forApp(state, form.get('scope')));
    if (grantType === 'authorization_code') return context.json(await forPerson(state, form));
    throw new LoginRefusal(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${grantType}'.`,
    );
  });
}

function forApp(state: MicrosoftState, scope: string | null) {
  if (scope === null) throw missing('scope');
  const wanted = ['https://graph.microsoft.com/.default', `${state.origin}/.default`];
  if (!wanted.includes(scope)) {
    throw new LoginRefusal(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  return {
    token_type: 'Bearer',
    expires_in: tokenLifeSeconds,
    ext_expires_in: tokenLifeSeconds,
    access_token: state.tokens.issue({ kind: 'app', account: null }),
  };
}

/** @throws LoginRefusal when the code is not good */
async function forPerson(state: MicrosoftState, form: URLSearchParams) {
  const code = form.get('code');
  if (code === null) throw missing('code');
  const signIn = state.signIns.redeem(code, form.get('redirect_uri'), form.get('code_verifier'));
  const account = state.model.accounts.get(signIn.account);
  if (!account) {
    throw new LoginRefusal(400, 'invalid_grant', 50034, 'The user account does not exist in the directory.');
  }
  return {
    token_type: 'Bearer',
    scope: signIn.scope,
    expires_in: tokenLifeSeconds,
    ext_expires_in: tokenLifeSeconds,
    access_token: state.tokens.issue({ kind: 'person', account: account.address }),
    id_token: await idTokenFor(state, account, signIn),
  };
}

/** @throws LoginRefusal when the body is no form */
async function formOf(request: Request): Promise<URLSearchParams> {
  if (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(await request.text());
  }
  throw missing('grant_type');
}
