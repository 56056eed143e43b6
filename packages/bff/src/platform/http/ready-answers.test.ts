import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { testHttp } from '../../testing/app.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { noStore } from './answers/no-store.ts';
import { prepareJson, sendPrepared } from './answers/prepared-answer.ts';
import { type Route, route } from './route.ts';

const value = { days: Array.from({ length: 300 }, (_, day) => ({ day, free: true })) };
const text = JSON.stringify(value);
const answer = prepareJson(value);
const headers = { 'Cache-Control': 'no-cache' };
const answers = { 200: { description: 'Fine' } };
const get = (path: string, handle: Parameters<typeof route>[1]) =>
  route({ method: 'get', path, summary: 'See', tag: 'test', answers }, handle);

const throughHono = get('/api/hono', ({ c }) => sendPrepared(c, answer, headers));
const ready: Route = {
  ...get('/api/ready', ({ c }) => c.json({ slow: true })),
  ready: (target) => (target.endsWith('?unknown') ? undefined : { answer, headers }),
};
const secret = get('/api/secret', ({ c }) => c.json({ manageToken: 'x'.repeat(2000) }, 200, noStore));
const short = get('/api/short', ({ c }) => sendPrepared(c, prepareJson({ a: 1 }), headers));

const lines: Record<string, unknown>[] = [];
const metrics = createMetrics();
const server = createServer(
  testHttp([throughHono, ready, secret, short], {
    metrics,
    rateLimits: { reads: 60, writes: 60, webhooks: 60, files: 60 },
    trustedProxies: ['127.0.0.1', '::1'],
    log: createLog({ write: (line) => lines.push(JSON.parse(line)) }),
  }).listener,
);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());

interface Got {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** By hand, as `fetch` adds an `Accept-Encoding` and unpacks what comes. */
async function ask(path: string, asked: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: '127.0.0.1', path, method, headers: asked, agent: false }).end();
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

const site = { origin: 'https://www.example.com' };

for (const path of ['/api/hono', '/api/ready']) {
  describe(`an answer that is kept as bytes, at ${path}`, () => {
    it('is sent as the client can read it, with one tag for all encodings', async () => {
      const plain = await ask(path);
      assert.equal(plain.body.toString(), text);
      assert.equal(plain.headers['content-encoding'], undefined);
      const br = await ask(path, { 'accept-encoding': 'gzip, deflate, br' });
      assert.equal(br.headers['content-encoding'], 'br');
      assert.equal(brotliDecompressSync(br.body).toString(), text);
      assert.ok(br.body.byteLength < text.length / 10);
      const gzip = await ask(path, { 'accept-encoding': 'br;q=0, gzip' });
      assert.equal(gzip.headers['content-encoding'], 'gzip');
      assert.equal(gunzipSync(gzip.body).toString(), text);
      const none = await ask(path, { 'accept-encoding': 'identity' });
      assert.equal(none.headers['content-encoding'], undefined);
      for (const { headers: got, body } of [plain, br, gzip, none]) {
        assert.equal(got.etag, answer.etag);
        assert.match(answer.etag, /^W\//);
        assert.equal(got.vary, 'Origin, Accept-Encoding');
        assert.equal(got['content-type'], 'application/json');
        assert.equal(got['cache-control'], 'no-cache');
        assert.equal(got['content-length'], String(body.byteLength));
      }
    });

    it('is not sent again to a client that has it, in any encoding', async () => {
      const again = await ask(path, { 'accept-encoding': 'br', 'if-none-match': answer.etag, ...site });
      assert.equal(again.status, 304);
      assert.equal(again.body.byteLength, 0);
      assert.equal(again.headers.etag, answer.etag);
      assert.equal(again.headers.vary, 'Origin, Accept-Encoding');
      assert.equal(again.headers['cache-control'], 'no-cache');
      assert.equal(again.headers['content-encoding'], undefined);
      assert.equal(again.headers['access-control-allow-origin'], site.origin);
    });

    it('has the headers of its GET for a HEAD, and no body', async () => {
      const whole = await ask(path, { 'accept-encoding': 'br' });
      const head = await ask(path, { 'accept-encoding': 'br' }, 'HEAD');
      assert.equal(head.status, 200);
      assert.equal(head.body.byteLength, 0);
      for (const name of ['etag', 'vary', 'content-type', 'content-encoding', 'cache-control']) {
        assert.equal(head.headers[name], whole.headers[name], name);
      }
    });

    it('passes the same doors as every other answer', async () => {
      const { headers: got } = await ask(path, { ...site, 'x-request-id': 'abc-123_DEF' });
      assert.equal(got['x-request-id'], 'abc-123_DEF');
      assert.equal(got['x-content-type-options'], 'nosniff');
      assert.match(String(got['content-security-policy']), /default-src 'none'/);
      assert.equal(got['access-control-allow-origin'], site.origin);
      assert.match(got['access-control-expose-headers'] ?? '', /ETag/);
      assert.equal(
        (await ask(path, { origin: 'https://elsewhere.example' })).headers['access-control-allow-origin'],
        undefined,
      );
    });

    it('is in the log and the measures by its pattern', async () => {
      await ask(`${path}?who=alex`);
      const line = lines.find(({ route }) => route === path);
      assert.ok(!JSON.stringify(lines).includes('alex'));
      assert.deepEqual([line?.method, line?.route, line?.status], ['GET', path, 200]);
      assert.match(
        await metrics.registry.metrics(),
        new RegExp(`bq_http_requests_total\\{method="GET",route="${path}",status="200"\\}`),
      );
    });

    it('counts for the limit of its address, and is refused beyond it', async () => {
      const from = { 'x-forwarded-for': `203.0.113.${path.length}` };
      assert.equal((await ask(path, from)).headers['ratelimit-remaining'], '59');
      for (let count = 1; count < 60; count += 1) await ask(path, from);
      const refused = await ask(path, { ...from, ...site });
      assert.equal(refused.status, 429);
      assert.equal(JSON.parse(refused.body.toString()).code, 'too_many_requests');
      assert.ok(Number(refused.headers['retry-after']) > 0);
      assert.equal(refused.headers['access-control-allow-origin'], site.origin);
    });
  });
}

describe('other answers', () => {
  it('come from their route where none is ready', async () => {
    assert.deepEqual(JSON.parse((await ask('/api/ready?unknown')).body.toString()), { slow: true });
  });

  it('are never compressed when they carry a secret', async () => {
    const { headers: got } = await ask('/api/secret', { 'accept-encoding': 'br, gzip' });
    assert.equal(got['content-encoding'], undefined);
  });

  it('stay plain when compressing saves nothing', async () => {
    const { headers: got } = await ask('/api/short', { 'accept-encoding': 'br' });
    assert.equal(got['content-encoding'], undefined);
    assert.equal(got.vary, 'Origin, Accept-Encoding');
  });
});
