/** `console.error` fails the test in which it happens. Each test file imports this once. */
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

export {};
