import { readable } from './readable.ts';

/** For each type: what a site may set, its default, and what takes the place of a value of another type. */
const given: Readonly<
  Record<string, readonly (readonly [name: string, fallback: string, initial: string])[]>
> = {
  color: [
    ['surface', 'Canvas', '#fff'],
    ['accent', 'light-dark(#1d5f4e,#86d3bb)', '#1d5f4e'],
    ['text', readable('#1b2925', 'var(--_surface)', 15), '#888'],
    // Black or white.
    ['accent-text', readable('#888', 'var(--_accent)', 21), '#888'],
    ['border', 'color-mix(in oklab,var(--_text) 15%,var(--_surface))', '#8888'],
  ],
  length: [
    ['radius', '12px', '12px'],
    ['button-radius', 'var(--_radius-s)', '9px'],
    ['spacing', '16px', '16px'],
    // Text follows the size that the reader has set.
    ['text-size', '1rem', '16px'],
    // None on the page's own ground. A colour is no length, so with a surface this becomes 20px.
    ['padding', 'var(--bq-surface,0px)', '20px'],
  ],
  number: [
    ['heading-weight', '650', '650'],
    ['line-height', '1.45', '1.45'],
  ],
};

/**
 * The declarations `--_0accent: var(--bq-accent, …)`, each with a type, so that a value of another type falls back.
 * Without a type, `--bq-accent: gren` would take away the ground of every button: a browser only finds the mistake where
 * the property is used.
 *
 * The build keeps names that begin with `--_0`. Two releases of our files can share a page, and a type holds for the
 * page.
 */
export function givenTokens(): string {
  return Object.entries(given)
    .flatMap(([type, tokens]) => tokens.map((token) => declared(type, token)))
    .join('');
}

function declared(type: string, [token, fallback, initial]: readonly [string, string, string]): string {
  const name = `--_0${token}`;
  try {
    CSS.registerProperty({ name, syntax: `<${type}>`, initialValue: initial, inherits: true });
  } catch {
    // Another copy of this file has done it, or the browser is from before 2024.
  }
  return `${name}:var(--bq-${token},${fallback});`;
}
