import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseEnv } from 'node:util';
import { StartRefusal } from '../../platform/start-refusal.ts';
import type { Clinic } from '../clinic/clinic.ts';
import { readEnvironment, secretNames, variableNames } from './environment.ts';
import { hasInsecureLogin } from './insecure-login.ts';
import { weakTokens } from './production-checks.ts';
import { weaknessOf } from './secret-strength.ts';

const example = parseEnv(readFileSync(new URL('../../../../../.env.example', import.meta.url), 'utf8'));
const random = () => randomBytes(32).toString('base64url');

/** What a vendor or a key's form asks for in front of the random part. */
const prefixes: Record<string, string> = {
  STRIPE_SECRET_KEY: 'sk_live_',
  STRIPE_WEBHOOK_SECRET: 'whsec_',
};
const goodSecret = (name: string) =>
  name === 'DATA_ENCRYPTION_KEYS'
    ? `k1:${randomBytes(32).toString('base64')}`
    : (prefixes[name] ?? '') + random();

const set = secretNames.filter((name) => example[name]);
const good: Record<string, string | undefined> = {
  ...example,
  ...Object.fromEntries(set.map((name) => [name, goodSecret(name)])),
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://localhost/clinic',
  PUBLIC_URL: 'https://booking.clinic.test',
};

/** The sentences of the refusal; none when it is accepted. */
function sentences(environment: Record<string, string | undefined>): string[] {
  try {
    readEnvironment(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof StartRefusal, String(error));
    return error.message.split('\n');
  }
}

describe('a server in production', () => {
  it('starts with secrets of its own and an address with https', () => {
    assert.deepEqual(sentences(good), []);
  });

  for (const name of set) {
    it(`refuses the ${name} of .env.example in one sentence that names it`, () => {
      const [sentence, ...more] = sentences({ ...good, [name]: example[name] });
      assert.match(sentence ?? '', new RegExp(`^${name} .*\\.$`));
      assert.deepEqual(more, []);
      assert.ok(!sentence?.includes(example[name] ?? ''), 'the secret is not repeated');
    });
  }

  it('names everything that it refuses at once, also beside a malformed variable', () => {
    const refused = sentences({ ...example, NODE_ENV: 'production', ROLE: 'both' });
    for (const name of ['ROLE', 'PUBLIC_URL', 'DATABASE_URL', ...set]) {
      assert.equal(refused.filter((sentence) => sentence.startsWith(`${name} `)).length, 1, name);
    }
  });

  it('refuses an address without https', () => {
    for (const PUBLIC_URL of ['http://booking.clinic.test', 'http://localhost:8787']) {
      assert.match(sentences({ ...good, PUBLIC_URL }).join(), /^PUBLIC_URL must begin with https:/);
    }
  });

  it('refuses the sealing key of .env.example behind a new one, and under another name', () => {
    const [, key = ''] = (example.DATA_ENCRYPTION_KEYS ?? '').split(':');
    for (const keys of [`${good.DATA_ENCRYPTION_KEYS},${example.DATA_ENCRYPTION_KEYS}`, `own:${key}`]) {
      assert.match(sentences({ ...good, DATA_ENCRYPTION_KEYS: keys }).join(), /^DATA_ENCRYPTION_KEYS /);
    }
    const typed = Buffer.from('our clinic is the very best ever').toString('base64');
    for (const weak of [Buffer.alloc(32).toString('base64'), typed]) {
      assert.match(
        sentences({ ...good, DATA_ENCRYPTION_KEYS: `k:${weak}` }).join(),
        /^DATA_ENCRYPTION_KEYS /,
      );
    }
  });

  it('refuses a weak token of a practitioner in clinic.yaml', () => {
    const clinic = (token: string) =>
      ({ practitioners: [{ id: 'ramona', calendly: { token } }] }) as unknown as Clinic;
    assert.match(weakTokens(clinic('sandbox-calendly-token-ramona')).join(), /"ramona"/);
    assert.deepEqual(weakTokens(clinic('')), []);
    assert.deepEqual(weakTokens(clinic(random())), []);
  });

  it('leaves a preview alone', () => {
    assert.deepEqual(sentences(example), []);
  });
});

describe('a variable whose name says that it is secret', () => {
  it('is declared as secret, so that none is forgotten', () => {
    const named = variableNames.filter(
      (name) => /_(KEYS?|SECRET|TOKEN|PASSWORD)$/.test(name) && name !== 'STRIPE_PUBLISHABLE_KEY',
    );
    assert.deepEqual(
      named.filter((name) => !secretNames.includes(name)),
      [],
    );
    assert.ok(named.length >= 9);
  });
});

describe('the strength of a secret', () => {
  const weak = [
    'short',
    'a'.repeat(40),
    'abcdefghijklmnopqrstuvwxyz0123456789',
    '0123456789012345678901234567890123456789',
    'abcabcabcabcabcabcabcabcabcabcabcabcabc',
    'supersecretsupersecretsupersecret',
    'this-is-the-secret-of-our-clinic-in-2026',
    'correct horse battery staple 2026 clinic',
    'ThisIsTheSecretOfOurClinicInMelbourne',
    'MyClinicSecretKey2026ForBooking',
    'melbourne-consultant-token-secret',
    'please-change-me-please-8f3a9c1d77b2e4',
    'sk_test_1',
    'whsec_aaaaaaaaaaaaaaaaaaaaaaaa',
  ];
  for (const secret of weak) {
    it(`is too little in ${secret}`, () => {
      assert.notEqual(weaknessOf(secret), null);
    });
  }

  // A random text may hold pieces that read like words, and neighbouring digits.
  for (const secret of [
    'rIAtzloDHCINsmwaerdZm9WDMjoT78tVawqz_Yrw_cc',
    'whsec_yFUGffoojXCVYGE-8iPeQK_no8bNydsk',
    '1odn73cnfappbohf0cn7wyxfejrlulikumrsalivovwd0hjv9u',
    'cddc7eefdcbfed5421f4ffaad8d9989f',
  ]) {
    it(`is enough in ${secret}`, () => assert.equal(weaknessOf(secret), null));
  }

  it('is enough in what random generators give', () => {
    for (let round = 0; round < 500; round += 1) {
      const bytes = randomBytes(32);
      const base36 = BigInt(`0x${bytes.toString('hex')}`).toString(36);
      const made = [
        bytes.toString('base64'),
        bytes.toString('base64url'),
        bytes.toString('hex'),
        bytes.subarray(0, 16).toString('hex'),
        randomUUID(),
        base36,
        `sk_live_${bytes.toString('base64url')}`,
        `whsec_${bytes.toString('base64url').slice(0, 32)}`,
      ];
      for (const secret of made) assert.equal(weaknessOf(secret), null, secret);
    }
  });
});

describe('the login of staff', () => {
  const at = (NODE_ENV: string | undefined, address: string) =>
    hasInsecureLogin({
      NODE_ENV,
      microsoft: {
        MICROSOFT_TENANT_ID: 't',
        MICROSOFT_CLIENT_ID: 'c',
        MICROSOFT_CLIENT_SECRET: 's',
        MICROSOFT_LOGIN_BASE_URL: address,
        MICROSOFT_GRAPH_BASE_URL: address,
      },
    });

  it('is not used over http in production', () => {
    assert.equal(at('production', 'http://localhost:8792'), true);
    assert.equal(at('production', 'https://login.microsoftonline.com'), false);
    assert.equal(at(undefined, 'http://localhost:8792'), false);
    assert.equal(hasInsecureLogin({ NODE_ENV: 'production', microsoft: null }), false);
  });
});
