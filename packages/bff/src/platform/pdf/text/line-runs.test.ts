import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isRightToLeft, rightToLeft, runsOf } from './line-runs.ts';
import { printable } from './printable.ts';

/** The runs of a line from left to right, each with the face that draws it. */
const drawn = (line: string) => runsOf(line, 'regular').map(({ face, text }) => `${face} ${text}`);

describe('a line', () => {
  it('of our own letters is one run', () => {
    assert.deepEqual(drawn('Zoë takes 5 mg (twice)'), ['regular Zoë takes 5 mg (twice)']);
  });

  it('changes its face where another one has the characters', () => {
    assert.deepEqual(drawn('up ≤ 5 王小明 ok'), [
      'regular up ',
      'mathematics ≤',
      'regular  5 ',
      'chinese 王小明',
      'regular  ok',
    ]);
  });

  it('puts words that run from right to left into their order on paper', () => {
    assert.deepEqual(drawn('a שלום עולם b'), [
      'regular a ',
      'hebrew עולם',
      'regular  ',
      'hebrew שלום',
      'regular  b',
    ]);
  });

  it('keeps numbers and Latin words in their own order, and turns brackets', () => {
    assert.deepEqual(drawn(`${rightToLeft}שלום (12) abc`), [
      'regular abc',
      'regular  (',
      'regular 12',
      'regular ) ',
      'hebrew שלום',
    ]);
  });

  it('draws Arabic digits one by one, from left to right', () => {
    assert.deepEqual(drawn('٣٥'), ['arabic ٣', 'arabic ٥']);
    assert.deepEqual(drawn('۴۲'), ['arabic ۴', 'arabic ۲']);
  });

  it('runs from right to left when its first letter does', () => {
    assert.ok(isRightToLeft('12 שלום abc'));
    assert.ok(!isRightToLeft('abc שלום'));
    assert.ok(!isRightToLeft('12'));
  });

  it('loses no character of any text', () => {
    const any = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => printable(text).replaceAll('\n', ' '));
    const sorted = (text: string) => [...text].toSorted().join('');
    const brackets = /[\p{Bidi_Mirrored}]/gu;
    fc.assert(
      fc.property(any, (line) => {
        const all = runsOf(line, 'regular').map(({ text }) => text);
        assert.equal(sorted(all.join('').replace(brackets, '')), sorted(line.replace(brackets, '')));
      }),
    );
  });
});
