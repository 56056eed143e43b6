/** `console.error` fails the test it happens in, unless the test expected it. Import once per test file. */
let heard: string[] = [];
const original = console.error;

/**
 * msw asks the browser to look for a newer worker each time it starts, and does not wait for the answer. On a busy
 * machine the browser may by then have let go of the old registration. The worker that was just started is unharmed.
 */
const workerUpdate = 'Failed to update a ServiceWorker';

console.error = (...parts: unknown[]) => {
  const words = parts.map(String).join(' ');
  if (!words.includes(workerUpdate)) heard.push(words);
  original(...parts);
};

afterEach(() => {
  const errors = heard;
  heard = [];
  if (errors.length > 0) throw new Error(`console.error was called: ${errors.join(' | ')}`);
});

/** Takes the errors that were expected, so that they do not fail the test. */
export function takeConsoleErrors(): string[] {
  const errors = heard;
  heard = [];
  return errors;
}
