import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, clinic.yaml and everything else. */
export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

export const fromRoot = (...parts: string[]): string => join(repositoryRoot, ...parts);

/**
 * The environment in which a package's tools are found: its own `node_modules/.bin` first, then the root's,
 * whose `node` is the pinned one. The same order that pnpm uses, without needing pnpm on the PATH.
 */
export function withToolsOnPath(folder: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const bins = [join(folder, 'node_modules', '.bin'), fromRoot('node_modules', '.bin')];
  return { ...env, PATH: [...bins, env.PATH ?? ''].join(delimiter) };
}
