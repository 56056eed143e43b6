import { faceFor, typeface, unseen } from './typeface.ts';

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

/** Whether a text has characters that no face of ours can draw. */
export function hasGaps(text: string): boolean {
  return printable(text).split(replacement).length > text.split(replacement).length;
}

/** One character as people see it. */
function drawable({ segment }: Intl.SegmentData): string {
  if (segment === '\n') return segment;
  const face = faceFor(segment, 'regular');
  if (face) return [...segment].filter((part) => !unseen.test(part) || keeps(face, part)).join('');
  const parts = [...segment].filter((part) => !unseen.test(part));
  const known = parts.filter((part) => faceFor(part, 'regular'));
  // When the font lacks an accent, the letter is drawn without it, because that is easier to read than a box.
  return known.length === 0 || known[0] !== parts[0] ? replacement : known.join('');
}

/** Joiners stay where they shape a word or an emoji; variation selectors only where the face knows them. */
function keeps(face: Parameters<typeof typeface>[0], part: string): boolean {
  return face !== 'regular' && typeface(face).has(part.codePointAt(0) ?? 0);
}
