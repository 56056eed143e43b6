import { mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { fromRoot } from '../repository.ts';

/** Packages that read files beside their code. */
const keptApart = ['@electric-sql/pglite', 'fontkit', 'pdfkit'];

/**
 * The BFF of the journeys in a few files of plain JavaScript. Node reads all its modules in 1.6 s of processor time,
 * the bundle in 0.3 s, and the journeys start the BFF about sixty times.
 * @returns the variables that tell `startBffChild` to use it
 */
export async function bundledBff(): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'bff-bundle-'));
  await build({
    entryPoints: [fromRoot('test', 'support', 'bff-process.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'silent',
    external: keptApart,
    define: { 'import.meta.main': 'false' },
    // What the bundled packages in CommonJS call.
    banner: {
      js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
    },
    plugins: [modulesKeepTheirUrl],
  });
  // Here Node finds the packages that are kept apart, and the fonts.
  await symlink(fromRoot('packages', 'bff', 'node_modules'), join(folder, 'node_modules'));
  return { BFF_PROCESS: join(folder, 'bff-process.mjs') };
}

/** Our modules find migrations, pages and the thread's script by their own place in the repository. */
const modulesKeepTheirUrl: Plugin = {
  name: 'modules keep their URL',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      return { loader: 'ts', contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', url) };
    });
  },
};
