import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { waitlistChange, waitlistJoin } from './waitlist.ts';

const join = {
  service: 'counseling',
  name: 'Alex Sample',
  email: 'alex@example.com',
  interestLevel: 4,
  contactPreference: 'email',
  consent: true,
};

const paths = (value: unknown) =>
  waitlistJoin.safeParse(value).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('a request to join a waitlist', () => {
  it('holds with what is needed, and with everything', () => {
    assert.deepEqual(paths(join), []);
    const wishes = { practitionerId: 'counselor_1', days: ['mon'], noticeHours: 24 };
    const all = { ...join, phone: '0491 570 156', postcode: '3056', wishes, website: '', openForMs: 9000 };
    assert.deepEqual(paths({ ...all, contactPreference: 'sms', consentVersion: '2026-11-20' }), []);
  });

  it('names the field that does not hold', () => {
    const wrong: [string, unknown][] = [
      ['service', 'massage'],
      ['name', ' '],
      ['email', 'alex'],
      ['phone', '12'],
      ['postcode', '30561'],
      ['interestLevel', 6],
      ['interestLevel', '4'],
      ['contactPreference', 'pigeon'],
      ['consent', false],
      ['openForMs', -1],
    ];
    for (const [field, value] of wrong) assert.deepEqual(paths({ ...join, [field]: value }), [field]);
    assert.deepEqual(paths({ ...join, contactPreference: 'sms' }), ['phone']);
  });

  it('says what would be right of a notice', () => {
    const said = (noticeHours: number) =>
      waitlistJoin
        .safeParse({ ...join, wishes: { noticeHours } })
        .error?.issues.map(({ message }) => message);
    assert.deepEqual(said(-1), ['must be 0 hours at least']);
    assert.deepEqual(said(1.5), ['must be whole hours']);
    assert.deepEqual(said(337), ['must be 336 hours at most']);
  });

  it('can be changed in part, but not in nothing', () => {
    assert.ok(waitlistChange.safeParse({ interestLevel: 2 }).success);
    assert.ok(!waitlistChange.safeParse({}).success);
    assert.ok(!waitlistChange.safeParse({ interestLevel: 0 }).success);
  });
});
