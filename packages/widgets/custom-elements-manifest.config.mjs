import { publicManifest } from './scripts/package/public-manifest.ts';

/** What editors, page builders and the package's types learn about our tags; `pnpm build` writes it. */
export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.mocks.ts', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [publicManifest],
};
