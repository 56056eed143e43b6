import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesToRunAgain, withSecondRun } from './second-run.ts';

const good = { passed: 4, failed: 0 };
const bad = { passed: 3, failed: 1 };
const totals = (files: Record<string, { passed: number; failed: number }>, complaints: string[] = []) => ({
  passed: Object.values(files).reduce((sum, { passed }) => sum + passed, 0),
  failed: Object.values(files).reduce((sum, { failed }) => sum + failed, 0),
  complaints,
  files,
});
const files = ['/a', '/b', '/c', '/d', '/e'];

describe('a second run of the files that failed', () => {
  it('is for a few files only', () => {
    assert.deepEqual(filesToRunAgain(totals({ '/a': good, '/b': bad }), files), ['/b']);
    assert.deepEqual(filesToRunAgain(totals({ '/a': bad, '/b': bad, '/c': bad, '/d': bad }), files), []);
  });

  it('is not for skipped tests, nor for a failure outside the files', () => {
    assert.deepEqual(filesToRunAgain(totals({ '/a': bad }, ['"x" is skipped.']), files), []);
    assert.deepEqual(filesToRunAgain(totals({ '/helper': bad }), files), []);
  });

  it('counts instead of the first run of these files', () => {
    const first = totals({ '/a': good, '/b': bad });
    assert.deepEqual(
      withSecondRun(first, ['/b'], totals({ '/b': good })),
      totals({ '/a': good, '/b': good }),
    );
    assert.equal(withSecondRun(first, ['/b'], totals({ '/b': bad })).failed, 1);
    assert.equal(
      withSecondRun(first, ['/b'], totals({})).failed,
      1,
      'a file that ended without a test has failed',
    );
  });
});
