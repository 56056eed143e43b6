import { runPackageScript } from '../package-script.ts';
import type { CheckResult } from './stage.ts';

/** A script of a package that ends with a line of its own counts, like `browser: 12 passed, 0 failed`. */
export async function runPackageCheck(check: {
  folder: string;
  script: string;
  /** The word before its counts. */
  label: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds. */
  timeout: number;
  signal: AbortSignal;
}): Promise<CheckResult> {
  const { exitCode, output } = await runPackageScript(check.folder, check.script, {
    env: { ...check.env, FORCE_COLOR: '0' },
    timeout: check.timeout,
    signal: check.signal,
  });
  const counts = new RegExp(`^${check.label}: (\\d+) passed, (\\d+) failed$`, 'm').exec(output);
  if (!counts) {
    return { passed: 0, failed: 1, output: `"${check.script}" did not come to an end.\n${output}` };
  }
  const [passed, failed] = [Number(counts[1]), Number(counts[2])];
  const crashed = exitCode !== 0 && failed === 0;
  return { passed, failed: failed + (crashed ? 1 : 0), output };
}
