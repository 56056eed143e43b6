import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { moveDate } from '../../scripts/checks/moved-dates/move-date.ts';
import { countReporter } from './scripts/count-reporter.mjs';
import { whole } from './scripts/small-lit-pieces.ts';
import { strictPage } from './scripts/strict-page.mjs';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

/** The workspace keeps no browser of its own: an installed Chrome or Chromium is used. */
const chrome = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
].find((path) => path && existsSync(path));
if (!chrome) {
  throw new Error('No Chrome or Chromium found: install one, or set CHROME_PATH to its program.');
}

// Pure functions are tested by node itself (`node:test`): those files are not for a browser.
const browserTests = process.env.TEST_FILES
  ? JSON.parse(process.env.TEST_FILES)
  : globSync('src/**/*.test.ts', { cwd: import.meta.dirname }).filter(
      (path) => !readFileSync(new URL(path, import.meta.url), 'utf8').includes("'node:test'"),
    );

/** A port of our own: two runs on one machine would otherwise share an origin, and with it a service worker. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** `pnpm test -- dates`: the pages of tests, like the processes, see another date. */
const dateOffset = Number(process.env.TEST_DATE_OFFSET ?? 0);
const movedDate = {
  testRunnerHtml: (framework) =>
    `<!doctype html><html><body><script>(${moveDate})(${dateOffset})</script><script type="module" src="${framework}"></script></body></html>`,
};

/** Tests run on the pieces of Lit that patients get: see `scripts/small-lit-pieces.ts`. */
const smallPieces = {
  name: 'small-pieces',
  serve({ path }) {
    const file = Object.keys(whole).find((name) => path.replace('/development/', '/').endsWith(`/${name}`));
    return file && { body: whole[file].code, type: 'js' };
  },
};

export default {
  ...(dateOffset ? movedDate : {}),
  rootDir: workspace,
  hostname: '127.0.0.1',
  port: await freePort(),
  files: browserTests,
  // msw resolves to its Node build without these.
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  // One page at a time: frames do not run in a page that is behind another, and focus is in one only.
  concurrency: 1,
  testsStartTimeout: 60_000,
  // Three engines over every scenario take longer than the tests of one element.
  testsFinishTimeout: 20 * 60_000,
  testFramework: { config: { timeout: 20_000 } },
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: chrome,
        // The device of the tests is in Perth, the clinic in Melbourne.
        env: { ...process.env, TZ: 'Australia/Perth' },
        args: [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
          '--lang=en-AU',
        ],
      },
    }),
  ],
  plugins: [
    smallPieces,
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  middleware: [
    strictPage(),
    // The worker's scope is the folder it is served from, so it has to stand at the root.
    function mockServiceWorker(context, next) {
      if (context.path === '/mockServiceWorker.js') {
        context.url = '/packages/widgets/node_modules/msw/lib/mockServiceWorker.js';
      }
      return next();
    },
  ],
  reporters: [summaryReporter(), countReporter()],
};
