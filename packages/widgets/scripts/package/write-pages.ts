/** Writes `docs/elements/` from the manifest of the last build: `pnpm --filter @botaniqal/widgets element-pages`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readElements } from './build.ts';
import { elementPages } from './element-pages.ts';

export const pagesFolder = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'elements');

if (import.meta.main) {
  rmSync(pagesFolder, { recursive: true, force: true });
  mkdirSync(pagesFolder, { recursive: true });
  for (const [name, text] of elementPages(readElements())) writeFileSync(join(pagesFolder, name), text);
}
