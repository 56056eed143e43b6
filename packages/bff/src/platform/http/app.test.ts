import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { z } from 'zod';
import { testApp } from '../../testing/app.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { Problem } from '../problem.ts';
import { UpstreamError } from '../upstream-error.ts';
import { maxBodyBytes, route, usualBodyBytes } from './route.ts';

const answers = { 200: { description: 'What was understood' } };

const echo = route(
  {
    method: 'post',
    path: '/api/echo/:id',
    summary: 'Echo',
    tag: 'test',
    params: z.object({ id: z.uuid() }),
    body: z.object({
      name: z.string().trim().min(1, 'must not be empty').max(5),
      patient: z.object({ email: z.email('must be an email address, like alex@example.com') }),
      times: z.array(z.iso.datetime('must be an instant')).min(1),
      kind: z.enum(['a', 'b']).optional(),
    }),
    answers,
  },
  ({ c, params, body }) => c.json({ id: params.id, name: body.name }),
);

const search = route(
  {
    method: 'get',
    path: '/api/search',
    summary: 'Search',
    tag: 'test',
    query: z.object({ day: z.iso.date('must be a day, like 2026-11-23'), who: z.string().max(5).optional() }),
    answers,
  },
  ({ c, query }) => c.json(query),
);

const failing = (thrown: unknown) =>
  route({ method: 'get', path: '/api/fail', summary: 'Fail', tag: 'test', answers }, () => {
    throw thrown;
  });

const id = '7a3f0a4e-2f43-4c3b-8a53-0f4f6fd10a10';
const right = { name: 'Alex', patient: { email: 'alex@example.com' }, times: ['2026-11-23T22:30:00Z'] };
const json = { 'Content-Type': 'application/json' };

const post = (body: string | ReadableStream, headers: Record<string, string> = json) =>
  testApp([echo]).request(`/api/echo/${id}`, {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);

/** The problem that was answered; it must be a whole one. */
async function problemOf(response: Response) {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const body = problem.parse(await response.json());
  assert.equal(body.status, response.status);
  assert.equal(body.requestId, response.headers.get('x-request-id'));
  return body;
}

describe('a problem in the language of the request', () => {
  it('says what to do in Arabic; code, title and fields stay', async () => {
    const response = await post('{}', { ...json, 'Accept-Language': 'ar,en;q=0.5' });
    const { code, detail, fields } = problem.parse(await response.json());
    assert.equal(code, 'invalid_request');
    assert.match(detail, /يرجى مراجعة بياناتك/);
    assert.ok(fields && fields.length > 0);
    assert.equal(response.headers.get('content-language'), 'ar');
  });

  it('is English without a wish, and for a language that we have no words in', async () => {
    for (const wish of [undefined, 'en-AU,ar;q=0.9', 'fr']) {
      const response = await post('{}', { ...json, ...(wish ? { 'Accept-Language': wish } : {}) });
      const { detail } = problem.parse(await response.json());
      assert.match(detail, /^[\x20-\x7e]+$/);
      assert.equal(response.headers.get('content-language'), null);
    }
  });
});

describe('a request', () => {
  it('is answered when it holds', async () => {
    const response = await post(JSON.stringify(right));
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { id, name: 'Alex' });
  });

  it('is told field by field what would be right, without its own words', async () => {
    const wrong = { name: '', patient: { email: 'alex' }, times: ['soon', 7], kind: 'c', extra: 1 };
    const body = await problemOf(await post(JSON.stringify(wrong)));
    assert.equal(body.status, 422);
    assert.equal(body.code, 'invalid_request');
    assert.deepEqual(
      body.fields?.map(({ path, message }) => [path, message]),
      [
        ['name', 'must not be empty'],
        ['patient.email', 'must be an email address, like alex@example.com'],
        ['times.0', 'must be an instant'],
        ['times.1', 'must be an instant'],
        ['kind', 'must be one of a, b'],
      ],
    );
    assert.ok(!JSON.stringify(body).includes('soon'));
  });

  it('is told what is missing, at any depth', async () => {
    const body = await problemOf(await post('{"patient":{},"times":[]}'));
    assert.deepEqual(
      body.fields?.map(({ path, code }) => [path, code]),
      [
        ['name', 'required'],
        ['patient.email', 'required'],
        ['times', 'too_small'],
      ],
    );
  });

  for (const [title, sent, status, code] of [
    ['no JSON', '{"name":', 400, 'malformed_request'],
    ['nothing', '', 400, 'malformed_request'],
    ['a list where an object belongs', '[]', 422, 'invalid_request'],
    ['null', 'null', 422, 'invalid_request'],
    ['a number', '7', 422, 'invalid_request'],
  ] as const) {
    it(`is refused with ${title} as its body`, async () => {
      const body = await problemOf(await post(sent));
      assert.deepEqual([body.status, body.code], [status, code]);
    });
  }

  it('is refused with text that no database can hold, or nested without end', async () => {
    for (const [sent, path] of [
      ['{"name":"a\\u0000b"}', 'name'],
      ['{"patient":{"email":"\\ud800@example.com"}}', 'patient.email'],
      [`{"times":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, 'times.0.0'],
      [`{"times":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, ''],
      [`{"times":[${'0,'.repeat(300)}0]}`, 'times'],
      [`{"times":[${'0,'.repeat(7_000)}0]}`, ''],
      [`{"other":{${Array.from({ length: 300 }, (_, i) => `"k${i}":1`)}}}`, 'other'],
    ] as const) {
      const body = await problemOf(await post(sent));
      assert.deepEqual([body.status, body.fields?.[0]?.path], [422, path]);
    }
    const query = await problemOf(await testApp([search]).request('/api/search?day=2026-11-23&who=%00'));
    assert.deepEqual([query.status, query.fields?.[0]?.path], [400, 'who']);
  });

  it('is told that there is nothing at an address that cannot be decoded', async () => {
    for (const path of ['/api/echo/%E0%A4%A', '/api/echo/%00', '/api/%', '/api/echo/..%2f..%2fx']) {
      const response = await testApp([echo]).request(path, { method: 'POST', body: '{}', headers: json });
      assert.equal((await problemOf(response)).status, 404, path);
    }
  });

  it('is told ten findings at most', async () => {
    const strange = Array.from({ length: 50 }, (_, i) => [`k${i}`, 'a\0b']);
    for (const sent of [{ times: Array(50).fill('soon') }, Object.fromEntries(strange)]) {
      const body = await problemOf(await post(JSON.stringify(sent)));
      assert.deepEqual([body.status, body.fields?.length], [422, 10]);
    }
    assert.equal(new Problem('invalid_request', 'No.', { fields: Array(50).fill({}) }).fields?.length, 10);
  });

  it('has a body as large as its route needs, and no larger', async () => {
    const padded = (bytes: number) => JSON.stringify(right).padEnd(bytes);
    assert.equal((await post(padded(usualBodyBytes))).status, 200);
    const refused = await problemOf(await post(padded(usualBodyBytes + 1)));
    assert.deepEqual(
      [refused.code, refused.detail],
      ['payload_too_large', 'The body must be 128 KB at most.'],
    );
  });

  it('is refused when its body is not called JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      const body = await problemOf(await post(JSON.stringify(right), { 'Content-Type': type }));
      assert.deepEqual([body.status, body.code], [415, 'unsupported_media_type']);
    }
    const charset = await post(JSON.stringify(right), { 'Content-Type': 'application/json; charset=utf-8' });
    assert.equal(charset.status, 200);
  });

  it('is refused when its body is too large, announced or in pieces', async () => {
    const large = JSON.stringify({ ...right, more: 'x'.repeat(maxBodyBytes) });
    assert.equal(
      (await problemOf(await post(large, { ...json, 'Content-Length': String(large.length) }))).code,
      'payload_too_large',
    );
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < large.length; at += 10_000) {
          controller.enqueue(new TextEncoder().encode(large.slice(at, at + 10_000)));
        }
        controller.close();
      },
    });
    const chunked = await problemOf(await post(pieces));
    assert.deepEqual([chunked.status, chunked.code], [413, 'payload_too_large']);
  });

  it('is refused with a query that does not hold, each name once', async () => {
    const app = testApp([search]);
    assert.equal((await app.request('/api/search?day=2026-11-23&unknown=1')).status, 200);
    for (const query of [
      '',
      '?day=yesterday',
      '?day=2026-02-30',
      '?day=2026-11-23&who=anyone',
      '?day=2026-11-23&day=2026-11-24',
    ]) {
      const body = await problemOf(await app.request(`/api/search${query}`));
      assert.deepEqual([body.status, body.code], [400, 'invalid_request'], query);
      assert.ok(body.fields?.length, query);
    }
  });

  it('is told that there is nothing, or how to ask', async () => {
    const app = testApp([echo, search]);
    assert.equal((await problemOf(await app.request('/api/nothing'))).code, 'not_found');
    assert.equal(
      (
        await problemOf(
          await app.request('/api/echo/not-an-id', { method: 'POST', body: '{}', headers: json }),
        )
      ).code,
      'not_found',
    );
    const wrong = await app.request(`/api/echo/${id}`, { method: 'DELETE' });
    assert.equal((await problemOf(wrong)).code, 'method_not_allowed');
    assert.equal(wrong.headers.get('allow'), 'POST, OPTIONS');
    assert.equal(
      (await app.request('/api/search', { method: 'POST' })).headers.get('allow'),
      'GET, HEAD, OPTIONS',
    );
  });

  it('may ask an address what it answers', async () => {
    const asked = await testApp([echo]).request(`/api/echo/${id}`, { method: 'OPTIONS' });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('allow'), 'POST, OPTIONS');
  });
});

describe('what was thrown', () => {
  const status = async (thrown: unknown) => problemOf(await testApp([failing(thrown)]).request('/api/fail'));

  it('says which kind of token is needed, when one is', async () => {
    const asked = (problem: Problem) => testApp([failing(problem)]).request('/api/fail');
    const refused = await asked(new Problem('unauthorized', 'Sign in.'));
    assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
    const forbidden = await asked(new Problem('forbidden', 'Not yours.'));
    assert.equal(forbidden.headers.get('www-authenticate'), null);
  });

  it('is answered as it was meant, when it was meant', async () => {
    const app = testApp([
      failing(
        new Problem('slot_unavailable', 'Another patient was quicker.', {
          alternatives: ['2026-11-23T22:30:00Z'],
          retryAfterSeconds: 1.2,
        }),
      ),
    ]);
    const response = await app.request('/api/fail');
    assert.equal(response.headers.get('retry-after'), '2');
    const body = await problemOf(response);
    assert.deepEqual(
      [body.status, body.detail, body.alternatives],
      [409, 'Another patient was quicker.', ['2026-11-23T22:30:00Z']],
    );
  });

  it('is a 503 when an outside service or the database is away', async () => {
    const upstream = await status(new UpstreamError('calendly', 'rate_limited', { retryAfterSeconds: 30 }));
    assert.deepEqual([upstream.status, upstream.code], [503, 'service_unavailable']);
    assert.ok(!JSON.stringify(upstream).includes('calendly'));
    const database = await status(
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    );
    assert.equal(database.code, 'service_unavailable');
  });

  it('is a 500 that tells nothing otherwise, and is in the log without its words', async () => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line) });
    const app = testApp([failing(new TypeError('alex@example.com is not a function'))], { log });
    const body = await problemOf(await app.request('/api/fail'));
    assert.deepEqual([body.status, body.code], [500, 'internal_error']);
    assert.ok(!JSON.stringify(body).includes('alex'));
    assert.ok(lines.some((line) => line.includes('"TypeError"') && line.includes('app.test.ts')));
    assert.ok(!lines.join().includes('alex@'));
  });
});

describe('the log and the measures', () => {
  it('have one line per request, with the pattern and never the address', async () => {
    const lines: Record<string, unknown>[] = [];
    const metrics = createMetrics();
    const app = testApp([echo, search], {
      metrics,
      log: createLog({ write: (line) => lines.push(JSON.parse(line)) }),
    });
    await app.request('/api/search?day=2026-11-23&who=alex');
    await app.request('/api/patients/alex@example.com');
    await app.request('/api/echo/alex', {
      method: 'POST',
      body: 'x'.repeat(maxBodyBytes + 1),
      headers: json,
    });
    assert.deepEqual(
      lines.map(({ route, status, method, code }) => ({ route, status, method, code })),
      [
        { route: '/api/search', status: 200, method: 'GET', code: undefined },
        { route: 'unmatched', status: 404, method: 'GET', code: 'not_found' },
        { route: '/api/echo/:id', status: 413, method: 'POST', code: 'payload_too_large' },
      ],
    );
    assert.ok(!JSON.stringify(lines).includes('alex'));
    const text = await metrics.registry.metrics();
    assert.match(text, /bq_http_requests_total\{method="GET",route="\/api\/search",status="200"\} 1/);
    assert.ok(!text.includes('alex'));
  });

  it('carry the request id of a trusted proxy, when it is a sane one, and never the id of a stranger', async () => {
    const app = testApp([search], { trustedProxies: ['10.0.0.0/8'] });
    const ask = async (given: string, remoteAddress = '10.0.0.1') => {
      const socket = { incoming: { socket: { remoteAddress } } };
      const headers = { 'X-Request-Id': given, 'X-Forwarded-For': '10.0.0.2' };
      const response = await app.request('/api/search?day=2026-11-23', { headers }, socket);
      return response.headers.get('x-request-id') ?? '';
    };
    assert.equal(await ask('abc-123_DEF'), 'abc-123_DEF');
    for (const odd of ['short', 'alex@example.com', 'x'.repeat(65), 'with space here']) {
      assert.match(await ask(odd), /^[0-9a-f-]{36}$/);
    }
    assert.match(await ask('abc-123_DEF', '203.0.113.1'), /^[0-9a-f-]{36}$/);
  });
});

describe('the headers of every answer', () => {
  it('close what needs no opening', async () => {
    const { headers } = await testApp([search]).request('/api/search?day=2026-11-23');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=31536000/);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(headers.get('cache-control'), 'no-store');
    const plain = await testApp([search], { publicUrl: 'http://localhost:8787' }).request('/api/search');
    assert.equal(plain.headers.get('strict-transport-security'), null);
  });
});
