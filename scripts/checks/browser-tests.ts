import { readFile } from 'node:fs/promises';
import { type FileChoice, filesUnder, fromRootWithSlashes } from './files.ts';
import { runPackageCheck } from './package-check.ts';
import type { CheckResult } from './stage.ts';

const widgets = 'packages/widgets';

/** Runs the widgets' tests in a browser. */
export async function runBrowserTests(run: {
  wanted?: FileChoice | undefined;
  /** Milliseconds. */
  timeout: number;
  env?: NodeJS.ProcessEnv;
  signal: AbortSignal;
}): Promise<CheckResult> {
  const { wanted, timeout, env, signal } = run;
  const files = wanted && (await browserTestFiles()).filter(wanted);
  if (files?.length === 0) return { passed: 0, failed: 0, output: 'No test file is chosen.' };
  return runPackageCheck({
    folder: widgets,
    script: 'test:browser',
    label: 'browser',
    env: { ...env, ...(files && { TEST_FILES: JSON.stringify(files.map(belowWidgets)) }) },
    timeout,
    signal,
  });
}

/** The tests of the widgets that node does not run, from the root. */
async function browserTestFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesUnder([`${widgets}/src`], (each) => each.endsWith('.test.ts'))) {
    if (!(await readFile(path, 'utf8')).includes("'node:test'")) found.push(fromRootWithSlashes(path));
  }
  return found;
}

const belowWidgets = (path: string) => path.slice(widgets.length + 1);
