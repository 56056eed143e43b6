/** The colours of emails and documents; every pair of text and background has a contrast of at least 4.5:1. */
export const light = {
  ink: '#1d2a26',
  second: '#55635e',
  line: '#dfe4e0',
  paper: '#ffffff',
  wash: '#f5f7f4',
  accent: '#1d5f4e',
  accentText: '#ffffff',
  accentWash: '#e6f0ec',
  warning: '#8a4b0f',
  warningWash: '#fdf3e6',
} as const;

export const dark = {
  ink: '#eef3f0',
  second: '#a9b8b1',
  line: '#34423d',
  paper: '#18211e',
  wash: '#101815',
  accent: '#8fd0bb',
  accentText: '#0d2a22',
  accentWash: '#20342d',
  warning: '#f0c08d',
  warningWash: '#3a2a17',
} as const;

export type Tone = keyof typeof light;

/** System fonts, because an email loads nothing. */
export const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/**
 * The colours of dark mode, as classes that win over the inline light ones. Apple Mail and Outlook for Mac read
 * the media query; Outlook.com renames colours under `[data-ogsc]` (text) and `[data-ogsb]` (ground).
 */
export function darkStyles(): string {
  const classes = (Object.keys(light) as Tone[]).flatMap((tone) => [
    [`t-${tone}`, 'color', dark[tone]] as const,
    [`b-${tone}`, 'background-color', dark[tone]] as const,
    [`l-${tone}`, 'border-color', dark[tone]] as const,
  ]);
  const rules = classes.map(([name, property, value]) => `.${name}{${property}:${value} !important}`);
  const outlook = classes.map(
    ([name, property, value]) =>
      `[${property === 'color' ? 'data-ogsc' : 'data-ogsb'}] .${name}{${property}:${value} !important}`,
  );
  return `@media (prefers-color-scheme: dark){${rules.join('')}}${outlook.join('')}`;
}
