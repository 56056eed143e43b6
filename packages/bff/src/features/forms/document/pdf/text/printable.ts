import { typeface } from './typeface.ts';

/** The mark for a character that the font cannot draw: U+FFFD, a mark in a box. */
export const replacement = '\uFFFD';

/**
 * Text that can be drawn: without control and direction characters, and with a box for each character that our fonts
 * lack (an emoji of several parts is one). Line breaks stay.
 */
export function printable(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/[\t\p{Zs}]/gu, ' ')
    .replace(/[^\P{C}\n\u200c\u200d]/gu, '');
  return /^[\n\x20-\x7e]*$/.test(plain)
    ? plain
    : [...new Intl.Segmenter('en').segment(plain)].map(drawable).join('');
}

/** One character as people see it. */
function drawable({ segment }: Intl.SegmentData): string {
  if (segment === '\n') return segment;
  const face = typeface('regular');
  const strong = typeface('strong');
  const parts = [...segment].filter((part) => !/\p{Variation_Selector}/u.test(part));
  const known = parts.filter((part) => {
    const codePoint = part.codePointAt(0) ?? 0;
    return face.has(codePoint) && strong.has(codePoint);
  });
  // When the font lacks an accent, the letter is drawn without it, because that is easier to read than a box.
  return known.length === 0 || known[0] !== parts[0] ? replacement : known.join('');
}
