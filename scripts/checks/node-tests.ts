import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../repository.ts';
import { runCommand } from '../run-command.ts';
import { type FileChoice, filesUnder, fromRootWithSlashes } from './files.ts';
import type { NodeTotals } from './node-totals-reporter.ts';
import type { CheckResult } from './stage.ts';

export interface NodeTestRun {
  /** Folders below the root that hold the `*.test.ts`. */
  folders: readonly string[];
  /** Only files whose path, from the root, satisfies this. */
  wanted?: FileChoice | undefined;
  /** How many files run at the same time. */
  concurrency: number;
  /** Milliseconds for all of it. */
  timeout: number;
  env?: NodeJS.ProcessEnv;
  /** What is made for the tests before the first of them, as the variables that tell where it is. */
  prepare?: () => Promise<NodeJS.ProcessEnv>;
  signal: AbortSignal;
}

/** Runs node's own tests and sums what really ran. */
export async function runNodeTests(run: NodeTestRun): Promise<CheckResult> {
  const files = (await nodeTestFiles(run.folders)).filter(run.wanted ?? (() => true));
  // A check that ran nothing fails; the caller may know better.
  if (files.length === 0) return { passed: 0, failed: 0, output: 'No test file is chosen.' };

  const prepared = await run.prepare?.();
  const folder = await mkdtemp(join(tmpdir(), 'node-totals-'));
  const totalsFile = join(folder, 'totals.json');
  try {
    const result = await runCommand(
      'node',
      [
        '--test',
        `--test-concurrency=${run.concurrency}`,
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${fromRoot('scripts', 'checks', 'node-totals-reporter.ts')}`,
        `--test-reporter-destination=${totalsFile}`,
        ...files,
      ],
      { env: { ...run.env, ...prepared, FORCE_COLOR: '0' }, timeout: run.timeout, signal: run.signal },
    );
    const totals = await readTotals(totalsFile);
    const output = [...(totals?.complaints ?? []), result.output].join('\n');
    if (!totals || totals.passed + totals.failed === 0) {
      return { passed: 0, failed: 1, output: `The tests did not come to an end.\n${output}` };
    }
    const crashed = result.exitCode !== 0 && totals.failed === 0;
    return { passed: totals.passed, failed: totals.failed + (crashed ? 1 : 0), output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tests that import `node:test`, from the root; the widgets' other tests belong to the browser. */
async function nodeTestFiles(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesUnder(folders, (each) => each.endsWith('.test.ts'))) {
    if ((await readFile(path, 'utf8')).includes("'node:test'")) found.push(fromRootWithSlashes(path));
  }
  return found;
}

async function readTotals(path: string): Promise<NodeTotals | undefined> {
  try {
    // Written by our own reporter a moment ago.
    return JSON.parse(await readFile(path, 'utf8')) as NodeTotals;
  } catch {
    return undefined;
  }
}
