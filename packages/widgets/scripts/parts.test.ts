import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parts } from '../src/page/parts.ts';

test('each part of an element that is inside others is in the list that they export', () => {
  const source = join(import.meta.dirname, '..', 'src');
  // No element of ours has one of these inside; a test of each state finds out when that changes (`expectAccessible`).
  const outermost = ['practitioners', 'device-check', 'triage-form', 'service-picker', 'manage-booking'];
  const nested = globSync('**/*.ts', { cwd: source, exclude: ['**/*.test.ts'] }).filter(
    (file) =>
      !outermost.some((name) => file.startsWith(`elements/${name}/`)) ||
      /\/(moving|again|tax-documents)\//.test(file),
  );
  const used = nested.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/(?<![-\w[])part="([a-z -]+)"(?!\])/g)].flatMap(
      ([, names = '']) => names.split(' '),
    ),
  );
  const missing = used.filter((name) => !parts.split(',').includes(name));
  assert.deepEqual([...new Set(missing)], []);
});
