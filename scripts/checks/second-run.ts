import type { NodeTotals } from './node-totals-reporter.ts';

/** More files than this do not fail by chance: the first result is the result. */
const mostFiles = 3;

/**
 * The test files that deserve a second run, alone on the machine: a few files failed beside the others. A file that
 * passes then is counted as passed, and the command says its name and prints its first failure, because a test that
 * depends on its neighbours has to be mended.
 * @param files absolute paths of the files that ran
 * @returns no file when too many failed, or when a failure belongs to no file of the run
 */
export function filesToRunAgain(totals: NodeTotals, files: readonly string[]): string[] {
  const failed = Object.keys(totals.files).filter((file) => totals.files[file]?.failed);
  const isWhole = totals.complaints.length === 0 && failed.every((file) => files.includes(file));
  return isWhole && failed.length <= mostFiles ? failed : [];
}

/** The totals after the second run of some files: only its counts hold for them. */
export function withSecondRun(first: NodeTotals, again: readonly string[], second: NodeTotals): NodeTotals {
  const totals: NodeTotals = {
    passed: 0,
    failed: 0,
    complaints: second.complaints,
    files: { ...first.files },
  };
  for (const file of again) totals.files[file] = { passed: 0, failed: 1 };
  Object.assign(totals.files, second.files);
  for (const { passed, failed } of Object.values(totals.files)) {
    totals.passed += passed;
    totals.failed += failed;
  }
  return totals;
}
