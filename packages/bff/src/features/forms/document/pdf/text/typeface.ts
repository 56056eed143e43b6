import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import type { TextStyle } from '../document-theme.ts';

/** Noto Sans (SIL Open Font License): Latin, Greek, Cyrillic and Devanagari. Only what is used is embedded. */
export interface Typeface {
  /** The opened font. Opening it for every document would take longer than drawing one. */
  readonly font: Font;
  /** Whether the font can draw a character. */
  has(codePoint: number): boolean;
  /** In points. Remembers the words of a document until `forgetWords`. */
  widthOf(text: string, size: number): number;
  /** Removes the patient's words from memory. */
  forgetWords(): void;
}

const files: Record<TextStyle['font'], string> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  strong: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
};
const opened = new Map<TextStyle['font'], Typeface>();

/** One of the two faces of our documents; read once. */
export function typeface(font: TextStyle['font']): Typeface {
  const face = opened.get(font) ?? open(files[font]);
  opened.set(font, face);
  return face;
}

function open(file: string): Typeface {
  const font = singleFont(create(readFileSync(fileURLToPath(import.meta.resolve(file)))));
  const widths = new Map<string, number>();
  const unitsOf = (word: string): number => {
    const known = widths.get(word);
    if (known !== undefined) return known;
    const width = font.layout(word).advanceWidth;
    widths.set(word, width);
    return width;
  };
  return {
    font,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => (unitsOf(text) * size) / font.unitsPerEm,
    forgetWords: () => widths.clear(),
  };
}

function singleFont(font: ReturnType<typeof create>): Font {
  if ('fonts' in font) throw new Error('The file holds several fonts.');
  return font;
}
