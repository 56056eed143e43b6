import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { preloads } from './scripts/preloads.ts';
import { smallMarkup } from './scripts/small-markup.ts';
import { smallStyles } from './scripts/small-styles.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * dist/ is laid out as it is served below `/widgets/`:
 * `v1/bq.js` is the loader (cached for minutes), `<version>/<name>-<hash>.js` never change.
 * The loader imports them relative to itself, so that they come from wherever it came from.
 */
export default defineConfig({
  plugins: [smallStyles(), smallMarkup(), preloads()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    lib: { entry: 'src/loader.ts', formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: 'v1/bq.js',
        chunkFileNames: `${version}/[name]-[hash].js`,
        // Vite leaves the whitespace of libraries alone, for whoever bundles them on. Nobody does with ours.
        minify: true,
      },
    },
  },
});
