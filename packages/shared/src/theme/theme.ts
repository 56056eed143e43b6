/** The colours of a theme that a site sets; each is `#rrggbb`. What is left out follows from the others. */
export const themeColours = ['accent', 'accentText', 'surface', 'text', 'border'] as const;
export type ThemeColour = (typeof themeColours)[number];
type ThemeColours = { readonly [colour in ThemeColour]?: string | undefined };

/** Numbers of a theme: the custom property, its unit, and the values that keep a page usable. */
export const themeNumbers = {
  radius: { property: 'radius', unit: 'px', least: 0, most: 40 },
  buttonRadius: { property: 'button-radius', unit: 'px', least: 0, most: 999 },
  spacing: { property: 'spacing', unit: 'px', least: 8, most: 40 },
  padding: { property: 'padding', unit: 'px', least: 0, most: 64 },
  textSize: { property: 'text-size', unit: 'px', least: 16, most: 24 },
  headingWeight: { property: 'heading-weight', unit: '', least: 100, most: 900 },
  lineHeight: { property: 'line-height', unit: '', least: 1.2, most: 2 },
} as const;
export type ThemeNumber = keyof typeof themeNumbers;

type ThemeNumbers = { readonly [name in ThemeNumber]?: number | undefined };

/** What a site sets of the look of our elements. Colours for a dark page are of their own. */
export interface Theme extends ThemeNumbers {
  light?: ThemeColours | undefined;
  /** For pages with a dark `color-scheme`; a colour that is left out is the light one. */
  dark?: ThemeColours | undefined;
  /** Family names, separated by commas, the first that the page has is used. */
  headingFont?: string | undefined;
}

/** The name by which a page takes up a kept theme: `theme="winter"`. */
export const themeName = /^[a-z][a-z\d-]{0,30}$/;
export const themeHex = /^#[\da-f]{6}$/i;
/** Without quotes and brackets: such a text cannot end a declaration. */
export const themeFont = /^[A-Za-z\d\u00c0-\uffdc][A-Za-z\d\u00c0-\uffdc ,-]{0,119}$/;
