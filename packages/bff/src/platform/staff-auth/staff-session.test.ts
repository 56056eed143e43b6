import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rejection } from '../../testing/rejection.ts';
import { Problem } from '../problem.ts';
import { permissionsOf, staffRoles } from './roles.ts';
import { cookieIn, ownCookie } from './session-cookie.ts';
import { createStaffAuth } from './staff-auth.ts';
import { byStaff, onlyPractitioner } from './staff-member.ts';
import { csrfTokenOf, type StaffRequest } from './staff-session.ts';

const publicUrl = 'https://booking.example.com';
const member = { id: 'sam@example.com', role: 'manager', permissions: permissionsOf.manager } as const;
const auth = createStaffAuth({
  secret: 'a secret of at least 32 characters',
  clock: { now: () => new Date('2026-11-20T05:00:00Z') },
  desk: {
    publicUrl,
    sessions: {
      find: async (token) =>
        token === 'good'
          ? { id: 's', member, name: 'Sam', expiresAt: new Date('2026-11-20T09:00:00Z') }
          : null,
    },
  },
});

const request = (headers: Record<string, string>, method = 'GET'): StaffRequest => ({
  req: { method, header: (name) => headers[name.toLowerCase()] },
});
const outcome = async (headers: Record<string, string>, method = 'GET') => {
  try {
    return (await auth.require(request(headers, method), 'tasks:manage')).id;
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error.code;
  }
};

const cookie = '__Host-bq-desk=good';
const own = { cookie, origin: publicUrl, 'x-csrf-token': csrfTokenOf('good') };

describe('a session of the desk', () => {
  it('reads with its cookie, and writes with the anti-forgery token from our own page', async () => {
    assert.equal(await outcome({ cookie }), 'sam@example.com');
    assert.equal(await outcome({ cookie, 'sec-fetch-site': 'same-origin' }), 'sam@example.com');
    assert.equal(await outcome(own, 'POST'), 'sam@example.com');
    assert.equal(await outcome(own, 'DELETE'), 'sam@example.com');
  });

  const refused: [what: string, code: string, headers: Record<string, string>, method?: string][] = [
    ['no cookie', 'unauthorized', {}],
    ['a forged cookie', 'unauthorized', { ...own, cookie: '__Host-bq-desk=forged' }],
    ['the cookie without its prefix', 'unauthorized', { ...own, cookie: 'bq-desk=good' }],
    ['two cookies of one name', 'unauthorized', { cookie: `${cookie}; ${cookie}` }],
    ['a write without the token', 'forbidden', { cookie, origin: publicUrl }, 'POST'],
    [
      'a write with the token of another session',
      'forbidden',
      { ...own, 'x-csrf-token': csrfTokenOf('x') },
      'POST',
    ],
    [
      'a write without an origin',
      'origin_not_allowed',
      { cookie, 'x-csrf-token': csrfTokenOf('good') },
      'POST',
    ],
    ['a form of another site', 'origin_not_allowed', { ...own, origin: 'https://evil.example' }, 'POST'],
    [
      'a site of the same domain, also when it only reads',
      'origin_not_allowed',
      { cookie, 'sec-fetch-site': 'same-site' },
    ],
    ['a read of a listed site', 'origin_not_allowed', { cookie, origin: 'https://www.example.com' }],
  ];
  for (const [what, code, headers, method] of refused) {
    it(`refuses ${what}`, async () => assert.equal(await outcome(headers, method), code));
  }

  it('yields to a token that is sent on purpose', async () => {
    assert.equal(await outcome({ ...own, authorization: 'Bearer nonsense' }), 'unauthorized');
  });

  it('lets in no one without the permission', async () => {
    const error = await rejection(auth.require(request({ cookie }), 'nothing:such' as 'tasks:manage'));
    assert.ok(error instanceof Problem && error.code === 'forbidden');
  });
});

describe('the cookie of the desk', () => {
  it('is kept for this host only, by https only, and no script reads it', () => {
    assert.equal(
      ownCookie('bq-desk', publicUrl).set('value', 60),
      '__Host-bq-desk=value; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60',
    );
    assert.equal(
      ownCookie('bq-desk', 'http://localhost:8787').clear(),
      'bq-desk=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    );
  });

  it('is found among others', () => {
    assert.equal(cookieIn('a=1; bq-desk=x=y; b=2', 'bq-desk'), 'x=y');
    assert.equal(cookieIn(undefined, 'bq-desk'), undefined);
  });
});

describe('the roles', () => {
  it('let a marketer see no patient, and only a manager see people', () => {
    assert.deepEqual(permissionsOf.marketer, ['insights:read', 'themes:manage']);
    const withPeople = staffRoles.filter((role) => permissionsOf[role].includes('people:manage'));
    assert.deepEqual(withPeople, ['manager']);
  });

  it('limit a practitioner to own patients and times', () => {
    const practitioner = { id: 'd@example.com', role: 'practitioner', permissions: [] } as const;
    assert.equal(onlyPractitioner({ ...practitioner, practitionerId: 'dr_dia' }), 'dr_dia');
    // Without an entry nothing is theirs, rather than everything.
    assert.equal(onlyPractitioner(practitioner), '');
    assert.equal(onlyPractitioner(member), null);
  });

  it('stand in what is audited', () => {
    assert.deepEqual(byStaff(member, 'r-1'), {
      actor: { kind: 'staff', subject: 'sam@example.com', role: 'manager' },
      requestId: 'r-1',
    });
  });
});
