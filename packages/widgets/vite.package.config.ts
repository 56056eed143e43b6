import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { buildTargets } from './scripts/browsers.ts';
import { ownTags } from './scripts/own-tags.ts';
import { packageEntries } from './scripts/package/entries.ts';

const { version, dependencies } = JSON.parse(
  readFileSync(new URL('./package.json', import.meta.url), 'utf8'),
) as { version: string; dependencies: Record<string, string> };

/**
 * The modules of the npm package, in dist/package: one for each element, and one for all. They import Lit, which the site's own
 * build bundles once. The site's build also makes them small.
 */
export default defineConfig({
  plugins: [packageEntries.plugin(), ownTags(version)],
  build: {
    target: buildTargets(),
    minify: false,
    outDir: 'dist/package',
    emptyOutDir: true,
    lib: { entry: packageEntries.names(), formats: ['es'] },
    rolldownOptions: {
      external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(?:/|$)`)),
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});
