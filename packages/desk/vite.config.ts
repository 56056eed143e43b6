import { defineConfig } from 'vite';

/**
 * `dist/` is served below `/desk/assets/`: each file has a hash in its name and never changes. The server reads
 * `manifest.json` to find the first of them.
 */
export default defineConfig({
  base: '/desk/assets/',
  build: {
    outDir: 'dist',
    assetsDir: '',
    manifest: 'manifest.json',
    target: 'es2022',
    // Its script would be written into the page, which the strict policy refuses.
    modulePreload: { polyfill: false },
    // The desk, and the builder of embeds (`/embed`).
    rolldownOptions: { input: ['src/main.ts', 'src/embed/main.ts'] },
  },
});
