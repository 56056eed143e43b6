/** What editors and page builders learn about our tags; `pnpm build` writes it. */
export default {
  globs: ['src/elements/**/*.ts', 'src/components/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.mocks.ts', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
};
