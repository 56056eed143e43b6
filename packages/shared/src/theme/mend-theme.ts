import { contrast, leastContrast, readableOn } from './contrast.ts';
import type { Theme, ThemeColour } from './theme.ts';

/** The grounds of our elements when a theme names none. */
const plain = {
  light: { surface: '#ffffff', accent: '#1d5f4e' },
  dark: { surface: '#121212', accent: '#86d3bb' },
};

/** A pair of colours that could not be read, and the colour that takes the place of the one in front. */
export interface Mended {
  scheme: 'light' | 'dark';
  colour: 'text' | 'accentText';
  chosen: string;
  ground: string;
  contrast: number;
  instead: string;
}

/** A theme whose texts can be read, and what had to be changed for it. Accent and surface stay as they were chosen. */
export function mendTheme(theme: Theme): { theme: Theme; mended: Mended[] } {
  const mended: Mended[] = [];
  const schemes = (['light', 'dark'] as const).flatMap((scheme) => {
    const colours = theme[scheme];
    if (!colours) return [];
    const outer = scheme === 'dark' ? theme.light : undefined;
    const shown = {
      surface: colours.surface ?? outer?.surface ?? plain[scheme].surface,
      accent: colours.accent ?? outer?.accent ?? plain[scheme].accent,
    };
    const fixed: Partial<Record<ThemeColour, string | undefined>> = { ...colours };
    for (const [colour, ground] of [
      ['text', shown.surface],
      ['accentText', shown.accent],
    ] as const) {
      const chosen = colours[colour];
      if (!chosen || contrast(chosen, ground) >= leastContrast) continue;
      const instead = readableOn(chosen, ground);
      fixed[colour] = instead;
      mended.push({ scheme, colour, chosen, ground, contrast: contrast(chosen, ground), instead });
    }
    return [[scheme, fixed] as const];
  });
  return { theme: { ...theme, ...Object.fromEntries(schemes) }, mended };
}
