/**
 * `npx pnpm@12 test`: every check there is, on a machine with nothing but Node and npx.
 * `pnpm test -- changed` runs the tests that a change touches, and all checks that are quick.
 * `pnpm test -- <part> [pattern]` runs one part: types, format, arrows, unused, docs, build, unit, browser, journeys, accessibility or dates.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from './browsers/chromium.ts';
import { firefox } from './browsers/firefox.ts';
import { findOrInstall, type Program } from './browsers/programs.ts';
import { webKitDriver, xvfb } from './browsers/webkit.ts';
import { checks } from './checks/all.ts';
import { changedTests } from './checks/changed-tests.ts';
import { type Check, type CheckContext, type CheckResult, settle } from './checks/stage.ts';
import { add, closingLine, noTotals, type Totals } from './checks/totals.ts';

/** The parts that need a browser. The journeys run in three engines. */
const browsersOf: Readonly<Record<string, readonly Program[]>> = {
  browser: [chromium],
  dates: [chromium],
  journeys: [chromium, firefox, webKitDriver, xvfb],
};

const [part, pattern] = process.argv.slice(2).filter((argument) => argument !== '--');
const chosen = checks.map((group) => group.filter(isChosen)).filter((group) => group.length > 0);
if (chosen.length === 0) {
  const parts = ['changed', ...new Set(checks.flat().map((check) => check.part))];
  console.error(`There is no part "${part}". The parts are: ${parts.join(', ')}.`);
  process.exit(1);
}

const controller = new AbortController();
const context: CheckContext = { signal: controller.signal, wanted: await wantedFiles() };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => controller.abort());
}

// Everything that a check writes goes here, so that one removal at the end leaves nothing behind. PostgreSQL
// runs as a user of its own when we are root, and must be able to look in.
const scratch = await mkdtemp(join(tmpdir(), 'botaniqal-test-'));
await chmod(scratch, 0o755);
process.env.TMPDIR = scratch;
// Hundreds of processes load the same modules: the first compiles them for the others.
process.env.NODE_COMPILE_CACHE = join(scratch, 'compiled');

let totals: Totals = noTotals;
let stopPostgres = async () => {};
try {
  await needBrowsers();
  stopPostgres = await needPostgres();
  for (const group of chosen) {
    if (controller.signal.aborted) break;
    totals = (await inTwos(group)).reduce(add, totals);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  totals = add(totals, { passed: 0, failed: 1 });
} finally {
  await stopPostgres();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
if (controller.signal.aborted) {
  console.error('Stopped before the end.');
  totals = add(totals, { passed: 0, failed: 1 });
}
console.log(`\n${closingLine(totals)}`);
process.exit(totals.failed === 0 ? 0 : 1);

/** Without a part: all but those that repeat others. `changed`: the same, with the test files that a change touches. */
function isChosen(check: Check): boolean {
  return part === undefined || part === 'changed' ? !check.onlyByName : check.part === part;
}

async function wantedFiles(): Promise<CheckContext['wanted']> {
  if (part === 'changed') {
    const { changed, wanted } = await changedTests();
    console.log(changed.length === 1 ? '1 file changed.' : `${changed.length} files changed.`);
    return wanted;
  }
  return pattern === undefined ? undefined : (path) => path.includes(pattern);
}

async function needBrowsers(): Promise<void> {
  const needed = new Set(chosen.flat().flatMap((check) => browsersOf[check.part] ?? []));
  for (const program of needed) {
    process.env[program.variable] = await findOrInstall(program, (line) => console.log(line));
  }
}

/** One PostgreSQL for all test processes of the run: starting one for each file costs more than most of the files. */
async function needPostgres(): Promise<() => Promise<void>> {
  if (!chosen.flat().some(({ needsPostgres }) => needsPostgres)) return async () => {};
  // Loaded late: a server that does not compile must not keep the other checks from saying so.
  const { startSharedPostgres } = await import('../packages/bff/src/testing/postgres.ts');
  const { env, stop } = await startSharedPostgres();
  Object.assign(process.env, env);
  return stop;
}

/** The checks of a group do not mind each other, but the machine may have two cores only. */
async function inTwos(group: readonly Check[]): Promise<CheckResult[]> {
  const waiting = [...group];
  const results: CheckResult[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check && !controller.signal.aborted; check = waiting.shift()) {
      const result = await settle(check, context);
      if (part === 'changed' && result.nothingRan) continue;
      report(check, result);
      results.push(result);
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

function report(check: Check, result: CheckResult & { seconds: number }): void {
  const count = result.passed + result.failed > 1 ? `  ${closingLine(result)}` : '';
  const mark = result.failed === 0 ? '✓' : '✗';
  console.log(`${mark} ${check.name.padEnd(44)} ${result.seconds.toFixed(1).padStart(6)} s${count}`);
  if (result.warning) console.log(`! ${result.warning}`);
  if (result.failed > 0 || result.warning) console.log(`\n${result.output.trimEnd()}\n`);
}
