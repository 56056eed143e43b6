import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { previewSettings } from './environment.ts';

describe('the environment of the preview', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preview-environment-'));
  after(() => rmSync(folder, { recursive: true }));
  const files = (example: string, own?: string) => {
    const paths = { example: join(folder, '.env.example'), own: join(folder, '.env') };
    writeFileSync(paths.example, example);
    rmSync(paths.own, { force: true });
    if (own !== undefined) writeFileSync(paths.own, own);
    return paths;
  };

  it('takes the example file as it stands', () => {
    const { env, port, sandboxPort } = previewSettings(
      {},
      files('MAIL_FROM=A <a@example.com>\nDATABASE_URL=\n'),
    );
    assert.equal(env.MAIL_FROM, 'A <a@example.com>');
    assert.equal(env.DATABASE_URL, '');
    assert.deepEqual([port, sandboxPort], [8787, 8788]);
  });

  it('lets .env win over the example, and the real environment over both', () => {
    const paths = files('A=example\nB=example\nC=example\n', 'B=own\nC=own\n');
    const { env } = previewSettings({ C: 'real' }, paths);
    assert.deepEqual([env.A, env.B, env.C], ['example', 'own', 'real']);
  });

  it('lets the addresses follow the ports', () => {
    const { env } = previewSettings(
      { PORT: '9000', SANDBOX_PORT: '9100', SANDBOX_SMTP_PORT: '9200' },
      files('CALENDLY_BASE_URL=http://localhost:8789\nPUBLIC_URL=http://localhost:8787\n'),
    );
    assert.equal(env.PUBLIC_URL, 'http://localhost:9000');
    assert.equal(env.CALENDLY_BASE_URL, 'http://localhost:9101');
    assert.equal(env.MEDIRECORDS_BASE_URL, 'http://localhost:9102');
    assert.equal(env.MICROSOFT_LOGIN_BASE_URL, 'http://localhost:9104');
    assert.equal(env.MICROSOFT_GRAPH_BASE_URL, 'http://localhost:9104');
    assert.equal(env.JOTFORM_BASE_URL, 'http://localhost:9105');
    assert.equal(env.SMTP_URL, 'smtp://localhost:9200');
  });

  it('gives each listener a port of its own, or says which variable to change', () => {
    const refused = (real: Record<string, string>, words: RegExp) =>
      assert.throws(() => previewSettings(real, files('')), words);
    refused({ SANDBOX_PORT: '65533' }, /^Error: SANDBOX_PORT is 65533, .* use 65529 at most\.$/);
    refused({ PORT: '8790' }, /^Error: PORT is 8790, .* \(8788 to 8794\)\. .* SANDBOX_PORT\.$/);
    refused({ SANDBOX_SMTP_PORT: '8788' }, /^Error: SANDBOX_SMTP_PORT is 8788/);
    refused({ PORT: '2525' }, /^Error: PORT and SANDBOX_SMTP_PORT are both 2525/);
    assert.equal(previewSettings({ PORT: '8795' }, files('')).port, 8795);
  });

  it('keeps an address that was chosen on purpose', () => {
    const { env } = previewSettings(
      { SANDBOX_PORT: '9100', CALENDLY_BASE_URL: 'https://calendly.test' },
      files('CALENDLY_BASE_URL=http://localhost:8789\n', 'PUBLIC_URL=https://preview.test\n'),
    );
    assert.equal(env.CALENDLY_BASE_URL, 'https://calendly.test');
    assert.equal(env.PUBLIC_URL, 'https://preview.test');
  });

  it('lets the addresses follow the ports although .env is a copy of the example', () => {
    const copied = 'CALENDLY_BASE_URL=http://localhost:8789\n';
    const { env } = previewSettings({ SANDBOX_PORT: '9100' }, files(copied, copied));
    assert.equal(env.CALENDLY_BASE_URL, 'http://localhost:9101');
  });

  it('refuses a port that is not one, and names the variable', () => {
    assert.throws(
      () => previewSettings({ SANDBOX_PORT: 'web' }, files('')),
      /SANDBOX_PORT is "web", which is not a port/,
    );
  });
});
