import { runBrowserTests } from '../browser-tests.ts';
import { runNodeTests } from '../node-tests.ts';
import type { Check, CheckContext, CheckResult } from '../stage.ts';
import { add, noTotals, type Totals } from '../totals.ts';
import { environmentAt, type MovedDate } from './dates.ts';

const hour = 3_600_000;

/** The tests of the packages, in Node and in the browser, on a day that is not today. */
export function checkUnderDate(date: MovedDate): Check {
  return {
    part: 'dates',
    name: `dates: ${date.name}`,
    onlyByName: true,
    needsPostgres: true,
    run: (context) => runUnder(date, context),
  };
}

async function runUnder(date: MovedDate, { wanted, signal }: CheckContext): Promise<CheckResult> {
  const run = { wanted, env: environmentAt(date), timeout: hour, signal };
  const results = await Promise.all([
    runNodeTests({ ...run, folders: ['packages', 'scripts'], concurrency: 2 }),
    runBrowserTests({ ...run, folder: 'packages/widgets' }),
    runBrowserTests({ ...run, folder: 'packages/desk' }),
  ]);
  const output = results.filter(({ failed }) => failed > 0).map((result) => result.output);
  return { ...results.reduce<Totals>(add, noTotals), output: output.join('\n') };
}
