import { runPackageScript } from '../package-script.ts';
import type { CheckContext, CheckResult } from './stage.ts';

/** Runs the widgets' tests in the browser. Their own runner ends with a line of its counts, which is read here. */
export async function runBrowserTests({ signal }: CheckContext): Promise<CheckResult> {
  const { exitCode, output } = await runPackageScript('packages/widgets', 'test', {
    env: { FORCE_COLOR: '0' },
    timeout: 5 * 60_000,
    signal,
  });
  const counts = /^browser: (\d+) passed, (\d+) failed$/m.exec(output);
  if (!counts)
    return { passed: 0, failed: 1, output: `The browser tests did not come to an end.\n${output}` };
  const [passed, failed] = [Number(counts[1]), Number(counts[2])];
  const crashed = exitCode !== 0 && failed === 0;
  return { passed, failed: failed + (crashed ? 1 : 0), output };
}
