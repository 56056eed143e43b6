/** `console.error` fails the test it happens in, unless the test expected it. Import once per test file. */
let heard: string[] = [];
const original = console.error;

console.error = (...parts: unknown[]) => {
  heard.push(parts.map(String).join(' '));
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
