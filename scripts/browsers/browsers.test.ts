import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { chromium, findChromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { findOrInstall } from './programs.ts';
import { webKitDriver, xvfb } from './webkit.ts';

describe('the browser for the tests', () => {
  const { PATH, CHROME_PATH } = process.env;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'no-browser-'));
    // Nothing but this folder, and what a shell script needs.
    process.env.PATH = folder;
    delete process.env.CHROME_PATH;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    process.env.PATH = PATH;
    if (CHROME_PATH === undefined) delete process.env.CHROME_PATH;
    else process.env.CHROME_PATH = CHROME_PATH;
  });
  const program = (name: string, script = '') => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it('is the one that CHROME_PATH names', async () => {
    process.env.CHROME_PATH = program('my-chrome');
    assert.equal(await findChromium(), join(folder, 'my-chrome'));
  });

  it('is asked for when CHROME_PATH names no program', async () => {
    process.env.CHROME_PATH = join(folder, 'nothing');
    await assert.rejects(findChromium(), /CHROME_PATH is .*nothing, which is not a program/);
  });

  it('is the one that is installed', async () => {
    program('google-chrome');
    assert.equal(
      await findOrInstall(chromium, () => undefined, { mayInstall: false, applications: [] }),
      join(folder, 'google-chrome'),
    );
  });

  it('is asked for in one sentence where it may not be installed', async () => {
    await assert.rejects(
      findOrInstall(chromium, () => undefined, { mayInstall: false, applications: [] }),
      /^Error: The tests need Chrome or Chromium: install it, or set CHROME_PATH to its program, and run again\.$/,
    );
  });

  it('is installed as a package where that is possible', async () => {
    const log = join(folder, 'asked');
    program(
      'apt-get',
      `echo "$@" >> ${log}; if [ "$3" = install ]; then echo '#!/bin/sh' > ${folder}/chromium; /bin/chmod +x ${folder}/chromium; fi`,
    );
    assert.equal(
      await findOrInstall(chromium, () => undefined, { mayInstall: true, applications: [] }),
      join(folder, 'chromium'),
    );
    assert.deepEqual(readFileSync(log, 'utf8').trim().split('\n'), [
      '-o Acquire::Retries=3 update',
      '-o Acquire::Retries=3 install --yes --no-install-recommends chromium',
    ]);
  });

  it('is asked for, with the reason, when installing it fails', async () => {
    program('apt-get', 'echo "no network"; exit 100');
    await assert.rejects(
      findOrInstall(chromium, () => undefined, { mayInstall: true, applications: [] }),
      /installing it failed \(apt-get update\):\s+no network/,
    );
  });

  it('is known by its name on the PATH in each engine', async () => {
    for (const [engine, name] of [
      [firefox, 'firefox-esr'],
      [webKitDriver, 'WebKitWebDriver'],
      [xvfb, 'Xvfb'],
    ] as const) {
      // A run of all tests has found them already.
      delete process.env[engine.variable];
      const path = program(name);
      assert.equal(
        await findOrInstall(engine, () => undefined, { mayInstall: false, applications: [] }),
        path,
      );
    }
  });
});
