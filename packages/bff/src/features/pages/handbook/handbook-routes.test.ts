import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readClinic } from '../../../config/clinic/read-clinic.ts';
import { testApp } from '../../../testing/app.ts';
import { handbookRoutes } from './handbook-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-handbook-'));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const path of ['pages/docs/elements', 'pages/gallery', 'assets', 'files']) {
  mkdirSync(join(folder, path), { recursive: true });
}
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
write('pages/docs.html', '<h1>%CLINIC%</h1>');
write('pages/docs/api.html', '<main>%API%</main>');
write('pages/docs/marketers.html', '<h1>Guide</h1>');
write('pages/docs/marketers.md', '# Guide');
write('pages/docs/elements/bq-booking.html', '<h1>Booking</h1>');
write('pages/gallery.html', '<h1>Gallery</h1>');
write('pages/gallery/bq-booking.html', '<iframe></iframe>');
write('pages/gallery/state.html', '<html%LOOK%></html>');
write('pages/llms.txt', '# %CLINIC% at %ORIGIN%');
write('assets/state-AAAAAAAA.js', 'export {}');
write('files/guides-booking.webp', 'picture');
write('secret.html', 'secret');

const yaml = readFileSync(fileURLToPath(new URL('../../../../../../clinic.yaml', import.meta.url)), 'utf8');
const { clinic } = readClinic(
  yaml.replace('name: Botaniqal', 'name: "<Clinic> & \'Co\'"'),
  'clinic.yaml',
  {},
);
const operation = {
  operationId: 'getThing',
  summary: 'Read <a thing>',
  description: 'Reads it.',
  tags: ['Things'],
  security: [{ staff: [] }],
  parameters: [{ name: 'id', in: 'path', required: true, description: 'Which one', example: 'a' }],
  responses: {
    200: {
      description: 'The thing',
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Thing' }, example: { a: '<b>' } },
      },
    },
  },
};
const document = {
  info: { title: 'Booking', description: 'All routes.' },
  tags: [{ name: 'Things', description: 'What there is.' }],
  paths: { '/api/things/{id}': { get: operation } },
  webhooks: { vendor: { post: { ...operation, operationId: 'vendorEvent', summary: 'Take an event' } } },
  components: {
    schemas: { Thing: { type: 'object' } },
    securitySchemes: { staff: { description: 'A token' } },
  },
};
const app = testApp(
  handbookRoutes({ clinic, publicUrl: 'https://booking.example.com', describeApi: () => document, folder }),
);
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('the handbook', () => {
  it('has pages with a strict policy, the name of the clinic, and no place in a search', async () => {
    const response = await get('/docs');
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '<h1>&lt;Clinic&gt; &amp; &#39;Co&#39;</h1>');
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'; require-trusted-types-for 'script'$/);
    assert.equal(response.headers.get('x-robots-tag'), 'noindex');
    const again = await get('/docs', { 'If-None-Match': response.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
  });

  it('shows a new build at once', async () => {
    write('pages/docs/new.html', 'one');
    assert.equal(await (await get('/docs/new')).text(), 'one');
    await new Promise((resolve) => setTimeout(resolve, 20));
    write('pages/docs/new.html', 'two');
    assert.equal(await (await get('/docs/new')).text(), 'two');
  });

  it('has guides, as pages and as Markdown, and pages of elements', async () => {
    assert.match(await (await get('/docs/marketers')).text(), /Guide/);
    const markdown = await get('/docs/marketers.md');
    assert.match(markdown.headers.get('content-type') ?? '', /^text\/markdown/);
    assert.match(await (await get('/docs/elements/bq-booking')).text(), /Booking/);
    assert.equal(await (await get('/llms.txt')).text(), "# <Clinic> & 'Co' at https://booking.example.com");
  });

  it('has a gallery whose states only it may frame', async () => {
    const page = await get('/gallery/bq-booking');
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-src 'self'/);
    const state = await get('/gallery/state?group=1&state=slow&look=dark');
    assert.equal(await state.text(), '<html data-look="dark"></html>');
    assert.match(state.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
    assert.equal(await (await get('/gallery/state?group=1&state=slow')).text(), '<html></html>');
    assert.equal((await get('/gallery/state?look="><script>')).status, 400);
  });

  it('renders the description of the API', async () => {
    const text = await (await get('/docs/api')).text();
    assert.match(text, /<code>\/api\/things\/\{id\}<\/code>/);
    assert.match(text, /Read &lt;a thing&gt;/);
    assert.match(text, /Needs <code>staff<\/code>/);
    assert.match(text, /Which one/);
    assert.match(text, /&lt;b&gt;/);
    assert.match(text, /Take an event/);
    assert.match(text, /id="schema-Thing"/);
  });

  it('sends its files, and nothing beside them', async () => {
    const script = await get('/handbook/state-AAAAAAAA.js');
    assert.match(script.headers.get('cache-control') ?? '', /immutable/);
    assert.equal((await get('/docs/files/guides-booking.webp')).status, 200);
    for (const path of [
      '/docs/nothing',
      '/docs/..%2Fsecret',
      '/docs/%2e%2e/secret',
      '/gallery/nothing',
      '/docs/files/secret.html',
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
  });
});
