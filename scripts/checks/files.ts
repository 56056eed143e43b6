import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fromRoot, repositoryRoot } from '../repository.ts';

const never = new Set(['node_modules', 'dist', '.artifacts', '.data', '.git']);

/** Which test files to run, by their path from the root, with `/` between its parts. */
export type FileChoice = (path: string) => boolean;

/** All files below some folders that satisfy `wanted`, in a stable order. Folders that do not exist hold none. */
export async function filesUnder(
  folders: readonly string[],
  wanted: (path: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !never.has(entry.name)) await visit(path);
      else if (entry.isFile() && wanted(path)) found.push(path);
    }
  };
  for (const folder of folders) await visit(fromRoot(...folder.split('/')));
  return found.sort();
}

/** A file's path from the root, with `/` between its parts on every system. */
export function fromRootWithSlashes(path: string): string {
  return relative(repositoryRoot, path).split(sep).join('/');
}
