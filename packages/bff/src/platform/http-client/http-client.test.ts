import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { z } from 'zod';
import {
  closedAddress,
  type StubAnswer,
  type StubServer,
  sendJson,
  startStubServer,
} from '../../testing/stub-server.ts';
import { until } from '../../testing/until.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpCall, HttpCallReport, HttpService } from './types.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A server that answers the n-th request with the n-th answer, and later ones with the last. */
async function serve(...answers: StubAnswer[]): Promise<StubServer> {
  const server: StubServer = await startStubServer((response, request) =>
    answers[Math.min(server.requests.length, answers.length) - 1]?.(response, request),
  );
  cleanups.push(server.close);
  return server;
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): StubAnswer =>
  (response) =>
    sendJson(response, body, status, headers);

/** For a server that never answers. Where one does answer, a slow machine must not reach the deadline. */
const hasty = { headersTimeoutMs: 150, bodyTimeoutMs: 150 };

function clientOf(url: string, changes: Partial<HttpService> = {}) {
  const reports: HttpCallReport[] = [];
  let now = Date.parse('2026-11-23T00:00:00Z');
  const client = createHttpClient(
    {
      service: 'example',
      baseUrl: url,
      headersTimeoutMs: 60_000,
      bodyTimeoutMs: 60_000,
      maxConcurrent: 4,
      maxAnswerBytes: 10_000,
      retry: { tries: 3, baseMs: 5, longestPauseMs: 1500 },
      breaker: { failures: 5, pauseMs: 10_000 },
      ...changes,
    },
    { clock: { now: () => new Date(now) }, report: (report) => reports.push(report), random: () => 0.5 },
  );
  return {
    client,
    reports,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const get: HttpCall<{ ok: boolean }> = {
  operation: 'look',
  method: 'GET',
  path: '/thing',
  answer: z.object({ ok: z.boolean() }),
  repeat: 'safe',
};
const post: HttpCall<{ ok: boolean }> = {
  ...get,
  operation: 'act',
  method: 'POST',
  body: {},
  repeat: 'once',
};

function failsWith(reason: UpstreamError['reason'], more: Partial<UpstreamError> = {}) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof UpstreamError);
    assert.equal(error.reason, reason);
    assert.partialDeepStrictEqual({ ...error }, more);
    return true;
  };
}

describe('an outside call', () => {
  it('reads an answer, passes unknown fields by, and reports without address or body', async () => {
    const { url, requests } = await serve(json({ ok: true, extra: 1 }));
    const { client, reports } = clientOf(url);
    const answer = await client.call({
      ...get,
      query: { email: 'a+b@example.com', page: 0, none: undefined },
    });
    assert.deepEqual(answer, { status: 200, body: { ok: true } });
    assert.equal(
      `${requests[0]?.url.pathname}${requests[0]?.url.search}`,
      '/thing?email=a%2Bb%40example.com&page=0',
    );
    assert.deepEqual(reports, [
      { service: 'example', operation: 'look', outcome: 'ok', status: 200, tries: 1, durationMs: 0 },
    ]);
  });

  it('gives up on slow headers', async () => {
    const { url } = await serve(() => undefined);
    const { client } = clientOf(url, hasty);
    await assert.rejects(client.call(post), failsWith('timeout'));
  });

  it('gives up on a body that stalls', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"ok":');
    });
    const { client } = clientOf(url, hasty);
    await assert.rejects(client.call(post), failsWith('timeout'));
  });

  it('waits as long as a 429 asks, then tries a reading call again', async () => {
    const { url, requests } = await serve(json({}, 429, { 'retry-after': '1' }), json({ ok: true }));
    const { client, reports } = clientOf(url);
    assert.equal((await client.call(get)).body.ok, true);
    assert.equal(requests.length, 2);
    assert.equal(reports[0]?.tries, 2);
  });

  it('does not wait longer than its cap, and hands the advice on', async () => {
    const { url, requests } = await serve(json({}, 429, { 'retry-after': '60' }));
    const { client } = clientOf(url);
    await assert.rejects(client.call(get), failsWith('rate_limited', { retryAfterSeconds: 60, status: 429 }));
    assert.equal(requests.length, 1);
  });

  it("takes the service's own header when Retry-After is missing", async () => {
    const { url } = await serve(json({}, 429, { 'x-ratelimit-reset': '42' }));
    const { client } = clientOf(url, {
      retryAfterSeconds: (headers) => Number(headers.get('x-ratelimit-reset')),
    });
    await assert.rejects(client.call(get), failsWith('rate_limited', { retryAfterSeconds: 42 }));
  });

  it('tries again after a 429 that says nothing', async () => {
    const { url, requests } = await serve(json({}, 429), json({ ok: true }));
    const { client } = clientOf(url);
    assert.equal((await client.call(get)).body.ok, true);
    assert.equal(requests.length, 2);
  });

  it('tries a reading call again after a 500', async () => {
    const { url } = await serve(json({}, 500), json({ ok: true }));
    const { client } = clientOf(url);
    assert.equal((await client.call(get)).body.ok, true);
  });

  it('never repeats a call that may have acted', async () => {
    const { url, requests } = await serve(json({}, 500), json({ ok: true }));
    const { client } = clientOf(url);
    await assert.rejects(client.call(post), failsWith('server_error', { status: 500 }));
    assert.equal(requests.length, 1);
  });

  it('says that an answer is broken, without quoting it', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"Alex Sample"');
    });
    const { client } = clientOf(url);
    await assert.rejects(client.call(get), (error) => {
      assert.ok(failsWith('bad_answer')(error));
      assert.ok(error instanceof UpstreamError && error.cause instanceof Error);
      assert.doesNotMatch(error.message + error.cause.message, /Alex/);
      return true;
    });
  });

  it('refuses an answer of the wrong shape and one that is too large', async () => {
    const { url } = await serve(json({ ok: 'yes' }), json({ ok: true, padding: 'x'.repeat(20_000) }));
    const { client } = clientOf(url);
    await assert.rejects(client.call(get), failsWith('bad_answer'));
    await assert.rejects(client.call(get), failsWith('bad_answer'));
  });

  it('does not follow a redirect with our key', async () => {
    const elsewhere = await serve(json({ ok: true }));
    const { url } = await serve((response) => {
      response.writeHead(302, { location: elsewhere.url }).end();
    });
    const { client } = clientOf(url);
    await assert.rejects(client.call(get), failsWith('bad_answer', { status: 302 }));
    assert.equal(elsewhere.requests.length, 0);
  });

  it('knows a refused connection from one that was lost after the request', async () => {
    await assert.rejects(clientOf(await closedAddress()).client.call(post), failsWith('unreachable'));

    let acted = 0;
    const { url } = await serve((response) => {
      acted += 1;
      response.destroy();
    });
    await assert.rejects(clientOf(url).client.call(post), failsWith('connection_lost'));
    assert.equal(acted, 1);
  });

  it('reads the reasons of a refusal through the service', async () => {
    const { url } = await serve(json({ why: 'already_filled' }, 400));
    const { client } = clientOf(url, {
      errorDetails: (body) => [
        { field: null, code: z.object({ why: z.string() }).parse(body).why, message: '' },
      ],
    });
    await assert.rejects(
      client.call(post),
      failsWith('rejected', { details: [{ field: null, code: 'already_filled', message: '' }] }),
    );
  });

  it('ends when the caller gives up, also between tries and in line', async () => {
    const { url } = await serve(() => undefined);
    const { client } = clientOf(url, { maxConcurrent: 1, headersTimeoutMs: 5000 });
    const leaving = new AbortController();
    const first = client.call({ ...get, signal: leaving.signal });
    const inLine = client.call({ ...get, signal: leaving.signal });
    setTimeout(() => leaving.abort(), 20);
    await assert.rejects(first, failsWith('aborted'));
    await assert.rejects(inLine, failsWith('aborted'));

    const busy = await serve(json({}, 503, { 'retry-after': '1' }));
    const other = clientOf(busy.url);
    await assert.rejects(
      other.client.call({ ...get, signal: AbortSignal.timeout(100) }),
      failsWith('aborted'),
    );
    assert.equal(busy.requests.length, 1);
  });

  it('has no more calls under way than allowed', async () => {
    let under = 0;
    let most = 0;
    const { url } = await serve((response) => {
      under += 1;
      most = Math.max(most, under);
      setTimeout(() => {
        under -= 1;
        response.writeHead(200).end('{"ok":true}');
      }, 5);
    });
    const { client } = clientOf(url, { maxConcurrent: 2 });
    const answers = await Promise.all(Array.from({ length: 9 }, () => client.call(get)));
    assert.equal(answers.length, 9);
    assert.equal(most, 2);
  });

  it('does not wait in line for ever, and not behind another queue', async () => {
    const { url, requests } = await serve((response, { url: { search } }) => {
      if (search === '?slow=1') response.writeHead(200).write('{');
      else sendJson(response, { ok: true });
    });
    const { client } = clientOf(url, { maxConcurrent: 1, headersTimeoutMs: 80, bodyTimeoutMs: 500 });
    const slow = assert.rejects(client.call({ ...post, query: { slow: 1 } }), failsWith('timeout'));
    await assert.rejects(client.call(post), failsWith('unreachable'));
    assert.equal((await client.call({ ...post, queue: 'other' })).body.ok, true);
    await slow;
    assert.equal(requests.length, 2);
  });

  it('lets one call through to see, while it refuses the others', async () => {
    let down = true;
    const { url, requests } = await serve((response) => {
      if (down) sendJson(response, {}, 500);
      else setTimeout(() => sendJson(response, { ok: true }), 20);
    });
    const { client, pass } = clientOf(url, { breaker: { failures: 1, pauseMs: 1000 } });
    await assert.rejects(client.call(post), failsWith('server_error'));
    down = false;
    pass(1001);
    const probe = client.call(post);
    await assert.rejects(client.call(post), failsWith('circuit_open'));
    assert.equal((await probe).body.ok, true);
    assert.equal(requests.length, 2);
  });

  it('learns that the service is back although the one who looked gave up', async () => {
    let down = true;
    const { url } = await serve((response) => {
      if (down) sendJson(response, {}, 500);
      else setTimeout(() => sendJson(response, { ok: true }), 50);
    });
    const { client, pass } = clientOf(url, {
      breaker: { failures: 1, pauseMs: 1000 },
      retry: { tries: 1, baseMs: 5, longestPauseMs: 5 },
    });
    await assert.rejects(client.call(get), failsWith('server_error'));
    down = false;
    pass(1001);
    // A job asks two things at once: the second is refused while the first looks, which ends the job and the first.
    const job = async () => {
      const ended = new AbortController();
      const ask = () => client.call({ ...get, signal: ended.signal });
      await Promise.all([ask(), ask()]).finally(() => ended.abort());
    };
    await assert.rejects(job(), failsWith('circuit_open'));
    await until(
      () =>
        job().then(
          () => true,
          () => false,
        ),
      5000,
    );
  });

  it('stops asking a service that is down, and looks again later', async () => {
    let down = true;
    const { url, requests } = await serve((response) =>
      down ? sendJson(response, {}, 500) : sendJson(response, { ok: true }),
    );
    const { client, pass } = clientOf(url, { breaker: { failures: 3, pauseMs: 10_000 } });
    for (let n = 0; n < 3; n += 1) await assert.rejects(client.call(post), failsWith('server_error'));
    await assert.rejects(client.call(post), failsWith('circuit_open', { retryAfterSeconds: 10 }));
    await client.call({ ...post, breakerKey: 'another service' }).catch(() => undefined);
    assert.equal(requests.length, 4);

    down = false;
    pass(10_001);
    assert.equal((await client.call(post)).body.ok, true);
    assert.equal((await client.call(post)).body.ok, true);
  });

  it('counts being told to slow down neither as illness nor as failure of others', async () => {
    const { url } = await serve(json({}, 429, { 'retry-after': '60' }));
    const { client } = clientOf(url, { breaker: { failures: 2, pauseMs: 10_000 } });
    for (let n = 0; n < 5; n += 1) await assert.rejects(client.call(get), failsWith('rate_limited'));
  });
});
