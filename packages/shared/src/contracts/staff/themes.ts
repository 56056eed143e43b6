import { z } from 'zod';
import { themeFont, themeHex, themeName, themeNumbers } from '../../theme/theme.ts';

const colour = z.string().regex(themeHex).describe('Like `#1d5f4e`').optional();

const colours = z.strictObject({
  accent: colour,
  accentText: colour,
  surface: colour,
  text: colour,
  border: colour,
});

const number = ({ least, most }: { least: number; most: number }) =>
  z.number().min(least).max(most).optional();

/** The look of our elements; what is left out keeps its default. */
const theme = z.strictObject({
  light: colours.optional(),
  dark: colours.optional().describe('For pages with a dark `color-scheme`; left out: as light'),
  radius: number(themeNumbers.radius),
  buttonRadius: number(themeNumbers.buttonRadius),
  spacing: number(themeNumbers.spacing),
  padding: number(themeNumbers.padding),
  textSize: number(themeNumbers.textSize),
  headingWeight: number(themeNumbers.headingWeight),
  lineHeight: number(themeNumbers.lineHeight),
  headingFont: z.string().regex(themeFont).optional().describe('Font families, separated by commas'),
});

export const themeNameParam = z
  .string()
  .regex(themeName)
  .describe('The name that a page writes: `theme="winter"`');

const version = z.number().int().positive();

/** One state of a kept theme. Each change adds one; none is ever changed. */
const themeVersion = z.object({
  version,
  theme: theme.nullable().describe('null: the theme was taken away'),
  keptAt: z.iso.datetime(),
  keptBy: z.string().describe('Who kept it, as in the audit trail'),
});
export type ThemeVersion = z.infer<typeof themeVersion>;

/** `GET /api/staff/themes/{name}`: the newest version first. */
export const keptTheme = z.object({ name: themeNameParam, versions: z.array(themeVersion).min(1) });
export type KeptTheme = z.infer<typeof keptTheme>;

/** `GET /api/staff/themes`: the newest version of each, by name. */
export const keptThemeList = z.object({
  themes: z.array(themeVersion.extend({ name: themeNameParam })),
});
export type KeptThemeList = z.infer<typeof keptThemeList>;

const seen = version
  .optional()
  .describe(
    'The newest version that the person saw; the request is refused when a colleague kept another one',
  );

/** `POST /api/staff/themes/{name}`. */
export const keepTheme = z.strictObject({ theme, seen });

/** `POST /api/staff/themes/{name}/restore`: an earlier version becomes the newest one. */
export const restoreTheme = z.strictObject({ version, seen });
/** `POST /api/staff/themes/{name}/remove`. */
export const removeTheme = z.strictObject({ seen });
