import assert from 'node:assert/strict';
import { createDecipheriv, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { hashOpaqueToken, matchesOpaqueToken, newOpaqueToken } from './opaque-token.ts';
import { CannotOpen, createSealing } from './sealing.ts';

const first = { id: 'k1', key: randomBytes(32) };
const second = { id: 'k2', key: randomBytes(32) };
const because = (code: string) => (error: unknown) => error instanceof CannotOpen && error.code === code;

describe('sealed values', () => {
  const sealing = createSealing([first]);
  const value = { name: 'Zoë', phone: '0412 345 678', list: [1, null, true] };

  it('open to what was sealed, and show nothing of it', () => {
    const sealed = sealing.seal(value, 'patient:1');
    assert.deepEqual(sealing.open(sealed, 'patient:1'), value);
    assert.ok(!Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('0412'));
    assert.notEqual(sealing.seal(value, 'patient:1'), sealed);
  });

  it('are AES-256-GCM with the key id in front', () => {
    const [version, keyId, data] = sealing.seal('x', 'p').split('.');
    assert.equal(`${version}.${keyId}`, 'v1.k1');
    const packed = Buffer.from(data ?? '', 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', first.key, packed.subarray(0, 12));
    decipher.setAAD(Buffer.from('v1\nk1\np'));
    decipher.setAuthTag(packed.subarray(12, 28));
    assert.equal(decipher.update(packed.subarray(28), undefined, 'utf8') + decipher.final('utf8'), '"x"');
  });

  it('do not open for another purpose, changed, or without their key', () => {
    const sealed = sealing.seal(value, 'patient:1');
    assert.throws(() => sealing.open(sealed, 'patient:2'), because('changed'));
    const [version, keyId, data = ''] = sealed.split('.');
    const bytes = Buffer.from(data, 'base64url');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    assert.throws(
      () => sealing.open(`${version}.${keyId}.${bytes.toString('base64url')}`, 'patient:1'),
      because('changed'),
    );
    assert.throws(() => createSealing([second]).open(sealed, 'patient:1'), because('unknown_key'));
    assert.throws(() => sealing.open('plain text', 'patient:1'), because('not_sealed'));
  });

  it('are read with an old key and written with the new one after a rotation', () => {
    const old = sealing.seal(value, 'patient:1');
    const rotated = createSealing([second, first]);
    assert.deepEqual(rotated.open(old, 'patient:1'), value);
    const fresh = rotated.reEncrypt(old, 'patient:1') ?? '';
    assert.ok(fresh.startsWith('v1.k2.'));
    assert.deepEqual(createSealing([second]).open(fresh, 'patient:1'), value);
    assert.equal(rotated.reEncrypt(fresh, 'patient:1'), null);
  });

  it('need a key, and keys with different ids', () => {
    assert.throws(() => createSealing([]));
    assert.throws(() => createSealing([first, { ...second, id: 'k1' }]));
  });
});

describe('opaque tokens', () => {
  it('match their own hash only', () => {
    const { token, hash } = newOpaqueToken();
    assert.equal(Buffer.from(token, 'base64url').length, 32);
    assert.equal(hash, hashOpaqueToken(token));
    assert.equal(matchesOpaqueToken(token, hash), true);
    assert.equal(matchesOpaqueToken(newOpaqueToken().token, hash), false);
    assert.equal(matchesOpaqueToken(token, ''), false);
    assert.equal(matchesOpaqueToken('', hash), false);
  });
});
