/**
 * Holds what the desk loads before the first screen is drawn, after brotli. Run it after a build. Ends with
 * `budgets: N passed, N failed`.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/** Kilobytes (1000 bytes) after brotli. */
const budgets = { 'the first load of the desk': 90, 'one screen, beyond the first load': 40 };

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8')) as Record<string, Chunk>;

/** The files that a chunk needs before it runs, itself included. */
function filesOf(key: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const imported of chunk.imports ?? []) filesOf(imported, found);
  return found;
}

function kilobytes(files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) bytes += brotliCompressSync(readFileSync(new URL(file, dist))).length;
  return bytes / 1000;
}

const first = filesOf('src/main.ts');
const screens = (manifest['src/main.ts']?.dynamicImports ?? []).map((key) =>
  kilobytes([...filesOf(key)].filter((file) => !first.has(file))),
);
const sizes: Record<keyof typeof budgets, number> = {
  'the first load of the desk': kilobytes(first),
  'one screen, beyond the first load': Math.max(0, ...screens),
};

let failed = 0;
for (const [name, budget] of Object.entries(budgets) as [keyof typeof budgets, number][]) {
  const holds = sizes[name] <= budget;
  if (!holds) failed += 1;
  process.stdout.write(
    `${holds ? '✓' : '✗'} ${name}: ${sizes[name].toFixed(2)} KB of ${budget} KB after brotli\n`,
  );
}
process.stdout.write(`budgets: ${Object.keys(budgets).length - failed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;
