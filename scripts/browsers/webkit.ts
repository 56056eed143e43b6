import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, type Program } from './programs.ts';

/**
 * WebKitGTK: the nearest to Safari that runs on Linux. Layout, CSS, Intl and forms are Safari's. Apple Pay, the
 * keyboard of iOS and VoiceOver are not.
 */
export const webKitDriver: Program = {
  name: 'WebKitWebDriver',
  variable: 'WEBKIT_DRIVER_PATH',
  commands: ['WebKitWebDriver'],
  applications: [],
  packages: ['webkit2gtk-driver'],
  recommended: true,
};

/** A display for WebKitGTK, which has no mode without a window. */
export const xvfb: Program = {
  name: 'Xvfb',
  variable: 'XVFB_PATH',
  commands: ['Xvfb'],
  applications: [],
  packages: ['xvfb'],
};

export const findWebKitDriver = (): Promise<string | undefined> => findProgram(webKitDriver);

/** The small browser that comes with the driver, in a folder with the version in its name. */
export async function findMiniBrowser(): Promise<string | undefined> {
  for (const library of ['/usr/lib', '/usr/libexec']) {
    for (const path of await readdir(library, { recursive: false }).catch(() => [])) {
      const folders = /^webkit2gtk/.test(path)
        ? [path]
        : /-linux-/.test(path)
          ? await within(library, path)
          : [];
      for (const folder of folders) {
        const found = join(library, folder, 'MiniBrowser');
        if (await findProgram({ ...webKitDriver, commands: [], variable: 'MINI_BROWSER_PATH' }, [found]))
          return found;
      }
    }
  }
  return undefined;
}

async function within(library: string, path: string): Promise<string[]> {
  const inside = await readdir(join(library, path)).catch(() => []);
  return inside.filter((name) => name.startsWith('webkit2gtk')).map((name) => join(path, name));
}
