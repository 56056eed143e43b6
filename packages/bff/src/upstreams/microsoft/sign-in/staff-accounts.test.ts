import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { StartRefusal } from '../../../platform/start-refusal.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { rejection } from '../../../testing/rejection.ts';
import { addressOf } from './claims.ts';
import { createStaffAccounts } from './staff-accounts.ts';

const clinicConfigPath = fileURLToPath(new URL('../../../../../../clinic.yaml', import.meta.url));
const tenantId = '6f1d2c34-58ab-4c7e-9d10-b07a41ca1365';
const redirectUri = 'http://localhost:8787/desk/signed-in';
/** Ten days before the clock of the machine: the server's clock decides. */
const now = new Date(Date.now() - 10 * 86_400_000);
const offset = now.getTime() - Date.now();

describe('accounts of staff', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clinicConfigPath, now });
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    sandbox.reset();
    sandbox.configure('microsoft', { signInAs: 'manager@botaniqal.example' });
  });

  const accounts = (change: { loginBaseUrl?: string; clientSecret?: string } = {}) =>
    createStaffAccounts(
      {
        loginBaseUrl: sandbox.urls.microsoft,
        tenantId,
        clientId: 'c11e4717-0b07-4a41-8ca1-5a4db0c00365',
        clientSecret: 'sandbox-microsoft-secret',
        ...change,
      },
      { clock: { now: () => new Date(Date.now() + offset) } },
    );
  /** Where the browser lands after the account's page. */
  const visit = async (location: string) => {
    const answer = await fetch(location, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '');
  };

  it('say who signed in, by code flow with PKCE, state and nonce', async () => {
    const staff = accounts();
    const { location, checks } = await staff.start(redirectUri);
    const { searchParams } = new URL(location);
    assert.equal(searchParams.get('response_type'), 'code');
    assert.equal(searchParams.get('code_challenge_method'), 'S256');
    assert.ok(!location.includes(checks.codeVerifier));
    const back = await visit(location);
    assert.deepEqual(await staff.finish(back, checks), { address: 'manager@botaniqal.example' });
    // A code is good once.
    assert.equal(await staff.finish(back, checks), null);
  });

  it('refuse what belongs to another sign-in', async () => {
    const staff = accounts();
    const first = await staff.start(redirectUri);
    const second = await staff.start(redirectUri);
    const back = await visit(first.location);
    assert.equal(await staff.finish(back, second.checks), null);
    assert.equal(
      await staff.finish(back, { ...first.checks, codeVerifier: second.checks.codeVerifier }),
      null,
    );
    const refused = new URL(redirectUri);
    refused.search = `?error=access_denied&state=${first.checks.state}`;
    assert.equal(await staff.finish(refused, first.checks), null);
  });

  for (const idToken of ['wrong_nonce', 'wrong_audience', 'wrong_issuer', 'wrong_key', 'expired'] as const) {
    it(`refuse a token that is forged: ${idToken}`, async () => {
      sandbox.configure('microsoft', { idToken });
      const staff = accounts();
      const { location, checks } = await staff.start(redirectUri);
      assert.equal(await staff.finish(await visit(location), checks), null);
    });
  }

  it('end their own session where the service says how, and lead back', async () => {
    const returnUri = 'http://localhost:8787/desk';
    const location = (await accounts().end(returnUri)) ?? '';
    assert.ok(location.startsWith(sandbox.urls.microsoft));
    const { searchParams } = new URL(location);
    assert.equal(searchParams.get('post_logout_redirect_uri'), returnUri);
    const answer = await fetch(location, { redirect: 'manual' });
    assert.equal(answer.headers.get('location'), returnUri);
    const away = await rejection(accounts({ loginBaseUrl: 'http://localhost:9' }).end(returnUri));
    assert.ok(away instanceof UpstreamError && away.reason === 'unreachable');
  });

  it('tell a service that does not answer, and a wrong secret of ours, from a person who may not', async () => {
    const away = await rejection(accounts({ loginBaseUrl: 'http://localhost:9' }).start(redirectUri));
    assert.ok(away instanceof UpstreamError && away.reason === 'unreachable');
    const wrong = accounts({ clientSecret: 'another' });
    const { location, checks } = await wrong.start(redirectUri);
    const error = await rejection(wrong.finish(await visit(location), checks));
    assert.ok(error instanceof UpstreamError && error.reason === 'unauthorized');
  });

  it('are reached by https, unless the login is on this machine', () => {
    assert.throws(() => accounts({ loginBaseUrl: 'http://login.example.com' }), StartRefusal);
  });
});

describe('the address of an account', () => {
  const of = (claims: object) => addressOf({ tid: tenantId, ...claims }, tenantId)?.address;

  it('is the name that the clinic’s own directory gives', () => {
    assert.equal(of({ preferred_username: 'Sam@Example.com' }), 'sam@example.com');
    assert.equal(addressOf({ tid: 'another', preferred_username: 'sam@example.com' }, tenantId), null);
  });

  it('is not an email that a user can change', () => {
    assert.equal(of({ email: 'sam@example.com' }), undefined);
    assert.equal(of({ preferred_username: 'sam', email: 'sam@example.com', xms_edov: false }), undefined);
    assert.equal(of({ email: 'sam@example.com', xms_edov: true }), 'sam@example.com');
    assert.equal(of({ email: 'sam@example.com', email_verified: true }), 'sam@example.com');
  });
});
