import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);

/** A script that a page begins with, its styles, and the scripts that it imports at once. */
export interface BuiltEntry {
  file: string;
  css: readonly string[];
  imports: readonly string[];
}

/**
 * Reads from the manifest of a build what a page loads. Read for each page, as they are few and a new build shows at
 * once.
 * @param source the entry as the build knows it, like `src/main.ts`
 * @returns undefined when it was not built
 */
export async function readEntry(folder: string, source: string): Promise<BuiltEntry | undefined> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const chunks = manifest.parse(JSON.parse(text));
  const entry = chunks[source];
  if (!entry) return undefined;
  const names = new Set<string>();
  const visit = (imports: readonly string[]) => {
    for (const name of imports) {
      if (names.has(name)) continue;
      names.add(name);
      visit(chunks[name]?.imports ?? []);
    }
  };
  visit(entry.imports);
  const imported = [...names].flatMap((name) => chunks[name] ?? []);
  return {
    file: entry.file,
    css: [...new Set([...entry.css, ...imported.flatMap(({ css }) => css)])],
    imports: imported.map(({ file }) => file),
  };
}
