import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testApp } from '../../../testing/app.ts';
import { Problem } from '../../problem.ts';
import type { AppContext } from '../app-env.ts';
import { route } from '../route.ts';
import { answerWith } from './answer-headers.ts';

const answering = (path: string, answer: (c: AppContext) => Response) =>
  route({ method: 'get', path, summary: 'Answer', tag: 'test', answers: {} }, ({ c }) => answer(c));

const bytes = new TextEncoder().encode('{}');
const json = { 'Content-Type': 'application/json' };

const app = testApp([
  answering('/api/ready', (c) => answerWith(c, bytes, 200, json)),
  answering('/api/unchanged', (c) => answerWith(c, null, 304, {})),
  answering('/api/made', (c) => c.json({})),
  answering('/api/refused', () => {
    throw new Problem('not_found', 'Nothing.');
  }),
  answering('/api/own/ready', (c) => answerWith(c, bytes, 200, { ...json, 'Cache-Control': 'no-cache' })),
  answering('/api/own/made', (c) =>
    c.json({}, 200, { 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' }),
  ),
]);

const ask = (path: string) => app.request(path, { headers: { origin: 'https://www.example.com' } });

describe('the headers of every answer', () => {
  for (const path of ['/api/ready', '/api/unchanged', '/api/made', '/api/refused', '/api/nowhere']) {
    it(`are all there, once each: ${path}`, async () => {
      const { headers } = await ask(path);
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.match(headers.get('strict-transport-security') ?? '', /^max-age=\d+; includeSubDomains$/);
      assert.match(headers.get('permissions-policy') ?? '', /^camera=\(\)/);
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/);
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('vary'), 'Origin');
      assert.equal(headers.get('access-control-allow-origin'), 'https://www.example.com');
      assert.match(headers.get('access-control-expose-headers') ?? '', /ETag/);
      assert.equal(headers.get('ratelimit-limit'), '1000');
      assert.match(headers.get('ratelimit-remaining') ?? '', /^\d+$/);
      assert.match(headers.get('ratelimit-reset') ?? '', /^\d+$/);
    });
  }

  it('give way to what a route says itself', async () => {
    for (const path of ['/api/own/ready', '/api/own/made']) {
      assert.equal((await ask(path)).headers.get('cache-control'), 'no-cache');
    }
  });

  it('name all that an answer varies with', async () => {
    assert.equal((await ask('/api/own/made')).headers.get('vary'), 'Accept-Encoding, Origin');
  });
});
