import type { Font } from 'fontkit';
import type { TextStyle } from '../sheet.ts';
import { readFont } from './read-font.ts';

/** An opened face of Noto (SIL Open Font License). Only what is used of it is embedded. */
export interface Typeface {
  /** The opened font. Opening it for every document would take longer than drawing one. */
  readonly font: Font;
  /** From the top of a line to its baseline, as a part of the size. */
  readonly ascent: number;
  /** Whether the font can draw a character. */
  has(codePoint: number): boolean;
  /** In points. Remembers the words of a document until `forgetWords`. */
  widthOf(text: string, size: number): number;
  /** What to leave out of shaping for this text, by OpenType's names of features. */
  shaping(text: string): Shaping;
  /** Removes the patient's words from memory. */
  forgetWords(): void;
}

type Shaping = Readonly<Record<string, boolean>>;

/** The two faces that a document always uses: Latin, Greek, Cyrillic and Devanagari. */
const ownFaces: Record<TextStyle['font'], () => string> = {
  regular: () => fileOf('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  strong: () => fileOf('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
};

/** What other faces draw, and which characters to ask them for. The first one that has a character draws it. */
const otherFaces = {
  arabic: {
    file: () => besides('@embedpdf/fonts-arabic', 'NotoNaskhArabic-Regular.ttf'),
    draws: /\p{Script_Extensions=Arabic}/u,
  },
  hebrew: {
    file: () => besides('@embedpdf/fonts-hebrew', 'NotoSansHebrew-Regular.ttf'),
    draws: /\p{Script=Hebrew}/u,
  },
  thai: {
    file: () => fileOf('@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'),
    draws: /\p{Script=Thai}/u,
  },
  gurmukhi: {
    file: () => fileOf('@expo-google-fonts/noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf'),
    draws: /\p{Script=Gurmukhi}/u,
  },
  tamil: {
    file: () => fileOf('@expo-google-fonts/noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf'),
    draws: /\p{Script=Tamil}/u,
  },
  korean: {
    file: () => fileOf('@openfonts/noto-sans-kr_korean/files/noto-sans-kr-korean-400.woff'),
    draws: /\p{Script=Hangul}/u,
  },
  /** Simplified and traditional Chinese, and Japanese. */
  chinese: {
    file: () => besides('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'),
    draws:
      /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\uff00-\uffef]/u,
  },
  emoji: {
    file: () => fileOf('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
    draws: /[\u200d\u20e3\p{Emoji_Presentation}\p{Regional_Indicator}]|\p{Extended_Pictographic}\ufe0f/u,
  },
  mathematics: {
    file: () => fileOf('@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff'),
    draws: /[\p{S}\p{P}\p{N}]/u,
  },
  symbols: {
    file: () => fileOf('@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff'),
    draws: /[\p{S}\p{P}\p{N}]/u,
  },
  signs: {
    file: () => fileOf('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
    draws: /\p{Extended_Pictographic}/u,
  },
} as const satisfies Record<string, { file: () => string; draws: RegExp }>;

type OtherFace = keyof typeof otherFaces;
export type FaceName = TextStyle['font'] | OtherFace;

/** In the order in which they are asked. */
const otherNames = Object.keys(otherFaces) as OtherFace[];

const opened = new Map<FaceName, Typeface>();

/** A face of our documents. It is read when a text first needs it. */
export function typeface(name: FaceName): Typeface {
  const face = opened.get(name) ?? open((isOther(name) ? otherFaces[name].file : ownFaces[name])());
  opened.set(name, face);
  return face;
}

/** The face that draws a character as people see it, which may have several code points; `null` when none can. */
export function faceFor(character: string, wanted: TextStyle['font']): FaceName | null {
  if (/^[\x20-\x7e]$/.test(character)) return wanted;
  const codePoints = [...character]
    .filter((part) => !unseen.test(part))
    .map((part) => part.codePointAt(0) ?? 0);
  const drawsAll = (name: FaceName) => codePoints.every((codePoint) => typeface(name).has(codePoint));
  if (!otherFaces.emoji.draws.test(character) && drawsAll('regular') && drawsAll('strong')) return wanted;
  return otherNames.find((name) => otherFaces[name].draws.test(character) && drawsAll(name)) ?? null;
}

/** Parts of a character that choose its form and have none of their own. */
export const unseen = /[\p{Variation_Selector}\u200c\u200d]/u;

/**
 * Ends what one document needed: the patient's words, and all faces but the two that every document uses. One of them
 * has 30,000 glyphs, and those would stay in memory.
 */
export function endDocument(): void {
  for (const [name, face] of opened) {
    face.forgetWords();
    if (isOther(name)) opened.delete(name);
  }
}

function isOther(name: FaceName): name is OtherFace {
  return name in otherFaces;
}

function open(file: string): Typeface {
  const font = readFont(file);
  const measured = new Map<string, { units: number; shaping: Shaping }>();
  const measure = (text: string) => {
    const known = measured.get(text);
    if (known) return known;
    const found = shape(font, text);
    measured.set(text, found);
    return found;
  };
  return {
    font,
    ascent: font.ascent / font.unitsPerEm,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => (measure(text).units * size) / font.unitsPerEm,
    shaping: (text) => measure(text).shaping,
    forgetWords: () => measured.clear(),
  };
}

/** fontkit fails on fonts that leave out the place of an accent. Then accents stay where the font draws them. */
function shape(font: Font, text: string): { units: number; shaping: Shaping } {
  const shaping = wholeLetters(text);
  const widthWith = (features: Shaping) => font.layout(text, { ...features }).advanceWidth;
  try {
    return { units: widthWith(shaping), shaping };
  } catch {
    const plain = { ...shaping, mark: false, mkmk: false, abvm: false, blwm: false };
    return { units: widthWith(plain), shaping: plain };
  }
}

/**
 * The font splits letters such as ị into parts, and copied or searched text then lacks the accent. Without separate
 * accents that step is not needed.
 */
function wholeLetters(text: string): Shaping {
  const whole = /[^\x20-\u017f]/.test(text) && /^[\p{sc=Latin}\p{sc=Common}]*$/u.test(text);
  return whole ? { ccmp: false } : {};
}

function fileOf(path: string): string {
  return import.meta.resolve(path);
}

/** A package that exports its code only has its fonts in a folder beside it. */
function besides(name: string, file: string): string {
  return new URL(`../fonts/${file}`, import.meta.resolve(name)).href;
}
