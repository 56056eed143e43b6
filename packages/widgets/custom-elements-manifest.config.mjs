/** The analyzer takes the inner state of an element (`state: true`) for attributes: what is private is none. */
const privateIsNoAttribute = {
  name: 'private-is-no-attribute',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        const members = new Map((declaration.members ?? []).map((member) => [member.name, member]));
        declaration.attributes = declaration.attributes?.filter(
          ({ fieldName }) => members.get(fieldName)?.privacy !== 'private',
        );
      }
    }
  },
};

/** What editors and page builders learn about our tags; `pnpm build` writes it. */
export default {
  globs: ['src/elements/**/*.ts', 'src/components/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.mocks.ts', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [privateIsNoAttribute],
};
