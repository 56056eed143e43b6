import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { rejection } from '../../testing/rejection.ts';
import { Problem } from '../problem.ts';
import { createStaffAuth } from './staff-auth.ts';
import type { StaffRequest } from './staff-session.ts';

const secret = 'a secret of at least 32 characters';
const now = new Date('2026-11-20T05:00:00Z');
const auth = createStaffAuth({ secret, clock: { now: () => now } });
const inHours = (hours: number) => now.getTime() / 1000 + hours * 3600;

/** A token made with node:crypto, not with the library that reads it. */
function token(claims: object, { key = secret, alg = 'HS256', hash = 'sha256' } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  const signature = alg === 'none' ? '' : createHmac(hash, key).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

const good = { sub: 'reception-1', role: 'staff', permissions: ['tasks:manage'], exp: inHours(8) };
const request = (authorization: string | undefined, method = 'GET'): StaffRequest => ({
  req: { method, header: (name) => (name === 'authorization' ? authorization : undefined) },
});
const refusal = async (authorization: string | undefined) => {
  const error = await rejection(auth.require(request(authorization), 'tasks:manage'));
  assert.ok(error instanceof Problem);
  return error.code;
};

describe('a staff token', () => {
  it('lets in a person with the permission', async () => {
    const member = await auth.require(request(`Bearer ${token(good)}`), 'tasks:manage');
    assert.deepEqual(member, { id: 'reception-1', role: 'staff', permissions: ['tasks:manage'] });
  });

  it('may carry permissions of a later version', async () => {
    const later = { ...good, permissions: ['tasks:manage', 'moon:visit'] };
    const member = await auth.require(request(`Bearer ${token(later)}`), 'tasks:manage');
    assert.deepEqual(member.permissions, ['tasks:manage']);
  });

  it('is refused without the permission', async () => {
    assert.equal(await refusal(`Bearer ${token({ ...good, permissions: ['triage:read'] })}`), 'forbidden');
  });

  const bad: Readonly<Record<string, string | undefined>> = {
    'no token': undefined,
    'another scheme': `Basic ${token(good)}`,
    'no JWT': 'Bearer nonsense',
    'another secret': `Bearer ${token(good, { key: 'another secret of 32 characters or so' })}`,
    'no signature': `Bearer ${token(good, { alg: 'none' })}`,
    'another algorithm': `Bearer ${token(good, { alg: 'HS512', hash: 'sha512' })}`,
    'a token that has just ended': `Bearer ${token({ ...good, exp: inHours(-10 / 3600) })}`,
    'an ended token': `Bearer ${token({ ...good, exp: inHours(-1) })}`,
    'a token that never ends': `Bearer ${token({ sub: 's', role: 'staff', permissions: ['tasks:manage'] })}`,
    'a token that lives longer than a shift': `Bearer ${token({ ...good, exp: inHours(9) })}`,
    'another role': `Bearer ${token({ ...good, role: 'patient' })}`,
    'no subject': `Bearer ${token({ ...good, sub: '' })}`,
  };
  for (const [what, authorization] of Object.entries(bad)) {
    it(`is refused: ${what}`, async () => {
      assert.equal(await refusal(authorization), 'unauthorized');
    });
  }
});
