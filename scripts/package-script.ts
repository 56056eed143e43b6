import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRoot } from './repository.ts';
import { type CommandOptions, type CommandResult, runCommand } from './run-command.ts';

/**
 * Runs a script of a package's own package.json, the way pnpm would. After `npx pnpm@12 start`, `pnpm` itself may
 * not be on the PATH.
 * @param folder below the repository's root, for instance `packages/widgets`
 * @throws when the package has no such script
 */
export async function runPackageScript(
  folder: string,
  script: string,
  options: Omit<CommandOptions, 'cwd' | 'shell'> = {},
): Promise<CommandResult> {
  const cwd = fromRoot(...folder.split('/'));
  const manifest: unknown = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
  const command = scriptOf(manifest, script);
  if (!command) throw new Error(`${folder}/package.json has no script "${script}".`);
  return runCommand(command, [], { ...options, cwd, shell: true });
}

function scriptOf(manifest: unknown, name: string): string | undefined {
  if (typeof manifest !== 'object' || manifest === null || !('scripts' in manifest)) return undefined;
  const { scripts } = manifest;
  if (typeof scripts !== 'object' || scripts === null) return undefined;
  const found: unknown = Object.entries(scripts).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}
