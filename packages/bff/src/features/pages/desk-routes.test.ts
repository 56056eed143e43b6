import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { testApp } from '../../testing/app.ts';
import { clinic } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { deskRoutes } from './desk-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-desk-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'built'));
writeFileSync(
  join(folder, 'built', 'manifest.json'),
  JSON.stringify({
    'src/main.ts': { file: 'main-abcdef12.js', css: ['main-abcdef12.css'], isEntry: true },
    'src/screens/people.ts': { file: 'people-abcdef12.js' },
  }),
);
writeFileSync(join(folder, 'built', 'main-abcdef12.js'), 'export {};');
const app = testApp(deskRoutes(join(folder, 'built'), clinic));

describe('the page of the desk', () => {
  it('is the same at each of its addresses, kept by no cache and found by no search engine', async () => {
    for (const path of ['/desk', '/desk/people', '/desk/bookings/b-1', '/desk/bookings/b-1/money']) {
      const answer = await app.request(path);
      assert.equal(answer.status, 200, path);
      assert.match(await answer.text(), /src="\/desk\/assets\/main-abcdef12\.js"/);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('x-robots-tag'), 'noindex');
    }
  });

  it('lets in nothing from elsewhere, and no text that becomes a script', async () => {
    const policy = (await app.request('/desk')).headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      assert.ok(policy.split('; ').includes(rule), `${rule} in ${policy}`);
    }
  });

  it('loads files that never change, and no other file of the folder', async () => {
    const answer = await app.request('/desk/assets/main-abcdef12.js');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
    assert.equal((await app.request('/desk/assets/manifest.json')).status, 404);
    assert.equal((await app.request('/desk/assets/..%2Fmanifest.json')).status, 404);
  });

  it('is not there when it was not built', async () => {
    const unbuilt = testApp(deskRoutes(join(folder, 'nothing'), clinic));
    assert.equal((await unbuilt.request('/desk')).status, 404);
  });
});
