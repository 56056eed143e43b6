import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { keepReleases } from './keep-releases.ts';

describe('the files of earlier releases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bq-releases-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '1.0.0'));
  mkdirSync(join(folder, 'v1'));
  writeFileSync(join(folder, 'v1', 'bq.js'), '');

  function build(name: string, day: string): string[] {
    for (const ending of ['', '.br']) writeFileSync(join(folder, '1.0.0', `${name}.js${ending}`), '');
    const manifest = { loader: { file: 'v1/bq.js' }, part: { file: `1.0.0/${name}.js` } };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    return keepReleases(folder, new Date(`${day}T10:00:00Z`));
  }

  it('stay for 90 days after the release that replaced them, and go then', () => {
    assert.deepEqual(build('base-AAAAAAAA', '2026-01-01'), []);
    assert.deepEqual(build('base-BBBBBBBB', '2026-06-01'), []);
    assert.deepEqual(build('base-CCCCCCCC', '2026-08-30'), [], 'replaced 90 days ago');
    assert.deepEqual(build('base-CCCCCCCC', '2026-08-31'), ['1.0.0/base-AAAAAAAA.js']);
    assert.equal(existsSync(join(folder, '1.0.0', 'base-AAAAAAAA.js.br')), false);
    assert.equal(existsSync(join(folder, '1.0.0', 'base-BBBBBBBB.js')), true);
  });

  it('count as current again when a release brings them back', () => {
    build('base-BBBBBBBB', '2026-10-01');
    assert.deepEqual(build('base-CCCCCCCC', '2026-12-20'), []);
    assert.equal(existsSync(join(folder, '1.0.0', 'base-BBBBBBBB.js')), true);
  });
});
