import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emailFault, isEmail, isPhone, tidyEmail } from './contact.ts';

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
    '13 11 14',
    '1300 659 467',
    '1800 55 1800',
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
    '12 34 56',
    '+131114',
  ]) {
    it(`refuses "${bad}"`, () => assert.equal(isPhone(bad), false));
  }
});

describe('an email address', () => {
  for (const good of [
    'alex@example.com',
    "pat.o'brien+clinic@mail.example.com.au",
    'ALEX@EXAMPLE.COM',
    'a@b.co',
    'x_y-z@sub-domain.example',
    'alex@xn--mnchen-3ya.de',
    'alex@xn--e1afmkfd.xn--p1ai',
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

  for (const [typed, address] of [
    ['alex@münchen.de', 'alex@xn--mnchen-3ya.de'],
    ['alex@пример.рф', 'alex@xn--e1afmkfd.xn--p1ai'],
    ['alex@例え.jp', 'alex@xn--r8jz45g.jp'],
    ['ａｌｅｘ＠münchen。de', 'alex@xn--mnchen-3ya.de'],
    ['Alex.Sample@Example.com', 'Alex.Sample@Example.com'],
    ['alex@mü nchen.de', 'alex@mü nchen.de'],
  ] as const) {
    it(`reads ${typed} as ${address}`, () => assert.equal(tidyEmail(typed), address));
  }

  it('tells accents in front of the @ from other faults', () => {
    assert.equal(emailFault('zoë@example.com'), 'accented');
    assert.equal(emailFault('alex@mü nchen.de'), 'malformed');
    assert.equal(emailFault('alex@example.com'), null);
  });

  it('answers quickly however long the text', () => {
    assert.equal(isEmail(`${'a'.repeat(20_000)}@`), false);
    assert.equal(isEmail(`a@${'a.'.repeat(10_000)}`), false);
  });
});
