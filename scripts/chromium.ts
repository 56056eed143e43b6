import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';

/**
 * What every start of Chromium gets. Without the first four it tries many outside connections at start; as root
 * (a container) it refuses to run inside its own sandbox; containers often have a tiny /dev/shm.
 */
export const chromiumArguments: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser to test in: `CHROME_PATH`, else an installed Chrome or Chromium; `undefined` when there is none. */
export async function findChromium(known: readonly string[] = applications): Promise<string | undefined> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (await isExecutable(chosen)) return chosen;
    throw new Error(
      `CHROME_PATH is ${chosen}, which is not a program. Point it to Chrome or Chromium, or unset it.`,
    );
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
  /** Where browsers are that stand on no PATH. */
  applications: readonly string[];
}

/**
 * As `findChromium`, and on Debian as root installs the package when there is none.
 * @throws with one sentence that says what to do
 */
export async function findOrInstallChromium(
  say: (line: string) => void,
  machine: Machine = {
    mayInstall: process.getuid?.() === 0 && existsSync('/etc/debian_version'),
    applications,
  },
): Promise<string> {
  const found = await findChromium(machine.applications);
  if (found) return found;
  if (machine.mayInstall) {
    say('No browser found: installing the package chromium (a minute or two) …');
    await apt(['update']);
    await apt(['install', '--yes', '--no-install-recommends', 'chromium']);
    const installed = await findChromium(machine.applications);
    if (installed) return installed;
  }
  throw new Error(
    'The tests need a browser: install Chrome or Chromium, or set CHROME_PATH to one, and run again.',
  );
}

async function apt(args: string[]): Promise<void> {
  const result = await runCommand('apt-get', args, {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
  if (result.exitCode === 0) return;
  throw new Error(
    `The tests need a browser, and installing one failed (apt-get ${args.join(' ')}):\n\n${result.output}\n` +
      'Install Chrome or Chromium, or set CHROME_PATH to one, and run again.',
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
