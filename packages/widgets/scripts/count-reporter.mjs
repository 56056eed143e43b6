/** Ends a run of the browser tests with its counts, in the words of every other check: `N passed, N failed`. */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      let passed = 0;
      let failed = 0;
      const count = (suite) => {
        for (const test of suite?.tests ?? []) {
          if (test.passed) passed += 1;
          else if (!test.skipped) failed += 1;
        }
        for (const inner of suite?.suites ?? []) count(inner);
      };
      for (const session of sessions) {
        const before = failed;
        count(session.testResults);
        // A file that could not be run at all counts as a failure.
        if (!session.passed && failed === before) failed += 1;
      }
      process.stdout.write(`\nbrowser: ${passed} passed, ${failed} failed\n`);
    },
  };
}
