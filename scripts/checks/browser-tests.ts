import { readFile } from 'node:fs/promises';
import { type FileChoice, filesUnder, fromRootWithSlashes } from './files.ts';
import { runPackageCheck } from './package-check.ts';
import type { CheckResult } from './stage.ts';

/** Runs the tests of a package in a browser. @param run.folder `packages/widgets` */
export async function runBrowserTests(run: {
  folder: string;
  wanted?: FileChoice | undefined;
  /** Milliseconds. */
  timeout: number;
  env?: NodeJS.ProcessEnv;
  signal: AbortSignal;
}): Promise<CheckResult> {
  const { folder, wanted, timeout, env, signal } = run;
  const files = wanted && (await browserTestFiles(folder)).filter(wanted);
  if (files?.length === 0) return { passed: 0, failed: 0, output: 'No test file is chosen.' };
  return runPackageCheck({
    folder,
    script: 'test:browser',
    label: 'browser',
    env: {
      ...env,
      ...(files && { TEST_FILES: JSON.stringify(files.map((path) => path.slice(folder.length + 1))) }),
    },
    timeout,
    signal,
  });
}

/** The tests that node does not run, from the root. */
async function browserTestFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesUnder([`${folder}/src`], (each) => each.endsWith('.test.ts'))) {
    if (!(await readFile(path, 'utf8')).includes("'node:test'")) found.push(fromRootWithSlashes(path));
  }
  return found;
}
