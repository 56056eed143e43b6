import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EarlierRuns } from './earlier-runs.ts';

describe('the runs of a job in one process', () => {
  const counting = () => {
    let runs = 0;
    const handler = async () => {
      runs += 1;
    };
    return { handler, runs: () => runs };
  };

  it('do the work once when the queue starts the job again after the first run has ended', async () => {
    const earlierRuns = new EarlierRuns();
    const { handler, runs } = counting();
    await earlierRuns.runOnce('slow', handler);
    await earlierRuns.runOnce('slow', handler);
    assert.equal(runs(), 1);
    await earlierRuns.runOnce('another', handler);
    assert.equal(runs(), 2);
  });

  it('do the work again after a failure', async () => {
    const earlierRuns = new EarlierRuns();
    const { handler, runs } = counting();
    await assert.rejects(earlierRuns.runOnce('flaky', () => Promise.reject(new Error('no'))));
    await earlierRuns.runOnce('flaky', handler);
    assert.equal(runs(), 1);
  });
});
