import bidiModule from 'bidi-js';
import type { TextStyle } from '../sheet.ts';
import { type FaceName, faceFor } from './typeface.ts';

/** A piece of a line that one face draws in one direction. */
export interface Run {
  readonly face: FaceName;
  readonly text: string;
}

/** At the beginning of a line: it belongs to a paragraph that runs from right to left. It is not drawn. */
export const rightToLeft = '\u200f';

/** A letter or a digit whose direction can differ from the line's. */
const needsOrder = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A face that fontkit draws from right to left, also when the text has digits or Latin letters. */
const turning: readonly FaceName[] = ['arabic', 'hebrew'];

const bidi = algorithmOf(bidiModule)();

/** Whether a paragraph runs from right to left: its first letter decides (Unicode, UAX #9, P2). */
export function isRightToLeft(paragraph: string): boolean {
  return needsOrder.test(paragraph) && bidi.getEmbeddingLevels(paragraph, 'auto').paragraphs[0]?.level === 1;
}

/** A printable line as runs, in the order in which they stand on paper. */
export function runsOf(line: string, font: TextStyle['font']): readonly Run[] {
  if (/^[\x20-\x7e]*$/.test(line)) return [{ face: font, text: line }];
  const letters = needsOrder.test(line) ? inVisualOrder(line) : charactersOf(line);
  const runs: { face: FaceName; turned: boolean; text: string }[] = [];
  for (const { text, turned } of letters) {
    const face = faceFor(text, font) ?? font;
    const last = runs.at(-1);
    // fontkit turns the letters of such a face itself, so a number in it is drawn digit by digit.
    const together = last?.face === face && last.turned === turned && (turned || !turning.includes(face));
    if (!last || !together) runs.push({ face, turned, text });
    else last.text = turned && turning.includes(face) ? text + last.text : last.text + text;
  }
  return runs;
}

/** A line as a person reads it, without the mark of its direction. */
export function withoutMark(line: string): string {
  return line.replaceAll(rightToLeft, '');
}

interface Placed {
  text: string;
  /** It stands in text that runs from right to left. */
  turned: boolean;
}

function charactersOf(line: string): Placed[] {
  return [...new Intl.Segmenter('en').segment(line)].map(({ segment }) => ({ text: segment, turned: false }));
}

/** Characters from left to right on paper (UAX #9, L2), brackets turned round where they need it (L4). */
function inVisualOrder(marked: string): Placed[] {
  const base = marked.startsWith(rightToLeft) ? 'rtl' : 'ltr';
  const line = withoutMark(marked).trimEnd();
  const found = bidi.getEmbeddingLevels(line, base);
  const mirrored = bidi.getMirroredCharactersMap(line, found.levels);
  const placed = [...new Intl.Segmenter('en').segment(line)].map(({ segment, index }) => ({
    text: mirrored.get(index) ?? segment,
    level: found.levels[index] ?? 0,
  }));
  for (let level = Math.max(0, ...placed.map((one) => one.level)); level > 0; level -= 1) {
    for (let at = 0; at < placed.length; at += 1) {
      let end = at;
      while ((placed[end]?.level ?? 0) >= level) end += 1;
      if (end > at) placed.splice(at, end - at, ...placed.slice(at, end).reverse());
      at = Math.max(at, end);
    }
  }
  // The space that ends a line is not seen. It stays at the end, so that a line from right to left is not moved by it.
  const rest = withoutMark(marked).slice(line.length);
  return [...placed.map(({ text, level }) => ({ text, turned: level % 2 === 1 })), ...charactersOf(rest)];
}

/** The package's code is its one function; its types describe a module with that function as `default`. */
function algorithmOf(module: typeof bidiModule): typeof bidiModule.default {
  return module as unknown as typeof bidiModule.default;
}
