import assert from 'node:assert/strict';
import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { type Json, parsed, startForTest } from '../../testing/running-sandbox.ts';
import { clientId, clientSecret, graphOf, list, login, tenant } from '../testing.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startForTest();
});
beforeEach(() => sandbox.reset());
after(() => sandbox.stop());

const manager = 'manager@botaniqal.example';
const redirectUri = 'http://localhost:8787/desk/signed-in';
const verifier = 'a-verifier-of-the-app-that-is-longer-than-43-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');

const get = async (path: string) =>
  parsed(await (await fetch(`${sandbox.urls.microsoft}/${tenant}${path}`)).text());

function authorizeUrl(change: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...change,
  });
  return `${sandbox.urls.microsoft}/${tenant}/oauth2/v2.0/authorize?${query}`;
}

async function backFrom(url: string, form?: Record<string, string>): Promise<URLSearchParams> {
  const answer = await fetch(url, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
  assert.equal(answer.status, 302, await answer.text());
  return new URL(answer.headers.get('location') ?? '').searchParams;
}

const redeem = (code: string | null, change: Record<string, string> = {}) =>
  login(sandbox, {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code: code ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...change,
  });

/** The claims of a token whose signature one of the login's keys has made; null: none has. */
async function verified(token: string): Promise<Json | null> {
  const [head = '', body = '', signature = ''] = token.split('.');
  const read = (part: string) => parsed(Buffer.from(part, 'base64url').toString());
  const keys = list((await get('/discovery/v2.0/keys')).keys);
  const jwk = keys.find(({ kid }) => kid === read(head).kid);
  assert.ok(jwk);
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  const isGood = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  return isGood ? read(body) : null;
}

describe('signing in', () => {
  it('says what it can do', async () => {
    const configuration = await get('/v2.0/.well-known/openid-configuration');
    assert.equal(configuration.issuer, `${sandbox.urls.microsoft}/${tenant}/v2.0`);
    assert.deepEqual(configuration.code_challenge_methods_supported, ['S256']);
    for (const name of ['authorization', 'token', 'userinfo', 'end_session']) {
      assert.ok(String(configuration[`${name}_endpoint`]).startsWith(sandbox.urls.microsoft));
    }
    assert.equal(
      (await fetch(`${sandbox.urls.microsoft}/common/v2.0/.well-known/openid-configuration`)).status,
      400,
    );
  });

  it('lets a person choose an account, and tells the app who it is', async () => {
    const page = await (await fetch(authorizeUrl())).text();
    for (const address of [
      manager,
      'dr.dia@botaniqal.example',
      'marketer@botaniqal.example',
      'stranger@botaniqal.example',
    ]) {
      assert.ok(page.includes(address), address);
    }
    const back = await backFrom(authorizeUrl(), { account: manager });
    assert.equal(back.get('state'), 'state-1');
    const { status, body } = await redeem(back.get('code'));
    assert.equal(status, 200);
    const claims = await verified(String(body.id_token));
    assert.deepEqual(
      [claims?.tid, claims?.preferred_username, claims?.email, claims?.nonce, claims?.aud, claims?.iss],
      [tenant, manager, manager, 'nonce-1', clientId, `${sandbox.urls.microsoft}/${tenant}/v2.0`],
    );
    assert.ok(claims?.oid && claims.name && claims.sub && claims.exp);
    const who = await fetch(`${sandbox.urls.microsoft}/oidc/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    assert.equal(parsed(await who.text()).sub, claims.sub);
    // A person's token opens no mailbox.
    const graph = graphOf(sandbox, String(body.access_token));
    assert.equal((await graph(`GET /users/${manager}/events`)).status, 403);
  });

  it('needs no page for an account that is hinted at, or set by a test', async () => {
    assert.ok((await backFrom(authorizeUrl({ login_hint: manager }))).get('code'));
    const none = await backFrom(authorizeUrl({ prompt: 'none' }));
    assert.equal(none.get('error'), 'login_required');
    sandbox.configure('microsoft', { signInAs: 'marketer@botaniqal.example' });
    const { body } = await redeem((await backFrom(authorizeUrl())).get('code'));
    assert.equal((await verified(String(body.id_token)))?.preferred_username, 'marketer@botaniqal.example');
  });

  it('redeems a code once, in ten minutes, for the same redirect and its verifier', async () => {
    const code = async () => (await backFrom(authorizeUrl({ login_hint: manager }))).get('code');
    const refused = async (change: Record<string, string>) => (await redeem(await code(), change)).body.error;
    assert.equal(await refused({ code_verifier: 'another' }), 'invalid_grant');
    assert.equal(await refused({ redirect_uri: 'http://localhost/other' }), 'invalid_grant');
    assert.equal(await refused({ client_secret: 'wrong' }), 'invalid_client');
    const one = await code();
    assert.equal((await redeem(one)).status, 200);
    assert.equal((await redeem(one)).body.error, 'invalid_grant');
    const old = await code();
    sandbox.setClock(new Date('2026-11-20T00:11:00Z'));
    assert.equal((await redeem(old)).body.error, 'invalid_grant');
  });

  it('refuses what Microsoft refuses: on its page without a known redirect, else at the app', async () => {
    const error = async (change: Record<string, string>) =>
      (await backFrom(authorizeUrl(change))).get('error');
    assert.equal(await error({ code_challenge_method: 'plain' }), 'invalid_request');
    assert.equal(await error({ code_challenge: '' }), 'invalid_request');
    assert.equal(await error({ response_type: 'token' }), 'unsupported_response_type');
    assert.equal(await error({ scope: 'email' }), 'invalid_request');
    assert.equal((await backFrom(authorizeUrl(), { cancel: 'yes' })).get('error'), 'access_denied');
    for (const change of [{ redirect_uri: 'https://elsewhere.example/' }, { client_id: 'other' }]) {
      const answer = await fetch(authorizeUrl(change), { redirect: 'manual' });
      assert.deepEqual([answer.status, answer.headers.get('location')], [400, null]);
      assert.match(await answer.text(), /AADSTS/);
    }
  });

  it('answers with a form where the app asks for one', async () => {
    const url = authorizeUrl({ login_hint: manager, response_mode: 'form_post' });
    const page = await (await fetch(url)).text();
    assert.match(page, /method="post" action="http:\/\/localhost:8787\/desk\/signed-in"/);
    assert.match(page, /name="state" value="state-1"/);
  });

  it('spoils an id token in each way that an app must refuse', async () => {
    const claimsWith = async (idToken: string) => {
      sandbox.configure('microsoft', { idToken });
      const { body } = await redeem((await backFrom(authorizeUrl({ login_hint: manager }))).get('code'));
      return verified(String(body.id_token));
    };
    assert.equal(await claimsWith('wrong_key'), null);
    assert.notEqual((await claimsWith('wrong_nonce'))?.nonce, 'nonce-1');
    assert.notEqual((await claimsWith('wrong_audience'))?.aud, clientId);
    assert.equal((await claimsWith('wrong_issuer'))?.iss, 'https://login.example/v2.0');
    assert.ok(Number((await claimsWith('expired'))?.exp) * 1000 < Date.parse('2026-11-20T00:00:00Z'));
  });

  it('signs out, and leads back only to the app', async () => {
    const out = (back: string) =>
      fetch(
        `${sandbox.urls.microsoft}/${tenant}/oauth2/v2.0/logout?${new URLSearchParams({ post_logout_redirect_uri: back })}`,
        {
          redirect: 'manual',
        },
      );
    assert.equal(
      (await out('http://localhost:8787/desk')).headers.get('location'),
      'http://localhost:8787/desk',
    );
    const stays = await out('https://elsewhere.example/');
    assert.deepEqual([stays.status, /You signed out/.test(await stays.text())], [200, true]);
  });
});
