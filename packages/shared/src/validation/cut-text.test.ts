import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutText } from './cut-text.ts';

describe('text that is cut', () => {
  it('stays as it is when it fits', () => assert.equal(cutText('Alex', 4), 'Alex'));

  it('ends where the limit says when a character ends there', () =>
    assert.equal(cutText('Alexandra', 4), 'Alex'));

  for (const [what, whole] of [
    ['an emoji', '🎻'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['a skin tone', '👋🏽'],
    ['a flag', '🇦🇺'],
    ['a letter with its accent', 'e\u0301'],
    ['a Thai syllable', 'กี่'],
    ['a Devanagari syllable', 'क्षि'],
  ] as const) {
    it(`never ends within ${what}`, () => {
      for (let most = 2; most < 2 + whole.length; most += 1)
        assert.equal(cutText(`ab${whole}cd`, most), 'ab');
      assert.equal(cutText(`ab${whole}cd`, 2 + whole.length), `ab${whole}`);
    });
  }

  it('is never empty because of one character that is longer than the limit, and stays well formed', () => {
    const accents = `a${'\u0301'.repeat(50)}`;
    assert.equal(cutText(accents, 10), accents.slice(0, 10));
    assert.ok(cutText('👨‍👩‍👧‍👦', 4).isWellFormed());
    assert.ok(cutText('🎻', 1).isWellFormed());
  });

  it('ends quickly however long the text', () => {
    const started = performance.now();
    cutText('👨‍👩‍👧‍👦'.repeat(200_000), 10_001);
    assert.ok(performance.now() - started < 500);
  });
});
