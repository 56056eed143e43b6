import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEmail, isPhone } from './contact.ts';

describe('a phone number', () => {
  for (const good of [
    '0412 345 678',
    '0412345678',
    '(03) 7010 4321',
    '03-7010-4321',
    '+61 412 345 678',
    '+44 20 7946 0958',
    '7010 4321',
    '0412.345.678',
  ]) {
    it(`takes ${good}`, () => assert.equal(isPhone(good), true));
  }
  for (const bad of [
    '',
    '04123',
    '0412 345 678 901 2345',
    'call me',
    '0412 345 67x',
    '++61412345678',
    '12+345678',
  ]) {
    it(`refuses "${bad}"`, () => assert.equal(isPhone(bad), false));
  }
});

describe('an e-mail address', () => {
  for (const good of [
    'alex@example.com',
    "pat.o'brien+clinic@mail.example.com.au",
    'ALEX@EXAMPLE.COM',
    'a@b.co',
    'x_y-z@sub-domain.example',
  ]) {
    it(`takes ${good}`, () => assert.equal(isEmail(good), true));
  }
  for (const bad of [
    '',
    'alex',
    'alex@',
    '@example.com',
    'alex@example',
    'alex@localhost',
    'alex @example.com',
    'alex@exa mple.com',
    '.alex@example.com',
    'alex..b@example.com',
    'alex.@example.com',
    'alex@-example.com',
    'alex@example.com, sam@example.com',
    'alex@example.c',
  ]) {
    it(`refuses "${bad}"`, () => assert.equal(isEmail(bad), false));
  }

  it('answers quickly however long the text', () => {
    assert.equal(isEmail(`${'a'.repeat(20_000)}@`), false);
    assert.equal(isEmail(`a@${'a.'.repeat(10_000)}`), false);
  });
});
