import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byExitCode, type Check, settle } from './stage.ts';
import { closingLine } from './totals.ts';

const check = (run: Check['run']): Check => ({ part: 'part', name: 'name', run });
const context = { signal: new AbortController().signal };

describe('one check of the test command', () => {
  it('counts as failed when it crashes, and shows why', async () => {
    const result = await settle(
      check(() => Promise.reject(new Error('out of paper'))),
      context,
    );
    assert.deepEqual([result.passed, result.failed], [0, 1]);
    assert.match(result.output, /out of paper/);
  });

  it('counts as failed when it ran nothing', async () => {
    const result = await settle(
      check(async () => ({ passed: 0, failed: 0, output: '' })),
      context,
    );
    assert.deepEqual([result.passed, result.failed], [0, 1]);
  });

  it('counts a tool as one, by its exit code', () => {
    assert.equal(byExitCode({ exitCode: 0, output: '' }).passed, 1);
    assert.equal(byExitCode({ exitCode: 2, output: '' }).failed, 1);
    assert.equal(byExitCode({ exitCode: null, output: '' }).failed, 1);
  });

  it('closes with one line', () => {
    assert.equal(closingLine({ passed: 12, failed: 0 }), '12 passed, 0 failed');
  });
});
