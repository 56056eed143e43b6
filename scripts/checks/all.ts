import { runPackageScript } from '../package-script.ts';
import { runCommand } from '../run-command.ts';
import { runBrowserTests } from './browser-tests.ts';
import { bundledBff } from './bundled-bff.ts';
import { checkCutText } from './cut-text.ts';
import { checkDocumentPaths } from './document-paths.ts';
import { checkUnderDate } from './moved-dates/check.ts';
import { movedDates } from './moved-dates/dates.ts';
import { runNodeTests } from './node-tests.ts';
import { runPackageCheck } from './package-check.ts';
import { byExitCode, type Check } from './stage.ts';
import { checkVendorNames } from './vendor-names.ts';

/** The folders that hold a tsconfig.json of their own. */
const projects = [
  'packages/shared',
  'packages/bff',
  'packages/sandbox',
  'packages/widgets',
  'packages/widgets/scripts',
  'packages/desk',
  'packages/handbook',
  'test',
  'scripts',
];

const minutes = 60_000;

/** Everything that `pnpm test` checks, in groups: one group after the other, two checks of a group at a time. */
export const checks: readonly (readonly Check[])[] = [
  [
    ...projects.map(
      (project): Check => ({
        part: 'types',
        name: `types: ${project}`,
        run: async ({ signal }) =>
          byExitCode(
            await runCommand('tsc', ['-p', project, '--pretty', 'false'], { timeout: 3 * minutes, signal }),
          ),
      }),
    ),
    {
      part: 'format',
      name: 'format and lint',
      run: async ({ signal }) =>
        byExitCode(await runCommand('biome', ['check', '.'], { timeout: 2 * minutes, signal })),
    },
    {
      part: 'format',
      name: 'lint of Lit templates',
      run: async ({ signal }) =>
        byExitCode(await runPackageScript('packages/widgets', 'lint', { timeout: 3 * minutes, signal })),
    },
    {
      part: 'format',
      name: 'lint of the templates of the desk',
      run: async ({ signal }) =>
        byExitCode(await runPackageScript('packages/desk', 'lint', { timeout: 3 * minutes, signal })),
    },
    {
      part: 'arrows',
      name: 'arrows: who may import whom',
      run: async ({ signal }) =>
        byExitCode(
          await runCommand(
            'depcruise',
            ['--config', 'dependency-cruiser.config.mjs', 'packages', 'test', 'scripts'],
            { timeout: 3 * minutes, signal },
          ),
        ),
    },
    { part: 'arrows', name: 'vendors: no feature names one', run: checkVendorNames },
    { part: 'arrows', name: 'text: no place halves a character', run: checkCutText },
    {
      part: 'unused',
      name: 'nothing is exported or installed without need',
      run: async ({ signal }) =>
        byExitCode(await runCommand('knip', ['--no-progress'], { timeout: 2 * minutes, signal })),
    },
    { part: 'docs', name: 'the paths that documents name exist', run: checkDocumentPaths },
  ],
  [
    {
      part: 'build',
      name: 'the widgets build',
      run: async ({ signal }) =>
        byExitCode(await runPackageScript('packages/widgets', 'build', { timeout: 3 * minutes, signal })),
    },
    {
      part: 'build',
      name: 'the desk builds',
      run: async ({ signal }) =>
        byExitCode(await runPackageScript('packages/desk', 'build', { timeout: 3 * minutes, signal })),
    },
    {
      part: 'build',
      name: 'the handbook builds',
      run: async ({ signal }) =>
        byExitCode(await runPackageScript('packages/handbook', 'build', { timeout: 3 * minutes, signal })),
    },
  ],
  [
    {
      part: 'build',
      name: 'what the widgets weigh',
      run: ({ signal }) =>
        runPackageCheck({
          folder: 'packages/widgets',
          script: 'budgets',
          label: 'budgets',
          timeout: minutes,
          signal,
        }),
    },
    {
      part: 'build',
      name: 'what the desk weighs',
      run: ({ signal }) =>
        runPackageCheck({
          folder: 'packages/desk',
          script: 'budgets',
          label: 'budgets',
          timeout: minutes,
          signal,
        }),
    },
  ],
  [
    {
      part: 'unit',
      name: 'tests of the packages',
      needsPostgres: true,
      run: ({ signal, wanted }) =>
        runNodeTests({
          folders: ['packages', 'scripts'],
          wanted,
          concurrency: 2,
          timeout: 30 * minutes,
          signal,
        }),
    },
  ],
  [
    {
      part: 'browser',
      name: 'tests of the widgets in a browser',
      run: ({ signal, wanted }) =>
        runBrowserTests({ folder: 'packages/widgets', wanted, timeout: 15 * minutes, signal }),
    },
  ],
  [
    {
      part: 'browser',
      name: 'tests of the desk in a browser',
      run: ({ signal, wanted }) =>
        runBrowserTests({ folder: 'packages/desk', wanted, timeout: 10 * minutes, signal }),
    },
  ],
  [
    {
      part: 'journeys',
      name: 'journeys and faults on the running stack',
      needsPostgres: true,
      run: ({ signal, wanted }) =>
        // They wait more than they compute: for mails that are sent later, for what is tried again.
        runNodeTests({
          folders: ['test'],
          wanted,
          prepare: bundledBff,
          concurrency: 3,
          timeout: 45 * minutes,
          signal,
        }),
    },
  ],
  [
    {
      part: 'accessibility',
      name: 'three engines over the scenarios of all elements',
      onlyByName: true,
      run: ({ signal }) =>
        runPackageCheck({
          folder: 'packages/widgets',
          script: 'test:browser',
          label: 'browser',
          env: { TEST_FILES: JSON.stringify(['accessibility/three-engines.test.ts']) },
          timeout: 30 * minutes,
          signal,
        }),
    },
    {
      part: 'accessibility',
      name: 'three engines over the screens of the desk',
      onlyByName: true,
      run: ({ signal }) =>
        runPackageCheck({
          folder: 'packages/desk',
          script: 'test:browser',
          label: 'browser',
          env: { TEST_FILES: JSON.stringify(['accessibility/three-engines.test.ts']) },
          timeout: 30 * minutes,
          signal,
        }),
    },
  ],
  ...movedDates.map((date) => [checkUnderDate(date)]),
];
