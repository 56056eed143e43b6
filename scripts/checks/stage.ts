import type { FileChoice } from './files.ts';
import type { Totals } from './totals.ts';

export interface CheckResult extends Totals {
  /** Printed in full when something failed. */
  output: string;
  /** What a developer has to look at although nothing failed: printed with the whole output. */
  warning?: string | undefined;
}

export interface CheckContext {
  signal: AbortSignal;
  /** Which test files are wanted, for parts that run many; none: all of them. */
  wanted?: FileChoice | undefined;
}

/** One thing that `pnpm test` checks. */
export interface Check {
  /** The part it belongs to: `pnpm test -- <part>` runs only that. */
  part: string;
  name: string;
  /** Runs only when its part is named: it repeats what other parts do. */
  onlyByName?: boolean;
  /** Its tests share one PostgreSQL, which the test command starts before the first check. */
  needsPostgres?: boolean;
  run(context: CheckContext): Promise<CheckResult>;
}

/** Runs one check; a crash is a failure, and so is a check that ran nothing. */
export async function settle(
  check: Check,
  context: CheckContext,
): Promise<CheckResult & { seconds: number; nothingRan?: boolean }> {
  const started = performance.now();
  const result = await check.run(context).catch(
    (error: unknown): CheckResult => ({
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  if (result.passed + result.failed > 0) return { ...result, seconds };
  return { passed: 0, failed: 1, output: `Nothing ran.\n${result.output}`, seconds, nothingRan: true };
}

/** A check by a tool whose exit code says it all: counts as one. */
export function byExitCode(result: { exitCode: number | null; output: string }): CheckResult {
  return result.exitCode === 0
    ? { passed: 1, failed: 0, output: result.output }
    : { passed: 0, failed: 1, output: result.output };
}
