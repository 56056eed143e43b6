import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { runCommand } from '../run-command.ts';
import { type FileChoice, filesUnder, fromRootWithSlashes } from './files.ts';

/** Relative imports, imports between packages, and workers or child processes that are named by their file. */
const named = /(?:from|import|URL)\s*\(?\s*'((?:\.{1,2}\/|@botaniqal\/)[^']+)'|'([\w-]+\.[mc]?[jt]s)'/g;

/** Files that no import leads to and that may change what any test finds. */
const touchesEverything =
  /^(package\.json|pnpm-(lock|workspace)\.yaml|clinic\.yaml|\.env\.example|tsconfig[^/]*\.json)$/;

/** The test files that a change touches: those that changed, and those that import what changed, by any number of steps. */
export async function changedTests(): Promise<{ wanted: FileChoice; changed: readonly string[] }> {
  const changed = await changedFiles();
  if (changed.some((path) => touchesEverything.test(path))) return { wanted: () => true, changed };
  const touched = touchedBy(changed, await importersOf());
  return { wanted: (path) => touched.has(path), changed };
}

/** The files that import one of these, by any number of steps, and these themselves. */
export function touchedBy(
  changed: readonly string[],
  importers: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const touched = new Set<string>();
  const touch = (path: string) => {
    if (touched.has(path)) return;
    touched.add(path);
    for (const importer of importers.get(path) ?? []) touch(importer);
  };
  for (const path of changed) touch(path);
  return touched;
}

/** What differs from the point where this branch left main, committed or not; on main itself, from the last commit. */
async function changedFiles(): Promise<string[]> {
  const [base] = await git('merge-base', 'HEAD', 'main');
  const [head] = await git('rev-parse', 'HEAD');
  const from = base && base !== head ? base : 'HEAD';
  return [
    ...(await git('diff', '--name-only', from)),
    ...(await git('ls-files', '--others', '--exclude-standard')),
  ];
}

async function git(...args: string[]): Promise<string[]> {
  const { exitCode, stdout, output } = await runCommand('git', args);
  if (exitCode !== 0 && args[0] !== 'merge-base') throw new Error(`git ${args.join(' ')}: ${output}`);
  return stdout.split('\n').filter(Boolean);
}

/** Part of the widgets' build, which the browsers of `test/` load. */
const isBuilt = (path: string) => /^packages\/widgets\/src\/(?!testing\/|.*\.(test|mocks)\.ts$)/.test(path);
const loadsTheBuild = 'test/support/browser.ts';

/** Who imports each file. */
export async function importersOf(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const paths = await filesUnder(['packages', 'scripts', 'test'], (path) => /\.[mc]?[jt]s$/.test(path));
  for (const absolute of paths) {
    const importer = fromRootWithSlashes(absolute);
    if (isBuilt(importer)) found.set(importer, [...(found.get(importer) ?? []), loadsTheBuild]);
    for (const [, path, neighbour] of (await readFile(absolute, 'utf8')).matchAll(named)) {
      const target = path?.startsWith('@botaniqal/')
        ? path.replace(/^@botaniqal\/([^/]+)\//, 'packages/$1/src/')
        : posix.join(posix.dirname(importer), path ?? neighbour ?? '');
      const list = found.get(target) ?? [];
      found.set(target, [...list, importer]);
    }
  }
  return found;
}
