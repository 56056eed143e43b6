import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { testApp } from '../../testing/app.ts';
import { route } from './route.ts';

const answers = { 200: { description: 'Fine' } };
const routes = [
  route({ method: 'get', path: '/api/thing', summary: 'See', tag: 'test', answers }, ({ c }) => c.json({})),
  route({ method: 'post', path: '/api/thing', summary: 'Do', tag: 'test', answers }, ({ c }) => c.json({})),
  route({ method: 'post', path: '/api/webhooks/x', summary: 'Tell', tag: 'test', answers }, ({ c }) =>
    c.json({}),
  ),
  route({ method: 'get', path: '/widgets/v1/bq.js', summary: 'Load', tag: 'test', answers }, ({ c }) =>
    c.text('', 200, { 'Cache-Control': 'public, max-age=300' }),
  ),
  route({ method: 'get', path: '/readyz', summary: 'Ready?', tag: 'test', answers }, ({ c }) => c.json({})),
];
const limits = { reads: 0, writes: 0, webhooks: 1, files: 1 };

/** As the Node server hands a request over: with the socket it came by. */
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

describe('too many requests', () => {
  it('are refused with the time to wait, for this address, until the minute is over', async () => {
    let now = new Date('2026-11-20T00:00:00Z');
    const app = testApp(routes, {
      clock: { now: () => now },
      rateLimits: { ...limits, reads: 2, writes: 1 },
    });
    const read = (address: string) => app.request('/api/thing', {}, from(address));
    assert.equal((await read('203.0.113.1')).headers.get('ratelimit-remaining'), '1');
    assert.equal((await read('203.0.113.1')).status, 200);
    now = new Date('2026-11-20T00:00:20Z');
    const refused = await read('203.0.113.1');
    assert.equal(refused.status, 429);
    assert.equal(problem.parse(await refused.json()).code, 'too_many_requests');
    assert.equal(refused.headers.get('retry-after'), '40');
    assert.equal((await read('203.0.113.2')).status, 200);
    assert.equal((await app.request('/api/thing', { method: 'POST' }, from('203.0.113.1'))).status, 200);
    now = new Date('2026-11-20T00:01:00Z');
    assert.equal((await read('203.0.113.1')).status, 200);
  });

  it('can be read about by a page', async () => {
    const app = testApp(routes, { rateLimits: limits });
    const response = await app.request('/api/thing', { headers: { Origin: 'https://www.example.com' } });
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://www.example.com');
  });

  it('do not stop webhooks or preflights', async () => {
    const app = testApp(routes, { rateLimits: limits });
    assert.equal((await app.request('/api/webhooks/x', { method: 'POST' })).status, 200);
    const preflight = { Origin: 'https://www.example.com', 'Access-Control-Request-Method': 'POST' };
    assert.equal((await app.request('/api/thing', { method: 'OPTIONS', headers: preflight })).status, 204);
  });

  it('of webhooks, files and probes are refused too, each kind by a limit of its own', async () => {
    const app = testApp(routes, { rateLimits: limits });
    for (const [path, method] of [
      ['/api/webhooks/x', 'POST'],
      ['/widgets/v1/bq.js', 'GET'],
    ] as const) {
      const ask = (address: string) => app.request(path, { method }, from(address));
      assert.equal((await ask('203.0.113.1')).status, 200, path);
      const refused = await ask('203.0.113.1');
      assert.equal(refused.status, 429, path);
      assert.equal(refused.headers.get('cache-control'), 'no-store');
      assert.equal((await ask('203.0.113.2')).status, 200, path);
    }
    for (const path of ['/readyz', '/nothing']) {
      assert.equal((await app.request(path, {}, from('203.0.113.1'))).status, 429, path);
    }
  });

  it('of one IPv6 network count together', async () => {
    const app = testApp(routes, { rateLimits: { ...limits, reads: 1, writes: 1 } });
    assert.equal((await app.request('/api/thing', {}, from('2001:db8:1:2::1'))).status, 200);
    assert.equal((await app.request('/api/thing', {}, from('2001:db8:1:2:ffff::9'))).status, 429);
    assert.equal((await app.request('/api/thing', {}, from('2001:db8:1:3::1'))).status, 200);
  });

  it('of one network count together however its address is written', async () => {
    const same: [one: string, other: string][] = [
      ['2001:db8::1', '2001:db8:0:0:ffff::9'],
      ['2001:db8::1', '2001:0DB8:0000:0000:1::'],
      ['::1', '0:0:0:0:0:0:0:1'],
      ['fe80::1%eth0', 'fe80::2'],
      ['203.0.113.1', '::ffff:203.0.113.1'],
      ['203.0.113.1', '0:0:0:0:0:FFFF:203.0.113.1'],
      ['203.0.113.1', '::ffff:cb00:7101'],
      ['2001:db8:1:2::203.0.113.1', '2001:db8:1:2::1'],
    ];
    for (const [one, other] of same) {
      const app = testApp(routes, { rateLimits: { ...limits, reads: 1, writes: 1 } });
      assert.equal((await app.request('/api/thing', {}, from(one))).status, 200);
      assert.equal((await app.request('/api/thing', {}, from(other))).status, 429, `${one} and ${other}`);
    }
    const different: [one: string, other: string][] = [
      ['2001:db8::1', '2001:db8:0:1::1'],
      ['::ffff:203.0.113.1', '::ffff:203.0.113.2'],
    ];
    for (const [one, other] of different) {
      const app = testApp(routes, { rateLimits: { ...limits, reads: 1, writes: 1 } });
      await app.request('/api/thing', {}, from(one));
      assert.equal((await app.request('/api/thing', {}, from(other))).status, 200, `${one} and ${other}`);
    }
  });
});

describe('X-Forwarded-For', () => {
  const limited = (trustedProxies: string[]) => {
    const app = testApp(routes, { trustedProxies, rateLimits: { ...limits, reads: 1, writes: 1 } });
    return async (socket: string, forwarded?: string) =>
      (
        await app.request(
          '/api/thing',
          forwarded ? { headers: { 'X-Forwarded-For': forwarded } } : {},
          from(socket),
        )
      ).status;
  };

  it('is not believed from just anyone', async () => {
    const ask = limited([]);
    assert.equal(await ask('203.0.113.1', '198.51.100.1'), 200);
    assert.equal(await ask('203.0.113.1', '198.51.100.2'), 429);
  });

  it('is believed from a trusted proxy, as far as the last address that is not one', async () => {
    const ask = limited(['10.0.0.0/8']);
    assert.equal(await ask('10.0.0.1', '198.51.100.1'), 200);
    assert.equal(await ask('10.0.0.1', '198.51.100.2'), 200);
    assert.equal(await ask('::ffff:10.0.0.1', '6.6.6.6, 198.51.100.2, 10.9.9.9'), 429);
    assert.equal(await ask('10.0.0.1', '7.7.7.7, 198.51.100.1'), 429);
  });

  it('with nonsense counts for the proxy itself', async () => {
    const ask = limited(['10.0.0.1']);
    assert.equal(await ask('10.0.0.1', 'unknown'), 200);
    assert.equal(await ask('10.0.0.1', '<script>'), 429);
  });
});
