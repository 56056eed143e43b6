import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { testApp } from '../../../testing/app.ts';
import { route } from '../route.ts';
import { siteMatcher } from './origins.ts';

const answers = { 200: { description: 'Fine' } };
const routes = [
  route({ method: 'get', path: '/api/thing', summary: 'See', tag: 'test', answers }, ({ c }) =>
    c.json({ ok: true }),
  ),
  route({ method: 'post', path: '/api/thing', summary: 'Do', tag: 'test', answers }, ({ c }) =>
    c.json({ ok: true }),
  ),
];
const app = testApp(routes, { sites: ['https://www.example.com', 'https://*.webflow.io'] });

const ask = (method: string, origin: string | undefined, headers: Record<string, string> = {}) =>
  app.request('http://internal:8787/api/thing', {
    method,
    headers: { Host: 'internal:8787', ...headers, ...(origin ? { Origin: origin } : {}) },
  });

describe('pages of other sites', () => {
  const welcome = ['https://www.example.com', 'https://clinic.webflow.io', 'https://booking.example.com'];
  const foreign = [
    // The Host that the test sends: a stranger's domain can lead here.
    'http://internal:8787',
    'http://booking.example.com',
    'http://localhost:8787',
    'https://example.com',
    'http://www.example.com',
    'https://www.example.com:8443',
    'https://www.example.com.evil.test',
    'https://a.b.webflow.io',
    'https://webflow.io',
    'https://evilwebflow.io',
    'null',
  ];

  for (const origin of welcome) {
    it(`may read and write from ${origin}`, async () => {
      for (const method of ['GET', 'POST']) {
        const response = await ask(method, origin);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('access-control-allow-origin'), origin);
        assert.match(
          response.headers.get('access-control-expose-headers') ?? '',
          /ETag, Retry-After, X-Request-Id/,
        );
        assert.match(response.headers.get('vary') ?? '', /Origin/);
      }
      const preflight = await ask('OPTIONS', origin, { 'Access-Control-Request-Method': 'POST' });
      assert.equal(preflight.status, 204);
      assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Idempotency-Key/);
      assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /DELETE/);
    });
  }

  for (const origin of foreign) {
    it(`may neither read nor write from ${origin}`, async () => {
      const read = await ask('GET', origin);
      assert.equal(read.headers.get('access-control-allow-origin'), null);
      const write = await ask('POST', origin);
      assert.equal(write.status, 403);
      assert.equal(problem.parse(await write.json()).code, 'origin_not_allowed');
      assert.equal(write.headers.get('access-control-allow-origin'), null);
      assert.equal((await ask('OPTIONS', origin, { 'Access-Control-Request-Method': 'POST' })).status, 403);
    });
  }

  it('are welcome from the machine itself where the server has no other name', async () => {
    const preview = testApp(routes, { publicUrl: 'http://localhost:8787' });
    const write = async (origin: string) =>
      (await preview.request('/api/thing', { method: 'POST', headers: { Origin: origin } })).status;
    for (const name of ['localhost', '127.0.0.1', '[::1]'])
      assert.equal(await write(`http://${name}:8787`), 200);
    for (const odd of [
      'http://localhost:8788',
      'https://localhost:8787',
      'http://localhost.evil.test:8787',
    ]) {
      assert.equal(await write(odd), 403, odd);
    }
  });

  it('are told so by a header on refusals too, or a page could not read why', async () => {
    const response = await app.request('/api/nothing', { headers: { Origin: 'https://www.example.com' } });
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://www.example.com');
  });

  it('do not matter to a server, which sends no Origin', async () => {
    assert.equal((await ask('POST', undefined)).status, 200);
  });
});

describe('a star in a site', () => {
  it('stands for one label', () => {
    const matches = siteMatcher(['https://*.example.com']);
    assert.equal(matches('https://a.example.com'), true);
    assert.equal(matches('https://a-1.example.com'), true);
    assert.equal(matches('https://a.b.example.com'), false);
    assert.equal(matches('https://.example.com'), false);
    assert.equal(matches('https://a.exampleXcom'), false);
  });
});
