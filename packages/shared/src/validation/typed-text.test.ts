import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { tidyCode, tidyName, tidyText } from './typed-text.ts';

const cleaners = { tidyText, tidyName, tidyCode };
const characters = (text: string) => [...new Intl.Segmenter('en').segment(text)].length;

/** Any text, with many of the characters that the clean-up is about. */
const anything = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        ...'\u200b\u200c\u200d\u202d\u202c\u2066\u00ad\ufeff\u2011\u2013\u00a0\u3000\u0301\ufe0f\u3164\t\r\n',
        ...'aeAZ٣३０－ー＠',
        '👩',
        '🏴',
        '\u{e0067}',
        '\u{e007f}',
        '\ud83d',
        'م',
        'ക',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('the clean-up of typed text', () => {
  for (const [name, tidy] of Object.entries(cleaners)) {
    it(`${name} changes nothing the second time`, () => {
      fc.assert(fc.property(anything, (typed) => assert.equal(tidy(tidy(typed)), tidy(typed))));
    });

    it(`${name} never makes more characters than were typed`, () => {
      fc.assert(
        fc.property(anything, (typed) =>
          assert.ok(characters(tidy(typed)) <= characters(typed.toWellFormed())),
        ),
      );
    });

    it(`${name} gives text that can be stored, without a character that no person sees`, () => {
      fc.assert(
        fc.property(anything, (typed) => {
          const tidied = tidy(typed);
          assert.ok(tidied.isWellFormed());
          assert.equal(tidied, tidied.normalize('NFC').trim());
          assert.doesNotMatch(tidied, /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u00ad\ufeff\u3164]/u);
        }),
      );
    });

    it(`${name} leaves ordinary text as it is`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), (typed) => {
          const ordinary = typed
            .replace(/[^\x20-\x7e]/g, '')
            .replace(/ +/g, ' ')
            .trim();
          assert.equal(tidy(ordinary), ordinary);
        }),
      );
    });

    it(`${name} ends quickly however long the text`, () => {
      for (const piece of ['\u{e0067}', '👩\u200d', '\u200d', 'a\u0301', '٣', '\u{1d7ce}']) {
        const started = performance.now();
        tidy(`🏴${piece.repeat(20_000)}`);
        assert.ok(performance.now() - started < 1_000, JSON.stringify(piece));
      }
    });
  }

  for (const kept of [
    'Zoë O’Brien-Smith – “quite well”, 5 ≤ 6 → ½ – °C',
    'Nguyễn Thị Hồng',
    'می‌خواهم',
    'നന്ദി ക്‍ഷ',
    'ශ්‍රී ලංකා',
    'محمد رضا',
    'שלום',
    '王小明',
    'สมชาย',
    '👨‍👩‍👧‍👦 ❤️ 👩🏽‍⚕️ 🏳️‍🌈 🇦🇺 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣',
  ]) {
    it(`keeps ${kept} in free text`, () => assert.equal(tidyText(kept), kept));
  }

  for (const nothing of [
    '',
    ' ',
    '\u200b',
    '\u200b\u200b',
    '\u2800',
    '\u3164',
    '\ufe0f',
    '\u0301',
    '\u200d',
    '\u00ad',
  ]) {
    it(`takes ${JSON.stringify(nothing)} for nothing`, () => {
      for (const tidy of Object.values(cleaners)) assert.equal(tidy(nothing), '');
    });
  }

  it('keeps the lines of free text, and puts a name into one line', () => {
    assert.equal(tidyText('one\r\ntwo\u2028three\rfour'), 'one\ntwo\nthree\nfour');
    assert.equal(tidyName(' Alex\u00a0 \n Sample\t'), 'Alex Sample');
  });

  it('keeps dashes and digits of free text, and makes the hyphen of a name the one of the keyboard', () => {
    assert.equal(tidyText('1–2 ‑ ٣'), '1–2 ‑ ٣');
    assert.equal(tidyName('Mary\u2011Jane'), 'Mary-Jane');
  });

  for (const [typed, code] of [
    ['\u202d+61 412 345 678\u202c', '+61 412 345 678'],
    ['0412\u2011345\u2013678', '0412-345-678'],
    ['\ufeff0412\u00a0345\u00a0678\u200b', '0412 345 678'],
    ['٠٤١٢ ٣٤٥ ٦٧٨', '0412 345 678'],
    ['०४१२ ३४५ ६७८', '0412 345 678'],
    ['０４１２　３４５　６７８', '0412 345 678'],
    ['𝟎𝟒𝟏𝟐', '0412'],
    ['−5', '-5'],
    ['ａｌｅｘ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'alex@example.com'],
    ['al\u00adex@exam\u200bple.com', 'alex@example.com'],
    ['2123\u200d45670\u200c1', '2123456701'],
  ] as const) {
    it(`reads the code ${JSON.stringify(typed)} as ${code}`, () => assert.equal(tidyCode(typed), code));
  }
});
