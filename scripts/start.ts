/**
 * `npx pnpm@12 start`: the whole product on one machine, without credentials. The widgets are built, the sandbox
 * stands in for every outside service, and the BFF serves the API, the widgets and the Webflow example pages.
 * `--no-build` takes the widgets as they were built last.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runBff } from '../packages/bff/src/main.ts';
import { startSandbox } from '../packages/sandbox/src/start.ts';
import { runPackageScript } from './package-script.ts';
import { type PreviewSettings, previewSettings } from './preview/environment.ts';
import { takenPort } from './preview/ports.ts';
import { stopTogether } from './preview/stop-together.ts';
import { fromRoot, repositoryRoot } from './repository.ts';

const { values: options } = parseArgs({
  options: { 'no-build': { type: 'boolean', default: false } },
});

const stopping = stopTogether();

try {
  // Paths in the environment (`clinic.yaml`, `.data`) are meant from the repository's root.
  process.chdir(repositoryRoot);
  const settings = previewSettings();
  const taken = await takenPort(settings);
  if (taken) throw new Error(taken);
  if (!options['no-build']) await buildPages();
  else if (!existsSync(fromRoot('packages', 'widgets', 'dist', 'v1', 'bq.js'))) {
    throw new Error('The widgets were never built here. Start once without --no-build.');
  }
  await startEverything(settings);
} catch (error) {
  if (stopping.signal.aborted) await stopping.stop(0);
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  await stopping.stop(1);
}

async function buildPages(): Promise<void> {
  for (const [what, folder] of [
    ['widgets', 'packages/widgets'],
    ['desk', 'packages/desk'],
    ['handbook', 'packages/handbook'],
  ] as const) {
    console.log(`Building the ${what} …`);
    const build = await runPackageScript(folder, 'build', { signal: stopping.signal });
    if (build.exitCode !== 0) throw new Error(`The ${what} could not be built.\n\n${build.output}`);
  }
}

async function startEverything(settings: PreviewSettings): Promise<void> {
  console.log('Starting the sandbox and the server …');
  const first = settings.sandboxPort;
  const sandbox = await startSandbox({
    clinicConfigPath: settings.env.CLINIC_CONFIG || 'clinic.yaml',
    env: settings.env,
    ports: {
      panel: first,
      calendly: first + 1,
      medirecords: first + 2,
      stripe: first + 3,
      microsoft: first + 4,
      jotform: first + 5,
      twilio: first + 6,
      smtp: settings.sandboxSmtpPort,
    },
  });
  stopping.add(() => sandbox.stop());
  const bff = await runBff({ env: settings.env, previewPages: fromRoot('examples', 'webflow') });
  stopping.add(() => bff.stop());
  console.log(banner(settings));
}

function banner({ port, sandboxPort }: PreviewSettings): string {
  const site = `http://localhost:${port}`;
  return [
    '',
    '  Ready.',
    '',
    `  The clinic's site        ${site}`,
    `  Book a consultation      ${site}/webflow/book.html`,
    `  The desk, for staff      ${site}/desk   (consultant@botaniqal.example, manager@botaniqal.example)`,
    `  What the vendors hold    http://localhost:${sandboxPort}   (calendars, patients, appointments, mails)`,
    `  The API, described       ${site}/api/openapi.json`,
    '',
    '  Everything outside is a stand-in: no real calendar, record or mailbox is touched. Ctrl-C stops all of it.',
    '',
  ].join('\n');
}
