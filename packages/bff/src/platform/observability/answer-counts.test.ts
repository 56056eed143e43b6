import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Counter, Histogram, Registry } from 'prom-client';
import { AnswerCounts } from './answer-counts.ts';

const bounds = [0.005, 0.01, 0.5];

describe('counts of the answers', () => {
  it('read as those of prom-client do, line by line', async () => {
    const [ours, theirs] = [new Registry(), new Registry()];
    const counts = new AnswerCounts(ours, bounds);
    const requests = new Counter({
      name: 'bq_http_requests_total',
      help: 'Requests answered, by route pattern and status',
      labelNames: ['method', 'route', 'status'],
      registers: [theirs],
    });
    const seconds = new Histogram({
      name: 'bq_http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route'],
      buckets: bounds,
      registers: [theirs],
    });
    for (const [method, route, status, took] of [
      ['GET', '/api/catalogue', 200, 0.001],
      ['GET', '/api/catalogue', 304, 0.005],
      ['GET', '/api/catalogue', 200, 0.25],
      ['HEAD', '/api/catalogue', 200, 0.0078125],
      ['POST', '/api/bookings', 503, 31],
    ] as const) {
      counts.add(method, route, status, took);
      requests.inc({ method, route, status });
      seconds.observe({ method, route }, took);
    }
    const lines = async (registry: Registry) => (await registry.metrics()).trim().split('\n').toSorted();
    assert.deepEqual(await lines(ours), await lines(theirs));
    assert.deepEqual(await lines(ours), await lines(theirs), 'and again at the next reading');
  });

  it('are there as JSON, too', async () => {
    const registry = new Registry();
    new AnswerCounts(registry, bounds).add('GET', '/api/catalogue', 200, 0.001);
    const names = (await registry.getMetricsAsJSON()).map(({ name }) => name);
    assert.deepEqual(names, ['bq_http_requests_total', 'bq_http_request_seconds']);
  });
});
