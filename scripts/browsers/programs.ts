import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from '../run-command.ts';

/** A browser, or a program that drives one. */
export interface Program {
  /** As people call it. */
  name: string;
  /** The environment variable that names another one. */
  variable: string;
  /** Its names on the PATH, best first. */
  commands: readonly string[];
  /** Places outside the PATH. */
  applications: readonly string[];
  /** Debian's packages. */
  packages: readonly string[];
  /** Whether it needs what its packages only recommend: drivers for drawing, for example. */
  recommended?: boolean;
}

/** The path that its variable names, else an installed one; `undefined` when there is none. */
export async function findProgram(
  { variable, commands, applications }: Program,
  known: readonly string[] = applications,
): Promise<string | undefined> {
  const chosen = process.env[variable];
  if (chosen) {
    if (await isExecutable(chosen)) return chosen;
    throw new Error(`${variable} is ${chosen}, which is not a program. Correct it, or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...known,
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

interface Machine {
  /** Whether Debian's package can be installed: Debian, as root. */
  mayInstall: boolean;
  /** Where browsers are that stand on no PATH; the program's own list by default. */
  applications?: readonly string[];
}

/**
 * As `findProgram`, and on Debian as root installs the packages when there is none.
 * @throws with one sentence that says what to do
 */
export async function findOrInstall(
  program: Program,
  say: (line: string) => void,
  machine: Machine = { mayInstall: process.getuid?.() === 0 && existsSync('/etc/debian_version') },
): Promise<string> {
  const { name, variable, packages, recommended } = program;
  const found = await findProgram(program, machine.applications);
  if (found) return found;
  if (machine.mayInstall) {
    say(`${name} is missing: installing ${packages.join(' and ')} (a minute or two) …`);
    await apt(name, variable, ['update']);
    await apt(name, variable, [
      'install',
      '--yes',
      ...(recommended ? [] : ['--no-install-recommends']),
      ...packages,
    ]);
    const installed = await findProgram(program, machine.applications);
    if (installed) return installed;
  }
  throw new Error(`The tests need ${name}: install it, or set ${variable} to its program, and run again.`);
}

async function apt(name: string, variable: string, args: string[]): Promise<void> {
  const result = await runCommand('apt-get', ['-o', 'Acquire::Retries=3', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
  if (result.exitCode === 0) return;
  throw new Error(
    `The tests need ${name}, and installing it failed (apt-get ${args.join(' ')}):\n\n${result.output}\n` +
      `Install ${name}, or set ${variable} to its program, and run again.`,
  );
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
