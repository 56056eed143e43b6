import { defineConfig } from 'vite';

/** The scripts and styles of the pages, served below `/handbook/`: each name has a hash, and its content never changes. */
export default defineConfig({
  base: '/handbook/',
  build: {
    outDir: 'dist/assets',
    emptyOutDir: true,
    assetsDir: '',
    manifest: 'manifest.json',
    target: 'es2022',
    // Its script would be written into the page, which the strict policy refuses.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['src/gallery/state.ts', 'src/gallery/chooser.ts', 'src/handbook.css', 'src/gallery/state.css'],
    },
  },
});
