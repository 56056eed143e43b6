import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { httpCallReporter } from './vendor-calls.ts';

it('counts every outside call, and writes a line for each that failed', async () => {
  const lines: string[] = [];
  const metrics = createMetrics();
  const report = httpCallReporter(createLog({ write: (line) => lines.push(line) }), metrics);
  const call = { service: 'calendly', operation: 'read user', tries: 1, durationMs: 250 };
  report({ ...call, outcome: 'ok', status: 200 });
  report({ ...call, outcome: 'timeout', status: null, tries: 3 });
  assert.equal(lines.length, 1);
  assert.partialDeepStrictEqual(JSON.parse(lines[0] ?? ''), {
    level: 'warn',
    upstream: 'calendly',
    operation: 'read user',
    reason: 'timeout',
    attempt: 3,
    durationMs: 250,
  });
  const counted = await metrics.registry.metrics();
  for (const outcome of ['ok', 'timeout']) {
    const sample = `bq_upstream_calls_total{upstream="calendly",operation="read user",outcome="${outcome}"} 1`;
    assert.ok(counted.includes(sample));
  }
});
