import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * dist/ is laid out as it is served below `/widgets/`:
 * `v1/bq.js` is the loader (cached for minutes), `<version>/<name>-<hash>.js` never change.
 * The loader imports them relative to itself, so that they come from wherever it came from.
 */
export default defineConfig({
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // What an element needs is asked for together with it, not after it; every browser of our target can.
    modulePreload: { polyfill: false },
    minify: true,
    rolldownOptions: {
      input: { loader: 'src/loader.ts' },
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: 'v1/bq.js',
        chunkFileNames: `${version}/[name]-[hash].js`,
      },
    },
  },
  base: './',
});
