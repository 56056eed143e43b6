/**
 * Keeps the files of earlier releases in dist/ for 90 days after the build that replaced them. A browser may use the
 * loader of yesterday, and a page that is open may ask for its next part, across a release. `releases.json` says on
 * which day each file was replaced. Entries with a checksum stay for ever (`immutable-entry.ts`). Run it after `vite build`, in the folder of the build before.
 */
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const daysKept = 90;
const dayMs = 24 * 60 * 60 * 1000;

/** @returns the files that were deleted */
export function keepReleases(folder: string, today: Date): string[] {
  const read = (name: string): Record<string, unknown> =>
    existsSync(join(folder, name)) ? JSON.parse(readFileSync(join(folder, name), 'utf8')) : {};
  // Each language has a manifest of its own.
  const current = new Set(
    globSync('manifest*.json', { cwd: folder })
      .flatMap((name) => Object.values(read(name)))
      .map((chunk) => (chunk as { file: string }).file),
  );
  const before = read('releases.json');
  const after: Record<string, string> = {};
  const deleted: string[] = [];
  for (const path of globSync('*/*.{js,css}', {
    cwd: folder,
    exclude: ['v1/*', 'package/*', '*/entry-*'],
  }).sort()) {
    const file = path.replaceAll('\\', '/');
    if (current.has(file)) continue;
    const replaced = String(before[file] ?? today.toISOString().slice(0, 10));
    if (Math.floor((today.getTime() - Date.parse(replaced)) / dayMs) > daysKept) {
      for (const ending of ['', '.br', '.gz', '.map']) rmSync(join(folder, file + ending), { force: true });
      deleted.push(file);
    } else after[file] = replaced;
  }
  writeFileSync(join(folder, 'releases.json'), `${JSON.stringify(after, null, 2)}\n`);
  return deleted;
}

if (import.meta.main) keepReleases(fileURLToPath(new URL('../dist', import.meta.url)), new Date());
