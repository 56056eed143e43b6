import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { compressFolder } from './compress.ts';

describe('the compressed files of a build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bq-compress-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('stand beside each script and hold the same bytes; source maps have none', () => {
    const script = `export const text = '${'x'.repeat(2000)}';`;
    mkdirSync(join(folder, '1.2.3'));
    writeFileSync(join(folder, '1.2.3', 'part-AAAAAAAA.js'), script);
    writeFileSync(join(folder, '1.2.3', 'part-AAAAAAAA.js.map'), '{}');
    writeFileSync(join(folder, 'manifest.json'), '{}');
    assert.equal(compressFolder(folder), 1);
    assert.deepEqual(readdirSync(join(folder, '1.2.3')).sort(), [
      'part-AAAAAAAA.js',
      'part-AAAAAAAA.js.br',
      'part-AAAAAAAA.js.gz',
      'part-AAAAAAAA.js.map',
    ]);
    const read = (ending: string) => readFileSync(join(folder, '1.2.3', `part-AAAAAAAA.js${ending}`));
    assert.equal(brotliDecompressSync(read('.br')).toString(), script);
    assert.equal(gunzipSync(read('.gz')).toString(), script);
  });
});
