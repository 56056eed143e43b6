import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { readClinic } from '../../config/clinic/read-clinic.ts';
import { testApp } from '../../testing/app.ts';
import { pageRoutes } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-pages-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const widgets = join(folder, 'dist');
const examples = join(folder, 'examples');
const loader = `export const loader = '${'x'.repeat(2000)}';`;
for (const path of ['dist/v1', 'dist/1.2.3', 'examples/css'])
  mkdirSync(join(folder, path), { recursive: true });
writeFileSync(join(widgets, 'v1/bq.js'), loader);
writeFileSync(join(widgets, 'v1/bq.js.br'), brotliCompressSync(loader));
writeFileSync(join(widgets, 'v1/bq.js.gz'), gzipSync(loader));
writeFileSync(join(widgets, 'v1/base.js'), 'export const base = 1;');
writeFileSync(join(widgets, '1.2.3/booking-C29eL_Y6.js'), 'export {}');
writeFileSync(join(widgets, 'manifest.json'), '{"private":true}');
writeFileSync(join(folder, 'secret-AAAAAAAA.js'), 'secret');
writeFileSync(join(examples, 'index.html'), '<h1>Example</h1>');
writeFileSync(join(examples, 'css/site.css'), 'h1 { color: red }');
writeFileSync(join(examples, 'README.md'), 'not a page');

const yaml = readFileSync(fileURLToPath(new URL('../../../../../clinic.yaml', import.meta.url)), 'utf8');
const clinic = readClinic(yaml.replace('name: Botaniqal', 'name: "<Clinic> & \'Co\'"'), 'clinic.yaml', {});
const app = testApp(pageRoutes({ clinic, widgets, previewPages: examples }));
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('the widgets', () => {
  it('have a loader that any page may load, kept for minutes', async () => {
    const response = await get('/widgets/v1/bq.js', { Origin: 'https://any.example' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), loader);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.match(response.headers.get('cache-control') ?? '', /max-age=300\b/);
    const again = await get('/widgets/v1/bq.js', { 'If-None-Match': response.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
  });

  it('have a file that all elements share, which any page may request beside the loader', async () => {
    const response = await get('/widgets/v1/base.js', { Origin: 'https://any.example' });
    assert.equal(await response.text(), 'export const base = 1;');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.match(response.headers.get('cache-control') ?? '', /max-age=300\b/);
  });

  it('say to every page whether it is listed, and the number to call', async () => {
    for (const [from, listed] of [
      ['https://botaniqal.com.au', true],
      ['https://botaniqal.com.au.evil.test', false],
      ['null', false],
    ] as const) {
      const response = await get('/widgets/v1/site', { Origin: from });
      assert.equal(response.headers.get('access-control-allow-origin'), '*', from);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.match(response.headers.get('vary') ?? '', /Origin/);
      assert.deepEqual(await response.json(), { listed, phone: clinic.clinic.phone });
    }
    const without = await get('/widgets/v1/site');
    assert.deepEqual(await without.json(), { listed: true, phone: clinic.clinic.phone });
  });

  it('are sent compressed to who can read that', async () => {
    const br = await get('/widgets/v1/bq.js', { 'Accept-Encoding': 'gzip, deflate, br' });
    assert.equal(br.headers.get('content-encoding'), 'br');
    assert.equal(brotliDecompressSync(await br.arrayBuffer()).toString(), loader);
    const gzip = await get('/widgets/v1/bq.js', { 'Accept-Encoding': 'gzip;q=0.8, br;q=0' });
    assert.equal(gzip.headers.get('content-encoding'), 'gzip');
    assert.equal(gunzipSync(await gzip.arrayBuffer()).toString(), loader);
    assert.match(gzip.headers.get('vary') ?? '', /Accept-Encoding/);
  });

  it('say 304 with the headers of the file, in each encoding', async () => {
    for (const encoding of ['identity', 'br', 'gzip', 'gzip;q=0.8']) {
      const first = await get('/widgets/v1/bq.js', { 'Accept-Encoding': encoding });
      await first.arrayBuffer();
      const again = await get('/widgets/v1/bq.js', {
        'Accept-Encoding': encoding,
        'If-None-Match': first.headers.get('etag') ?? '',
      });
      assert.equal(again.status, 304, encoding);
      assert.equal(again.headers.get('access-control-allow-origin'), '*');
      assert.match(again.headers.get('cache-control') ?? '', /max-age=300\b/);
      assert.match(again.headers.get('vary') ?? '', /Accept-Encoding/);
    }
  });

  it('answer HEAD with the headers and no body', async () => {
    const response = await app.request('/widgets/v1/bq.js', { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
    assert.equal(response.headers.get('content-length'), String(loader.length));
    assert.match(response.headers.get('cache-control') ?? '', /max-age=300\b/);
  });

  it('are sent as they are when the build left no compressed files', async () => {
    const response = await get('/widgets/1.2.3/booking-C29eL_Y6.js', { 'Accept-Encoding': 'br' });
    assert.equal(response.headers.get('content-encoding'), null);
    assert.equal(await response.text(), 'export {}');
    assert.match(response.headers.get('vary') ?? '', /Accept-Encoding/);
  });

  it('that are missing are not kept as missing', async () => {
    const response = await get('/widgets/1.2.3/missing-AAAAAAAA.js');
    assert.equal(response.status, 404);
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.doesNotMatch(response.headers.get('cache-control') ?? '', /immutable|max-age=[1-9]/);
  });

  it('have parts with hashed names that never change', async () => {
    const response = await get('/widgets/1.2.3/booking-C29eL_Y6.js');
    assert.equal(response.status, 200);
    assert.match(response.headers.get('cache-control') ?? '', /max-age=31536000, immutable/);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
  });

  it('show nothing else of the disk', async () => {
    for (const path of [
      '/widgets/manifest.json',
      '/widgets/1.2.3/manifest.json',
      '/widgets/1.2.3/..%2Fmanifest.json',
      '/widgets/1.2.3/..%2f..%2fsecret-AAAAAAAA.js',
      '/widgets/..%2F/secret-AAAAAAAA.js',
      '/widgets/1.2.3/missing-AAAAAAAA.js',
      '/widgets/v1/bq.js.map',
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
  });
});

describe('the pages for patients', () => {
  for (const [path, tag] of [
    ['/manage', 'bq-manage-booking'],
    ['/forms', 'bq-intake-form'],
    ['/triage', 'bq-triage-form'],
    ['/waitlist', 'bq-waitlist-signup'],
    ['/check', 'bq-device-check'],
  ] as const) {
    it(`show ${path} with the clinic's name, a way to reach a person, and nothing from elsewhere`, async () => {
      const response = await get(path);
      const html = await response.text();
      assert.equal(response.status, 200);
      assert.ok(html.includes('&lt;Clinic&gt; &amp; &#39;Co&#39;'));
      assert.ok(!html.includes('<Clinic>'));
      assert.match(
        html,
        new RegExp(`<${tag}>[^]*href="tel:0370104321"[^]*</${tag}>`),
        'a phone number stands in its place',
      );
      assert.ok(html.includes('href="tel:000"'));
      assert.match(
        html,
        /^<!doctype html>\n<html lang="en-AU">.*<title>[^<]+ – &lt;Clinic&gt;.*<h1[^>]*>[^<]+<\/h1>/s,
      );
      assert.doesNotMatch(html, /(src|href)="(https?:)?\/\//);
      assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|style="|\son\w+="/);
      const policy = response.headers.get('content-security-policy') ?? '';
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'none'",
      ]) {
        assert.ok(policy.includes(rule), rule);
      }
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      for (const [, file] of html.matchAll(/(?:src|href)="(\/hosted\/[^"]+)"/g)) {
        assert.equal((await get(file ?? '')).status, 200, file);
      }
    });
  }
});

describe('the pages where patients book and pay', () => {
  const cards = {
    scripts: ['https://scripts.example'],
    frames: ['https://frames.example'],
    connections: ['https://api.example'],
    images: ['https://images.example'],
  };
  const paid = testApp(pageRoutes({ clinic, widgets, cards }));
  const policyOf = async (path: string) =>
    (await paid.request(path)).headers.get('content-security-policy') ?? '';

  it('lets in who takes cards where patients pay, each for what they need', async () => {
    for (const path of ['/waitlist', '/manage']) {
      const policy = await policyOf(path);
      for (const rule of [
        "script-src 'self' https://scripts.example;",
        "connect-src 'self' https://api.example;",
        'frame-src https://frames.example;',
        "img-src 'self' data: https://images.example;",
      ]) {
        assert.ok(policy.includes(rule), `${rule} in ${policy}`);
      }
    }
  });

  it('is closed to them where nothing is paid', async () => {
    for (const path of ['/forms', '/triage']) {
      assert.doesNotMatch(await policyOf(path), /example/, path);
    }
  });
});

test('only the page that tests camera and microphone may open them', async () => {
  const permissionsOf = async (path: string) => (await get(path)).headers.get('permissions-policy') ?? '';
  assert.match(await permissionsOf('/check'), /camera=\(self\).*microphone=\(self\)/);
  assert.match(await permissionsOf('/manage'), /camera=\(\).*microphone=\(\)/);
});

describe('the example pages of the preview', () => {
  it('are served below /webflow, the first one also at /', async () => {
    for (const path of ['/', '/webflow', '/webflow/', '/webflow/index.html']) {
      assert.equal(await (await get(path)).text(), '<h1>Example</h1>', path);
    }
    assert.match((await get('/webflow/css/site.css')).headers.get('content-type') ?? '', /^text\/css/);
    assert.equal((await get('/webflow/README.md')).status, 404);
  });

  it('are there in the preview only', async () => {
    const plain = testApp(pageRoutes({ clinic, widgets }));
    assert.equal((await plain.request('/')).status, 404);
    assert.equal((await plain.request('/webflow/index.html')).status, 404);
  });
});

describe('the page of a form that was sent', () => {
  it('is kept by no cache, and runs one script, which is ours', async () => {
    const response = await get('/forms/copy');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/);
    const html = await response.text();
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script type="module" src="/hosted/form-copy.js">']);
    assert.match(html, /<a href="\/forms">Send my link again<\/a>/);
  });

  it('has a script that writes text only', async () => {
    const response = await get('/hosted/form-copy.js');
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /javascript/);
    assert.doesNotMatch(
      await response.text(),
      /innerHTML|insertAdjacentHTML|document\.write|localStorage|sessionStorage/,
    );
  });
});
