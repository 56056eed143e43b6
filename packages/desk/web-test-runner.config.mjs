import { globSync, readFileSync } from 'node:fs';
import widgets from '../widgets/web-test-runner.config.mjs';

// Pure functions are tested by node itself (`node:test`): those files are not for a browser.
const files = process.env.TEST_FILES
  ? JSON.parse(process.env.TEST_FILES)
  : globSync('src/**/*.test.ts', { cwd: import.meta.dirname }).filter(
      (path) => !readFileSync(new URL(path, import.meta.url), 'utf8').includes("'node:test'"),
    );

/** The browser, the device and the checks of the widgets' tests, over the tests of the desk. */
export default { ...widgets, files };
