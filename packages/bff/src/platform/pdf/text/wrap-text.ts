import type { TextStyle } from '../sheet.ts';
import { isRightToLeft, rightToLeft, runsOf } from './line-runs.ts';
import { printable } from './printable.ts';
import { typeface } from './typeface.ts';

/**
 * Lines that fit into a width in points. Breaks between words, after hyphens and slashes, and within a word that is
 * longer than a line. Line breaks that were typed stay.
 */
export function wrapText(text: string, style: TextStyle, width: number): readonly string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => {
      const all = wrapParagraph(paragraph, style, width);
      return isRightToLeft(paragraph) ? all.map((line) => `${rightToLeft}${line}`) : all;
    });
}

/** The width of a printable text in points, word by word, as it will be drawn. */
export function widthOf(text: string, { font, size }: TextStyle): number {
  return text
    .split(/(?<= )/)
    .flatMap((word) => runsOf(word, font))
    .reduce((sum, run) => sum + typeface(run.face).widthOf(run.text, size), 0);
}

/** One line of at most `width`, ended by "…" where it does not fit. */
export function clipText(text: string, style: TextStyle, width: number): string {
  const [line = '', ...more] = wrapText(text, style, width);
  if (more.length === 0) return line.trimEnd();
  const room = width - widthOf('…', style);
  return `${wrapText(text, style, room)[0]?.trimEnd() ?? ''}…`;
}

function wrapParagraph(paragraph: string, style: TextStyle, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const end = (done = false) => {
    // The invisible space at the end separates the words of two lines when a screen reader reads them.
    lines.push(line === '' || /[ \-/–]$/.test(line) ? line : `${line}${done ? ' ' : ''}`);
    line = '';
    used = 0;
  };
  for (const piece of paragraph.split(/(?<=[ \-/–])/)) {
    const wide = widthOf(piece, style);
    if (line !== '' && used + widthOf(piece.trimEnd(), style) > width) end();
    if (wide <= width) {
      line += piece;
      used += wide;
      continue;
    }
    for (const { segment } of new Intl.Segmenter('en').segment(piece)) {
      const one = widthOf(segment, style);
      if (line !== '' && used + one > width) end();
      line += segment;
      used += one;
    }
  }
  end(true);
  return lines;
}
