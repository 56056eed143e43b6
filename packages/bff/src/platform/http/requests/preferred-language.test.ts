import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { preferredLanguage } from './preferred-language.ts';

describe('the language that a request likes best', () => {
  for (const [header, language] of [
    ['ar', 'ar'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    ['en;q=0.5, zh-CN', 'zh'],
    ['fr-FR, zh-Hans-AU;q=0.8, en;q=0.5', 'zh'],
    ['en-AU,ar;q=0.9', null],
    ['zh-TW,zh-Hant;q=0.9', null],
    ['ar;q=0', null],
    ['*', null],
    ['', null],
    [undefined, null],
    ['; , ;q=x,,', null],
  ] as const) {
    it(`${header} is ${language ?? 'English'}`, () => assert.equal(preferredLanguage(header), language));
  }
});
