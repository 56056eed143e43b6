import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readPhone } from './mobile.ts';

describe('a phone number as people type it', () => {
  for (const typed of [
    '0412 345 678',
    '+61 412 345 678',
    '+61 (0)412 345 678',
    '61412345678',
    '0011 61 412 345 678',
    '412345678',
    '(0412) 345-678',
  ]) {
    it(`reads ${typed} as one Australian mobile`, () => {
      assert.deepEqual(readPhone(typed), {
        digits: '0412345678',
        e164: '+61412345678',
        australianMobile: true,
      });
    });
  }

  it('keeps a landline with its area code', () => {
    assert.deepEqual(readPhone('(03) 7010 4321'), {
      digits: '0370104321',
      e164: '+61370104321',
      australianMobile: false,
    });
  });

  it('keeps a number from abroad with its country code', () => {
    assert.deepEqual(readPhone('+44 7700 900123'), {
      digits: '447700900123',
      e164: '+447700900123',
      australianMobile: false,
    });
  });

  it('does not guess a country', () => {
    assert.equal(readPhone('7700900123456').e164, null);
  });

  it('reads its own spellings back to the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (rest) => {
        const digits = `04${String(rest).padStart(8, '0')}`;
        const first = readPhone(digits);
        assert.deepEqual(readPhone(first.e164 ?? ''), first);
        assert.deepEqual(readPhone(first.digits), first);
      }),
    );
  });
});
