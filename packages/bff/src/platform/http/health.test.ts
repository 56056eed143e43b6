import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { testApp } from '../../testing/app.ts';
import { createMetrics } from '../observability/metrics.ts';
import { type Health, healthRoutes } from './health.ts';

async function ask(metricsFor: Health['metricsFor'], token?: string) {
  let counted = 0;
  const routes = healthRoutes({
    ping: async () => {},
    accepts: () => true,
    metrics: createMetrics(),
    metricsFor,
    beforeMetrics: async () => {
      counted += 1;
    },
  });
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  return { response: await testApp(routes).request('/metrics', { headers }), counted: () => counted };
}

describe('the metrics', () => {
  it('are read by everyone where the server says so', async () => {
    assert.equal((await ask('everyone')).response.status, 200);
  });

  it('are read with their token only', async () => {
    assert.equal((await ask({ token: 'right' }, 'right')).response.status, 200);
    for (const token of [undefined, 'wrong']) {
      const { response, counted } = await ask({ token: 'right' }, token);
      assert.equal(problem.parse(await response.json()).code, 'unauthorized');
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(counted(), 0, 'nothing is counted in the store for a stranger');
    }
  });

  it('are read by no one where no token is set and one is needed', async () => {
    for (const token of [undefined, 'null', 'undefined']) {
      assert.equal((await ask(null, token)).response.status, 401);
    }
  });
});
