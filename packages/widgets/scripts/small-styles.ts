import type { Plugin } from 'vite';

/**
 * Takes comments and indentation out of our css templates. The minifier leaves the text of templates alone, as it
 * must; a patient would pay for every explanation we write there.
 */
export function smallStyles(): Plugin {
  return {
    name: 'botaniqal-small-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/widgets/src/') || !code.includes('css`')) return undefined;
      // Only templates without expressions: those are plain CSS.
      return {
        code: code.replace(/\bcss`([^`$]*)`/g, (_, styles: string) => `css\`${small(styles)}\``),
        map: null,
      };
    },
  };
}

function small(styles: string): string {
  return styles
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,]) /g, '$1')
    .replace(/;}/g, '}')
    .trim();
}
