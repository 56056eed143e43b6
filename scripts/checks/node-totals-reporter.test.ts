import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import nodeTotalsReporter, { type TestReportEvent } from './node-totals-reporter.ts';

async function totalsOf(...events: TestReportEvent[]) {
  async function* stream() {
    yield* events;
  }
  let text = '';
  for await (const part of nodeTotalsReporter(stream())) text += part;
  return JSON.parse(text);
}

const pass = (data: object) => ({
  type: 'test:pass',
  data: { name: 'a test', details: { type: 'test' }, ...data },
});
const fail = (data: object) => ({
  type: 'test:fail',
  data: { name: 'a test', details: { type: 'test' }, ...data },
});

describe('counting node tests', () => {
  it('counts tests, not the suites around them', async () => {
    const totals = await totalsOf(
      pass({}),
      pass({}),
      fail({}),
      pass({ details: { type: 'suite' } }),
      fail({ details: { type: 'suite' } }),
    );
    assert.deepEqual(totals, {
      passed: 2,
      failed: 1,
      complaints: [],
      files: { '': { passed: 2, failed: 1 } },
    });
  });

  it('counts by file too', async () => {
    const { files } = await totalsOf(
      pass({ file: '/a.test.ts' }),
      pass({ file: '/b.test.ts' }),
      fail({ file: '/b.test.ts' }),
    );
    assert.deepEqual(files, {
      '/a.test.ts': { passed: 1, failed: 0 },
      '/b.test.ts': { passed: 1, failed: 1 },
    });
  });

  it('fails a file that holds no test', async () => {
    const totals = await totalsOf(pass({ name: 'some/empty.test.ts', file: resolve('some/empty.test.ts') }));
    assert.equal(totals.failed, 1);
    assert.deepEqual(totals.complaints, ['some/empty.test.ts holds no test.']);
  });

  it('fails skipped tests and those marked as to do', async () => {
    const totals = await totalsOf(pass({ skip: true }), pass({ todo: 'later' }));
    assert.equal(totals.failed, 2);
    assert.equal(totals.complaints.length, 2);
  });
});
