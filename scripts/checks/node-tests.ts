import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../repository.ts';
import { runCommand } from '../run-command.ts';
import { type FileChoice, filesUnder, fromRootWithSlashes } from './files.ts';
import type { NodeTotals } from './node-totals-reporter.ts';
import { filesToRunAgain, withSecondRun } from './second-run.ts';
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

  const env = { ...run.env, ...(await run.prepare?.()), FORCE_COLOR: '0' };
  const first = await runFiles(run, files, env);
  if (!first.totals || first.totals.passed + first.totals.failed === 0) {
    return { passed: 0, failed: 1, output: `The tests did not come to an end.\n${first.output}` };
  }
  const again = filesToRunAgain(
    first.totals,
    files.map((file) => fromRoot(file)),
  );
  if (again.length === 0) return resultOf(first.totals, first);

  const second = await runFiles({ ...run, concurrency: 1 }, again, env);
  const totals = withSecondRun(
    first.totals,
    again,
    second.totals ?? { passed: 0, failed: 0, complaints: [], files: {} },
  );
  const names = again.map((file) => fromRootWithSlashes(file)).join(', ');
  const output = `Ran a second time, alone: ${names}.\n${first.output}\nThe second run:\n${second.output}`;
  const warning =
    totals.failed === 0 ? `failed beside other tests and passed alone, mend it: ${names}` : undefined;
  return { ...resultOf(totals, { ...second, output }), warning };
}

interface Ran {
  exitCode: number | null;
  output: string;
  totals: NodeTotals | undefined;
}

function resultOf(totals: NodeTotals, { exitCode, output }: Ran | Omit<Ran, 'totals'>): CheckResult {
  const crashed = exitCode !== 0 && totals.failed === 0;
  return {
    passed: totals.passed,
    failed: totals.failed + (crashed ? 1 : 0),
    output: [...totals.complaints, output].join('\n'),
  };
}

async function runFiles(run: NodeTestRun, files: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'node-totals-'));
  const totalsFile = join(folder, 'totals.json');
  try {
    const { exitCode, output } = await runCommand(
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
      { env, timeout: run.timeout, signal: run.signal },
    );
    return { exitCode, output, totals: await readTotals(totalsFile) };
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
