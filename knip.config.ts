import type { KnipConfig } from 'knip';

/**
 * What is exported without need, files that nothing imports, and packages that nothing uses. An entry is a file that
 * something other than an import starts: a script, a page, a worker, a test runner.
 */
const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: [
        'scripts/{start,test}.ts',
        'scripts/new/main.ts',
        'scripts/checks/node-totals-reporter.ts',
        'scripts/checks/moved-dates/preload.ts',
        '*.config.{mjs,ts}',
      ],
      project: ['scripts/**/*.ts', '*.config.{mjs,ts}'],
    },
    'packages/bff': {
      entry: ['src/cli/*.ts', 'scripts/*.ts'],
      project: ['src/**/*.ts', 'scripts/*.ts'],
      // Fonts are found by their paths.
      ignoreDependencies: [/^@(?:embedpdf|expo-google-fonts|fontsource|openfonts)\//],
    },
    'packages/sandbox': {
      entry: ['src/stripe/stripe-js/main.js', 'src/panel/panel-refresh.js'],
      project: ['src/**/*.{ts,js}'],
    },
    'packages/shared': { project: ['src/**/*.ts'] },
    'packages/widgets': {
      entry: [
        'accessibility/**/*.ts',
        'src/loader.ts',
        // The entries of the npm package are made by the build.
        'src/package/*.ts',
        // In the place of English modules in the builds of other languages.
        'src/in-another-language/*.ts',
        'scripts/languages/build-languages.ts',
        'scripts/{check-budgets,test}.ts',
        'scripts/package/{build,write-pages}.ts',
        '*.config.{mjs,ts}',
      ],
      project: ['src/**/*.ts', 'scripts/**/*.{ts,mjs}', '*.config.{mjs,ts}'],
      // A script that is put into the page that is judged, a program that is run by its path, and types for the React project
      // of a test.
      ignoreDependencies: [
        'accessibility-checker-engine',
        '@custom-elements-manifest/analyzer',
        '@types/react',
      ],
    },
    'packages/desk': {
      entry: ['src/main.ts', 'scripts/check-budgets.ts', '*.config.{mjs,ts}'],
      project: ['accessibility/**/*.ts', 'src/**/*.ts', 'scripts/*.ts', '*.config.{mjs,ts}'],
    },
    'packages/handbook': {
      entry: ['scripts/build.ts', 'src/gallery/{state,chooser}.ts', '*.config.ts'],
      project: ['src/**/*.ts', 'scripts/*.ts', '*.config.ts'],
    },
    test: {
      entry: ['bench/{main,bare-hono-process}.ts', 'pictures/{main,guides}.ts', 'support/bff-process.ts'],
      project: ['**/*.ts'],
      // The test of the stand-in Stripe.js resolves it by name and serves its file to a page.
      ignoreDependencies: ['@stripe/stripe-js'],
    },
  },
  // The packages' `exports` let the workspace import any file; that does not make any file an entry.
  includeEntryExports: true,
  // The class of an element is exported for the elements' manifest.
  ignoreExportsUsedInFile: { class: true },
  // A tool imports the default export of its configuration.
  // The build puts modules in another language in the place of English ones, with their exports.
  ignoreIssues: {
    '**/*.config.{mjs,ts}': ['exports'],
    'packages/widgets/src/in-another-language/*.ts': ['exports'],
  },
};

for (const workspace of Object.values(config.workspaces ?? {})) {
  if (workspace !== config.workspaces?.['packages/handbook']) {
    workspace.entry = [...[workspace.entry ?? []].flat(), '**/*.test.ts'];
  }
}

export default config;
