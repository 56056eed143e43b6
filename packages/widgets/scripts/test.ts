/**
 * All checks of the widgets: the build, its manifest and its budgets, the pure functions in Node, the elements in Chromium.
 * Ends with `N passed, N failed`, as the whole project's test command does.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..');
const nodeTests = globSync('src/**/*.test.ts', { cwd: folder }).filter((file) =>
  readFileSync(path.join(folder, file), 'utf8').includes("'node:test'"),
);

interface Check {
  name: string;
  command: string;
  args: string[];
  /** Finds the counts in what the check printed; none: it counts as one. */
  counts?: RegExp;
}

const checks: Check[] = [
  { name: 'build', command: bin('vite'), args: ['build', '--logLevel', 'warn'] },
  { name: 'package', command: process.execPath, args: ['scripts/package/build.ts'] },
  {
    name: 'budgets',
    command: process.execPath,
    args: ['scripts/check-budgets.ts'],
    counts: /(\d+) passed, (\d+) failed/g,
  },
  {
    name: 'functions',
    command: process.execPath,
    args: ['--test', ...nodeTests],
    counts: /pass (\d+)\n.*fail (\d+)/g,
  },
  {
    name: 'browser',
    command: bin('wtr'),
    args: ['--config', 'web-test-runner.config.mjs'],
    counts: /browser: (\d+) passed, (\d+) failed/g,
  },
];

let passed = 0;
let failed = 0;
for (const check of checks) {
  const { code, output } = await run(check);
  const found = [...output.matchAll(check.counts ?? /(?!)/g)].at(-1);
  const good = Number(found?.[1] ?? (code === 0 ? 1 : 0));
  // A check that ended badly without saying how many failed is a failure all the same.
  const bad = Math.max(Number(found?.[2] ?? 0), code === 0 ? 0 : 1);
  passed += good;
  failed += bad;
}
process.stdout.write(`\nwidgets: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;

function bin(name: string): string {
  return path.join(folder, 'node_modules', '.bin', name);
}

function run({ command, args }: Check): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
