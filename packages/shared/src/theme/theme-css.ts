import { type Theme, type ThemeColour, type ThemeNumber, themeColours, themeNumbers } from './theme.ts';

const colourProperties: Readonly<Record<ThemeColour, string>> = {
  accent: 'accent',
  accentText: 'accent-text',
  surface: 'surface',
  text: 'text',
  border: 'border',
};

/** Families that CSS knows itself; every other name is written between quotes. */
const generic = new Set(['serif', 'sans-serif', 'monospace', 'cursive', 'system-ui', 'inherit']);

/** The declarations of a theme: `--bq-accent: #1d5f4e`, one for each value that it has. */
export function themeDeclarations(theme: Theme): string[] {
  const colours = themeColours.flatMap((colour) => {
    const { light, dark } = { light: theme.light?.[colour], dark: theme.dark?.[colour] };
    const value = light && dark && light !== dark ? `light-dark(${light}, ${dark})` : (light ?? dark);
    return value ? [`--bq-${colourProperties[colour]}: ${value}`] : [];
  });
  const numbers = (Object.keys(themeNumbers) as ThemeNumber[]).flatMap((name) => {
    const { property, unit } = themeNumbers[name];
    return theme[name] === undefined ? [] : [`--bq-${property}: ${theme[name]}${unit}`];
  });
  return [...colours, ...numbers, ...fontDeclaration(theme.headingFont)];
}

function fontDeclaration(families = ''): string[] {
  const names = families.split(',').map((name) => name.trim());
  const written = names
    .filter((name) => name !== '')
    .map((name) => (generic.has(name.toLowerCase()) ? name.toLowerCase() : `"${name}"`));
  return written.length > 0 ? [`--bq-heading-font: ${written.join(', ')}`] : [];
}

/** A rule for the elements that a page marks with a theme's name, for each kept theme. */
export function keptThemesCss(themes: readonly { name: string; theme: Theme }[]): string {
  return themes
    .map(
      ({ name, theme }) => `[theme="${name}"]{${themeDeclarations(theme).join(';').replaceAll(': ', ':')}}`,
    )
    .join('\n');
}
