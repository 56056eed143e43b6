import '../testing/guards/console-guard.ts';
import { expect } from '@open-wc/testing';
import { HttpResponse, http } from 'msw';
import { play, startMockServer } from '../testing/samples/mock-server.ts';
import { ApiProblem } from './api-problem.ts';
import { newActKey, read, send } from './client.ts';

const origin = 'https://bff.example';

async function problemOf(act: Promise<unknown>): Promise<ApiProblem> {
  try {
    await act;
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('reading from the clinic', () => {
  before(startMockServer);

  it('gives the answer', async () => {
    play(http.get(`${origin}/api/thing`, () => HttpResponse.json({ a: 1 })));
    expect(await read(origin, '/api/thing')).to.deep.equal({ a: 1 });
  });

  it('tries once more when the connection broke', async () => {
    let tries = 0;
    play(
      http.get(`${origin}/api/thing`, () => {
        tries += 1;
        return tries === 1 ? HttpResponse.error() : HttpResponse.json({ tries });
      }),
    );
    expect(await read(origin, '/api/thing')).to.deep.equal({ tries: 2 });
  });

  it('gives up after the second try with the code "network"', async () => {
    let tries = 0;
    play(
      http.get(`${origin}/api/thing`, () => {
        tries += 1;
        return HttpResponse.error();
      }),
    );
    const problem = await problemOf(read(origin, '/api/thing'));
    expect([problem.code, problem.status, tries]).to.deep.equal(['network', 0, 2]);
  });

  for (const [listed, code, phone] of [
    [true, 'network', ''],
    [false, 'origin_not_allowed', '(03) 7010 4321'],
  ] as const) {
    it(`finds out why no answer came: the site is ${listed ? '' : 'not '}listed`, async () => {
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (words: string) => warnings.push(words);
      try {
        play(
          http.get(`${origin}/api/thing`, () => HttpResponse.error()),
          http.get(`${origin}/widgets/v1/site`, () => HttpResponse.json({ listed, phone: '(03) 7010 4321' })),
        );
        const both = [read(origin, '/api/thing'), read(origin, '/api/thing')].map(problemOf);
        for (const problem of await Promise.all(both)) {
          expect([problem.code, problem.phone]).to.deep.equal([code, phone]);
        }
        expect(warnings).to.have.length(listed ? 0 : 1);
        if (!listed) expect(warnings[0]).to.contain(`Add "${location.origin}" to \`sites\``);
      } finally {
        console.warn = warn;
      }
    });
  }

  it('does not repeat what the server refused, and passes on what it said', async () => {
    let tries = 0;
    play(
      http.get(`${origin}/api/thing`, () => {
        tries += 1;
        return HttpResponse.json(
          {
            type: 'about:blank',
            title: 'x',
            status: 429,
            code: 'too_many_requests',
            detail: 'slow down',
            requestId: 'r',
          },
          { status: 429, headers: { 'content-type': 'application/problem+json', 'retry-after': '7' } },
        );
      }),
    );
    const problem = await problemOf(read(origin, '/api/thing'));
    expect([problem.code, problem.detail, problem.retryAfter, tries]).to.deep.equal([
      'too_many_requests',
      'slow down',
      7,
      1,
    ]);
  });

  it('has a code for an answer that is not ours', async () => {
    play(http.get(`${origin}/api/thing`, () => new HttpResponse('<html>', { status: 502 })));
    expect((await problemOf(read(origin, '/api/thing'))).code).to.equal('service_unavailable');
  });

  it('stops at its deadline', async () => {
    play(http.get(`${origin}/api/thing`, () => new Promise<never>(() => {})));
    expect((await problemOf(read(origin, '/api/thing', { deadline: 20 }))).code).to.equal('network');
  });

  it('ends with the reason of the one who aborted', async () => {
    // A request that is aborted before it arrives would reach the handlers of a later test.
    let arrived: () => void = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    play(
      http.get(`${origin}/api/thing`, () => {
        arrived();
        return new Promise<never>(() => {});
      }),
    );
    const controller = new AbortController();
    const answer = read(origin, '/api/thing', { signal: controller.signal });
    await arrival;
    controller.abort(new Error('left the page'));
    let reason: unknown;
    await answer.catch((error: unknown) => {
      reason = error;
    });
    expect(String(reason)).to.equal('Error: left the page');
  });
});

describe('sending one act', () => {
  before(startMockServer);

  it('carries the same key each time the same act is sent, and is never repeated by itself', async () => {
    const keys: (string | null)[] = [];
    play(
      http.post(`${origin}/api/act`, ({ request }) => {
        keys.push(request.headers.get('idempotency-key'));
        return keys.length === 1 ? HttpResponse.error() : HttpResponse.json({ done: true });
      }),
    );
    const key = newActKey();
    expect((await problemOf(send(origin, '/api/act', {}, { key }))).code).to.equal('network');
    expect(await send(origin, '/api/act', {}, { key })).to.deep.equal({ done: true });
    expect(keys).to.deep.equal([key, key]);
  });

  it('passes on the fields and the nearest times of a refusal', async () => {
    play(
      http.post(`${origin}/api/act`, () =>
        HttpResponse.json(
          {
            code: 'slot_unavailable',
            status: 409,
            detail: '',
            fields: [{ path: 'a.b', code: 'x', message: 'y' }],
            alternatives: ['2026-11-23T22:30:00Z'],
          },
          { status: 409, headers: { 'content-type': 'application/problem+json' } },
        ),
      ),
    );
    const problem = await problemOf(send(origin, '/api/act', {}, { key: 'k' }));
    expect(problem.fields).to.deep.equal([{ path: 'a.b', code: 'x', message: 'y' }]);
    expect(problem.alternatives).to.deep.equal(['2026-11-23T22:30:00Z']);
  });
});
